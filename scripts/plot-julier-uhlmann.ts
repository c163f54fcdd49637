/**
 * Draws docs/images/julier-uhlmann.svg and prints the table of docs/benchmarks/julier-uhlmann.md. Takes some seconds.
 *
 *     npx tsx scripts/plot-julier-uhlmann.ts [RUNS]
 */
import { writeFileSync } from "node:fs";
import { boundError, consistencyInterval } from "../src/estimation/index.js";
import { type ChartPoint, type ChartSeries, drawLineChart } from "../src/study/chart/line-chart.js";
import { type FilterErrors, meanOf, neesOf, rmseOf, rootMeanOf } from "../src/study/published/follow.js";
import { studyJulierUhlmann } from "../src/study/published/julier-uhlmann/index.js";

const runs = Number(process.argv[2] ?? 200);
const POSITION = [0, 1];
/** Every how manyth step is drawn. */
const EACH = 10;

async function main() {
  const study = await studyJulierUhlmann(runs, 2004);
  const along = (values: readonly number[]): ChartPoint[] =>
    study.times.flatMap((t, k) => (k % EACH === EACH - 1 ? [[t, values[k]!] as const] : []));
  const lines = (values: (errors: FilterErrors) => readonly number[]): ChartSeries[] => [
    { name: "extended", points: along(values(study.extended)), colour: "#d55e00" },
    { name: "unscented", points: along(values(study.unscented)), colour: "#0072b2", dash: "4 2" },
  ];
  const bound = (components: readonly number[]): ChartSeries => ({
    name: "bound",
    points: along(study.bound.map((c) => boundError(c, 5, components))),
    colour: "#222222",
    dash: "6 3",
  });
  const [low, high] = consistencyInterval(5, runs, 0.999);
  const x = { label: "time, s", from: 0, to: 200 };
  const svg = drawLineChart({
    title:
      "Re-entry of Julier and Uhlmann: errors of the extended and the unscented filter against the bound, and NEES",
    panels: [
      {
        title: "position",
        x,
        y: { label: "error, m", from: 0 },
        series: [...lines((e) => rmseOf(e, POSITION)), bound(POSITION)],
      },
      {
        title: "drag",
        x,
        y: { label: "error of b", log: true },
        series: [...lines((e) => rmseOf(e, [4])), bound([4])],
      },
      {
        title: "consistency",
        x,
        y: { label: "NEES of 5 states", from: 0, to: 10 },
        bands: [
          {
            name: `99.9 % of consistent filters, ${runs} runs`,
            points: [0, 200].map((t) => [t, low, high] as const),
            colour: "#888888",
            opacity: 0.3,
          },
        ],
        series: lines(neesOf),
      },
    ],
  });
  writeFileSync(new URL("../docs/images/julier-uhlmann.svg", import.meta.url), svg);
  console.log(
    "| filter | error over time and runs, m | mean of the runs' errors, m | NEES, mean over time |\n|---|---|---|---|",
  );
  for (const [name, errors, own] of [
    ["extended", study.extended, study.extendedRuns],
    ["unscented", study.unscented, study.unscentedRuns],
  ] as const)
    console.log(
      `| ${name} | ${rootMeanOf(rmseOf(errors, POSITION)).toFixed(2)} | ${meanOf(own).toFixed(2)} | ${meanOf(neesOf(errors)).toFixed(2)} |`,
    );
  console.log(`bound ${rootMeanOf(study.bound.map((c) => boundError(c, 5, POSITION))).toFixed(2)} m`);
}

await main();
