/**
 * Draws docs/images/two-target.svg: runs of the two-target scenario in which the tracks stand the wrong way round, and
 * errors, by method and time. Prints the table of docs/benchmarks/two-target.md.
 *
 *     npx tsx scripts/plot-two-target.ts
 */
import { writeFileSync } from "node:fs";
import { type ChartSeries, drawLineChart } from "../src/study/chart/line-chart.js";
import { METHODS, studyTwoTargets, twoTargetTruth } from "../src/study/published/two-target/index.js";

const RUNS = 100;
const truth = twoTargetTruth();
const tallies = await studyTwoTargets(RUNS, async () => {});

console.log(
  "| method | swapped at the end | at any scan from the 20th | lost | scans coalesced | range error at scan 20, 50, 100, m | position error, m | velocity error, m/s |\n|---|---|---|---|---|---|---|---|",
);
for (const method of METHODS) {
  const t = tallies.get(method)!;
  const at = (values: Float64Array, digits: number) =>
    [17, 47, 97].map((k) => values[k]!.toFixed(digits)).join(" / ");
  console.log(
    `| ${method} | ${t.swappedAtEnd} | ${t.swappedEver} | ${t.lost} | ${(100 * t.coalesced).toFixed(1)} % | ${at(t.range, 1)} | ${at(t.position, 0)} | ${at(t.velocity, 1)} |`,
  );
}

const curves = (value: (method: (typeof METHODS)[number], scan: number) => number): ChartSeries[] =>
  METHODS.map((method) => ({
    name: method,
    points: Array.from({ length: truth.times.length - 2 }, (_, k) => [
      truth.times[k + 2]! - truth.times[0]!,
      value(method, k),
    ]),
  }));
const x = { label: "time since the first plot, s", from: 0, to: 880 };
writeFileSync(
  "docs/images/two-target.svg",
  drawLineChart({
    title: "Two ballistic targets 50 m apart in range: runs with swapped tracks and range errors by method",
    panels: [
      {
        title: "Tracks the wrong way round",
        x,
        y: { label: "share of 100 runs", from: 0, to: 1 },
        series: curves((method, k) => tallies.get(method)!.swapped[k]!),
      },
      {
        title: "Range error",
        x,
        y: { label: "root mean square, m", log: true, from: 3, to: 3000 },
        series: curves((method, k) => tallies.get(method)!.range[k]!),
        levels: [{ y: 50, text: "distance of the targets" }],
      },
    ],
  }),
);
