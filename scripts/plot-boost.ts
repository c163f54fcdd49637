/**
 * Boost estimates against their bounds: docs/images/boost.svg and the tables of docs/benchmarks/boost.md.
 *
 *   npx tsx scripts/plot-boost.ts [RUNS]
 */
import { writeFileSync } from "node:fs";
import { consistencyInterval } from "../src/estimation/index.js";
import {
  BOTH_SATELLITES,
  type BoostMoment,
  freeRun,
  profileRun,
  QUANTITY_NAMES,
  type Quantity,
  studyFreshRuns,
} from "../src/study/boost/index.js";
import {
  CHART_COLOURS,
  type ChartPanel,
  type ChartSeries,
  drawLineChart,
} from "../src/study/chart/line-chart.js";

const runs = Number(process.argv[2] ?? 500);
const profileTimes = [50, 55, 60, 65, 70, 75, 80, 85];
const freeTimes = [10, 12.5, 15, 17.5, 20, 22.5, 25, 27.5, 30, 32.5, 35];

/** Every so many runs the bound over truths is worked out too: it is the same to a few percent for all of them. */
const STRICT_EVERY = 5;

function table(title: string, moments: readonly BoostMoment[], unit: Record<Quantity, number>): void {
  console.log(`\n${title}`);
  console.log(`| s | runs | ${QUANTITY_NAMES.join(" | ")} | NEES state | launch |`);
  console.log(`|---|---|${"---|".repeat(QUANTITY_NAMES.length + 2)}`);
  for (const m of moments) {
    const cells = QUANTITY_NAMES.map((name) => {
      const error = (m.estimates[name] / unit[name]).toPrecision(3);
      const strict = Number.isFinite(m.strict[name])
        ? `, ${(m.estimates[name] / m.strict[name]).toFixed(2)}`
        : "";
      return `${error}: ${(m.estimates[name] / m.bounds[name]).toFixed(3)}${strict}`;
    });
    console.log(
      `| ${m.time} | ${m.runs} | ${cells.join(" | ")} | ${m.stateNees.toFixed(2)} | ${m.launchNees.toFixed(2)} |`,
    );
  }
}

const units = { launch: 1000, ignition: 1, course: Math.PI / 180, position: 1000, velocity: 1 };
const one = BOTH_SATELLITES.slice(0, 1);
const twoProfile = await studyFreshRuns(profileTimes, runs, (seed) =>
  profileRun(seed, BOTH_SATELLITES, profileTimes, seed % STRICT_EVERY === 0),
);
table("two satellites, profile", twoProfile, units);
const free = await studyFreshRuns(freeTimes, runs, (seed) => freeRun(seed, freeTimes));
table("two satellites, no profile, look by look", free, units);
const cloud = { count: 0, error: 0, sigmas: 0 };
const alone = await studyFreshRuns(profileTimes, Math.ceil(runs / 2), (seed) => {
  const samples = profileRun(seed, one, profileTimes, seed % STRICT_EVERY === 0);
  const last = samples[samples.length - 1];
  if (last) {
    cloud.count++;
    cloud.error += last.cloudTopError ** 2;
    cloud.sigmas += last.cloudTopSigmas ** 2;
  }
  return samples;
});
table("one satellite, profile", alone, units);
console.log(
  `cloud top at the last moment: ${Math.sqrt(cloud.error / cloud.count).toFixed(0)} m, NEES ${(cloud.sigmas / cloud.count).toFixed(2)}`,
);

const COLOURS: Record<Quantity, string> = {
  launch: CHART_COLOURS[0]!,
  ignition: CHART_COLOURS[1]!,
  course: CHART_COLOURS[3]!,
  position: CHART_COLOURS[2]!,
  velocity: CHART_COLOURS[5]!,
};

function ratioPanel(title: string, label: string, moments: readonly BoostMoment[], mark: number): ChartPanel {
  const names = QUANTITY_NAMES.filter((name) => name !== "course" || moments !== free);
  const series = names.map(
    (name): ChartSeries => ({
      name,
      colour: COLOURS[name],
      as: "both",
      points: moments.map((m) => [m.time, m.estimates[name] / m.bounds[name]]),
    }),
  );
  return {
    title,
    x: { label },
    y: { label: "error over bound, ×", from: 0.8, to: 1.4 },
    series,
    levels: [{ y: 1 }, { y: mark, text: `${mark} ×`, dash: "2 3" }],
  };
}

function neesPanel(label: string, moments: readonly BoostMoment[]): ChartPanel {
  return {
    title: "mean NEES of the state",
    x: { label },
    y: { label: "NEES, 6 numbers", from: 4.5, to: 7.5 },
    series: [
      {
        name: "NEES",
        colour: CHART_COLOURS[6]!,
        as: "both",
        points: moments.map((m) => [m.time, m.stateNees]),
      },
    ],
    bands: [
      {
        name: "99.9 % band",
        points: moments.map((m) => [m.time, ...consistencyInterval(6, m.runs, 0.999)]),
      },
    ],
    levels: [{ y: 6 }],
  };
}

// at 50 s some truths have next to no bound at all
const drawn = (moments: readonly BoostMoment[]) => moments.filter((m) => m.time > 50);
const ignition = "after ignition, s";
const sight = "after the first look, s";
writeFileSync(
  "docs/images/boost.svg",
  drawLineChart({
    title: "Errors of boost estimates over their bounds, and their mean NEES, over time",
    columns: 3,
    panelWidth: 260,
    panelHeight: 190,
    panels: [
      ratioPanel("two satellites, profile", ignition, drawn(twoProfile), 1.08),
      ratioPanel("two satellites, no profile", sight, free, 1.08),
      ratioPanel("one satellite, profile", ignition, drawn(alone), 1.25),
      neesPanel(ignition, drawn(twoProfile)),
      neesPanel(sight, free),
      neesPanel(ignition, drawn(alone)),
    ],
  }),
);
