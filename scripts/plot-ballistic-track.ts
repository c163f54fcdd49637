/** Draws docs/images/ballistic-track.svg: `npx tsx scripts/plot-ballistic-track.ts`. */
import { writeFileSync } from "node:fs";
import { consistencyInterval } from "../src/estimation/index.js";
import { TRACK_CASES, type TrackStatistics, trackStatistics } from "../src/study/bounds/radar-track/index.js";
import {
  CHART_COLOURS,
  type ChartPanel,
  type ChartSeries,
  drawLineChart,
} from "../src/study/chart/line-chart.js";

const RUNS = 500;

const all: TrackStatistics[] = [];
for (const { scene } of TRACK_CASES) all.push(await trackStatistics(scene, RUNS));

/** Dots: errors; lines: bounds. */
function errors(of: "position" | "velocity", bound: "boundPosition" | "boundVelocity"): ChartSeries[] {
  return all.flatMap((s, i) => {
    const colour = CHART_COLOURS[i]!;
    const points = (values: readonly number[]) => s.times.map((t, k) => [t, values[k]!] as const);
    return [
      { name: TRACK_CASES[i]!.name, colour, points: points(s[bound]) },
      { colour, as: "dots" as const, points: points(s[of]).filter((_, k) => k % 4 === 0) },
    ];
  });
}

const [low, high] = consistencyInterval(6, RUNS, 0.999);
const panels: ChartPanel[] = [
  {
    title: "Position: bound (line), error (dots)",
    x: { label: "time since the first plot, s" },
    y: { label: "root mean square, m", log: true },
    series: errors("position", "boundPosition"),
  },
  {
    title: "Velocity: bound (line), error (dots)",
    x: { label: "time since the first plot, s" },
    y: { label: "root mean square, m/s", log: true },
    series: errors("velocity", "boundVelocity"),
  },
  {
    title: "Mean squared normalised error",
    x: { label: "time since the first plot, s" },
    y: { label: "mean NEES of 500 runs (6 expected)", from: 4, to: 8 },
    bands: [
      {
        name: "99.9 % interval",
        points: [
          [0, low, high],
          [400, low, high],
        ],
      },
    ],
    series: all.map((s, i) => ({
      name: TRACK_CASES[i]!.name,
      colour: CHART_COLOURS[i]!,
      points: s.times.map((t, k) => [t, s.nees[k]!] as const),
    })),
  },
];
writeFileSync(
  new URL("../docs/images/ballistic-track.svg", import.meta.url),
  drawLineChart({
    title: "Radar tracks of a ballistic coast against the posterior Cramér–Rao bound, and their consistency",
    panels,
  }),
);
