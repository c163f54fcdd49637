/**
 * Draws docs/images/athans.svg and prints the table of docs/benchmarks/athans.md. Takes some seconds.
 *
 *     npx tsx scripts/plot-athans.ts [RUNS]
 */
import { writeFileSync } from "node:fs";
import { boundError, consistencyInterval } from "../src/estimation/index.js";
import { type ChartPoint, type ChartSeries, drawLineChart } from "../src/study/chart/line-chart.js";
import { ATHANS, studyAthans } from "../src/study/published/athans/index.js";
import { type FilterErrors, neesOf, rmseOf } from "../src/study/published/follow.js";

const runs = Number(process.argv[2] ?? 300);
/** Every how manyth step is drawn. */
const EACH = 3;

async function main() {
  const study = await studyAthans(runs, 1968);
  const filters = [
    { errors: study.sureUnscented, colour: "#cc79a7" },
    { errors: study.extended, colour: "#d55e00" },
    { errors: study.unscented, colour: "#0072b2" },
  ];
  const along = (values: readonly number[]): ChartPoint[] =>
    study.times.flatMap((t, k) => (k % EACH === EACH - 1 ? [[t, values[k]!] as const] : []));
  const lines = (values: (errors: FilterErrors) => readonly number[]): ChartSeries[] =>
    filters.map(({ errors, colour }) => ({ name: errors.name, points: along(values(errors)), colour }));
  const bound = (component: number): ChartSeries => ({
    name: "bound",
    points: along(study.bound.map((c) => boundError(c, 3, [component]))),
    colour: "#222222",
    dash: "6 3",
  });
  const [low, high] = consistencyInterval(3, runs, 0.999);
  const x = { label: "time, s", from: 0, to: 30 };
  const svg = drawLineChart({
    title: "Falling body of Athans et al. with a wrong drag: errors of filters against the bound, and NEES",
    panels: [
      {
        title: "height",
        x,
        y: { label: "error, m", log: true },
        series: [...lines((e) => rmseOf(e, [0])), bound(0)],
      },
      {
        title: "speed",
        x,
        y: { label: "error, m/s", log: true },
        series: [...lines((e) => rmseOf(e, [1])), bound(1)],
      },
      {
        title: "consistency",
        x,
        y: { label: "NEES of 3 states", log: true, from: 1 },
        bands: [
          {
            name: `99.9 % of consistent filters, ${runs} runs`,
            points: [0, 30].map((t) => [t, low, high] as const),
            colour: "#888888",
            opacity: 0.3,
          },
        ],
        series: lines(neesOf),
      },
    ],
  });
  writeFileSync(new URL("../docs/images/athans.svg", import.meta.url), svg);

  const times = [5, 8, 10, 12, 15, 20, 30];
  const at = (t: number) => Math.round(t / ATHANS.step) - 1;
  const row = (name: string, cells: readonly string[]) => console.log(`| ${name} | ${cells.join(" | ")} |`);
  const digits = (v: number) => (v < 10 ? v.toFixed(1) : v.toFixed(0));
  row(
    "",
    times.map((t) => `${t} s`),
  );
  row(
    "bound",
    times.map((t) => [0, 1].map((i) => digits(boundError(study.bound[at(t)]!, 3, [i]))).join(", ")),
  );
  for (const errors of [study.sureExtended, ...filters.map((f) => f.errors)]) {
    row(
      errors.name,
      times.map((t) => [0, 1].map((i) => digits(rmseOf(errors, [i])[at(t)]!)).join(", ")),
    );
    row(
      "NEES",
      times.map((t) => digits(neesOf(errors)[at(t)]!)),
    );
  }
}

await main();
