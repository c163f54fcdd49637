/**
 * Draws docs/images/ristic.svg and prints the table of docs/benchmarks/ristic.md. Takes some seconds.
 *
 *     npx tsx scripts/plot-ristic.ts [RUNS]
 */
import { writeFileSync } from "node:fs";
import { boundError, consistencyInterval } from "../src/estimation/index.js";
import { type ChartPoint, type ChartSeries, drawLineChart } from "../src/study/chart/line-chart.js";
import { meanOf, neesOf, rmseOf } from "../src/study/published/follow.js";
import { RISTIC, type RisticErrors, studyRistic } from "../src/study/published/ristic/index.js";

const runs = Number(process.argv[2] ?? 200);
/** Every how manyth step is drawn. */
const EACH = 3;
const COLOURS = ["#d55e00", "#e69f00", "#cc79a7", "#0072b2", "#009e73"];

async function main() {
  const study = await studyRistic(runs, 2003);
  const along = (values: readonly number[]): ChartPoint[] =>
    study.times.flatMap((t, k) => (k % EACH === EACH - 1 ? [[t, values[k]!] as const] : []));
  const lines = (values: (errors: RisticErrors) => readonly number[]): ChartSeries[] =>
    study.published.map((errors, k) => ({
      name: errors.kinematic.name,
      points: along(values(errors)),
      colour: COLOURS[k]!,
    }));
  const bound = (component: number): ChartSeries => ({
    name: "bound",
    points: along(study.bound.map((c) => boundError(c, 3, [component]))),
    colour: "#222222",
    dash: "6 3",
  });
  const relative = (errors: RisticErrors) =>
    rmseOf(errors.whole, [2]).map((v) => (errors.logarithm ? v : v / RISTIC.ballisticCoefficient));
  const [low, high] = consistencyInterval(2, runs, 0.999);
  const x = { label: "time, s", from: 0, to: 34 };
  const svg = drawLineChart({
    title:
      "Vertical re-entry of Ristic et al. with an unknown ballistic coefficient: errors of filters against the bound, and NEES",
    columns: 2,
    panels: [
      {
        title: "height",
        x,
        y: { label: "error, m", log: true, from: 10, to: 500 },
        series: [...lines((e) => rmseOf(e.kinematic, [0])), bound(0)],
      },
      {
        title: "speed",
        x,
        y: { label: "error, m/s", log: true, from: 2, to: 1000 },
        series: [...lines((e) => rmseOf(e.kinematic, [1])), bound(1)],
      },
      {
        title: "ballistic coefficient",
        x,
        y: { label: "relative error of β", log: true, from: 0.003, to: 1 },
        series: [...lines(relative), bound(2)],
      },
      {
        title: "consistency",
        x,
        y: { label: "NEES of height and speed", log: true, from: 1, to: 1000 },
        bands: [
          {
            name: `99.9 % of consistent filters, ${runs} runs`,
            points: [0.1, 33.8].map((t) => [t, low, high] as const),
            colour: "#888888",
            opacity: 0.3,
          },
        ],
        series: lines((e) => neesOf(e.kinematic)),
      },
    ],
  });
  writeFileSync(new URL("../docs/images/ristic.svg", import.meta.url), svg);

  const times = [5, 10, 15, 20, 25, 33];
  const row = (name: string, cells: readonly string[]) => console.log(`| ${name} | ${cells.join(" | ")} |`);
  row(
    "",
    times.map((t) => `${t} s`),
  );
  row(
    "---",
    times.map(() => "---"),
  );
  const at = (t: number) => Math.round(t / RISTIC.step) - 1;
  const cell = (values: (i: number) => number, percent: number) =>
    `${values(0).toFixed(0)}, ${values(1).toFixed(0)}, ${percent.toFixed(1)} %`;
  row(
    "bound",
    times.map((t) => {
      const c = study.bound[at(t)]!;
      return cell((i) => boundError(c, 3, [i]), 100 * boundError(c, 3, [2]));
    }),
  );
  for (const errors of study.published)
    row(
      errors.kinematic.name,
      times.map((t) => cell((i) => rmseOf(errors.kinematic, [i])[at(t)]!, 100 * relative(errors)[at(t)]!)),
    );
  for (const [set, name] of [
    ["published", "β = 19,161"],
    ["drawn", "β drawn"],
  ] as const)
    for (const errors of study[set]) {
      const nees = neesOf(errors.kinematic);
      console.log(
        `${errors.kinematic.name}, ${name}: NEES mean ${meanOf(nees).toPrecision(3)}, greatest ${Math.max(...nees).toPrecision(3)}`,
      );
    }
}

await main();
