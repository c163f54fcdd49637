import {
  ellipse95,
  estimateFreeLaunch,
  estimateLaunch,
  FREE_ASCENT_PRIOR,
  type FreeLaunchSolution,
  type LaunchSolution,
} from "../../src/estimation/index.js";
import { CHART_COLOURS, drawLineChart } from "../../src/study/chart/line-chart.js";
import { type Example, ellipseLine, showExample, table } from "./support/example.js";
import { offsetOf } from "./support/ground.js";
import { CLOUD_TOP, FAMILY, LAUNCH, SATELLITES, sights, vehicleAt } from "./support/launch.js";

// #region shown
const seed = 1;

/** One satellite has directions but no distance: what a known kind of vehicle would do must stand in for it. */
const oneWithProfile = (until: number) =>
  estimateLaunch({
    looks: sights(until).filter(({ satellite }) => satellite === 0),
    satellites: SATELLITES,
    families: [FAMILY],
    cloudTop: CLOUD_TOP,
    seed,
  });

/** Two satellites see where the plume is; of the vehicle only that it stood, lit and thrust on has to be believed. */
const twoWithoutProfile = (until: number) =>
  estimateFreeLaunch({ looks: sights(until), satellites: SATELLITES, prior: FREE_ASCENT_PRIOR, seed });

/** Both: two satellites, and a known kind of vehicle. */
const twoWithProfile = (until: number) =>
  estimateLaunch({
    looks: sights(until),
    satellites: SATELLITES,
    families: [FAMILY],
    cloudTop: CLOUD_TOP,
    seed,
  });
// #endregion

export function run(): Example {
  const ways: Record<string, (until: number) => LaunchSolution | FreeLaunchSolution | null> = {
    "one satellite, profile": oneWithProfile,
    "two satellites, none": twoWithoutProfile,
    "two satellites, profile": twoWithProfile,
  };
  const results = Object.entries(ways).flatMap(([name, estimate]) =>
    [55, 65, 75, 85].map((until) => ({ name, until, solution: estimate(until)! })),
  );
  const text = table([
    ["seen until", "launch error, km", "95 % ellipse, km", "ignition, s", "speed at last look, m/s"],
    ...results
      .filter(({ until }) => until === 65 || until === 85)
      .map(({ name, until, solution: s }) => {
        const { semiMajor, semiMinor } = ellipse95(s.covarianceEastNorth);
        const { time, state, covariance } = s.lastLook;
        const truth = vehicleAt(time);
        const speed = (x: Float64Array) => Math.hypot(x[3], x[4], x[5]);
        const sigma = Math.sqrt((covariance[21] + covariance[28] + covariance[35]) / 3);
        return [
          `${name}, ${until} s`,
          Math.hypot(...offsetOf(s, LAUNCH)).toFixed(1),
          `${(semiMajor / 1e3).toFixed(1)} × ${(semiMinor / 1e3).toFixed(1)}`,
          `${s.time.toFixed(1)} ± ${s.timeSigma.toFixed(1)}`,
          `${speed(state).toFixed(0)} ± ${sigma.toFixed(0)}, true ${speed(truth).toFixed(0)}`,
        ];
      }),
  ]);
  const series = results
    .filter(({ until }) => until === 85)
    .map(({ name, solution: s }, k) => ({
      name,
      points: ellipseLine([0, 0], s.covarianceEastNorth, 2.448).map(([e, n]): [number, number] => {
        const [east, north] = offsetOf(s, LAUNCH);
        return [e / 1e3 + east, n / 1e3 + north];
      }),
      colour: CHART_COLOURS[k],
    }));
  const truth = {
    name: "the launch point",
    points: [[0, 0] as const],
    as: "dots" as const,
    colour: "#222222",
  };
  const svg = drawLineChart({
    title:
      "95 % ellipses of a launch point after 85 s: by one satellite with a profile, by two without, by two with",
    panels: [
      {
        title: "Launch point, seen until 85 s",
        x: { label: "east of the launch point, km", from: -5, to: 9 },
        y: { label: "north of it, km", from: -4, to: 7 },
        series: [...series, truth],
      },
      {
        title: "The longer half-axis",
        x: { label: "seen until, s after ignition" },
        y: { label: "of the 95 % ellipse, km", from: 0 },
        series: Object.keys(ways).map((way, k) => ({
          points: results
            .filter(({ name }) => name === way)
            .map(
              ({ until, solution: s }) => [until, ellipse95(s.covarianceEastNorth).semiMajor / 1e3] as const,
            ),
          colour: CHART_COLOURS[k],
          as: "both" as const,
        })),
      },
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
