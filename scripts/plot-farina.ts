/**
 * Draws docs/images/farina.svg and prints the tables of docs/benchmarks/farina.md: the re-entry of Farina, Ristic and
 * Benvenuti, filters against the bound. Takes some seconds.
 *
 *     npx tsx scripts/plot-farina.ts [RUNS]
 */
import { writeFileSync } from "node:fs";
import { boundError, consistencyInterval } from "../src/estimation/index.js";
import { type ChartPoint, type ChartSeries, drawLineChart } from "../src/study/chart/line-chart.js";
import { type AdaptiveErrors, FARINA, studyFarina } from "../src/study/published/farina/index.js";
import { type FilterErrors, neesOf, rmseOf } from "../src/study/published/follow.js";

const runs = Number(process.argv[2] ?? 500);
const TIMES = [20, 40, 60, 80, 100, 118];
const COLOURS = {
  bound: "#222222",
  unscented: "#0072b2",
  extended: "#d55e00",
  converted: "#e69f00",
  iterated: "#b79ad6",
  parts: "#117733",
  mistaken: "#cc79a7",
  above: "#009e73",
  below: "#56b4e9",
  drawn: "#8c6d1f",
};
const POSITION = [0, 2];
const VELOCITY = [1, 3];

async function main() {
  const study = await studyFarina(runs, 2002);
  const along = (values: readonly number[]): ChartPoint[] => study.times.map((t, k) => [t, values[k]!]);
  const series = (name: string, values: readonly number[], colour: string, dash?: string): ChartSeries => ({
    name,
    points: along(values),
    colour,
    ...(dash ? { dash } : {}),
  });
  const known = [
    { errors: study.convertedExtended, name: "extended, converted plots", colour: COLOURS.converted },
    { errors: study.extended, name: "extended", colour: COLOURS.extended },
    { errors: study.iterated, name: "iterated extended", colour: COLOURS.iterated },
    { errors: study.unscented, name: "unscented", colour: COLOURS.unscented },
    { errors: study.inParts, name: "unscented, begun in parts", colour: COLOURS.parts },
  ];
  const unknown = [
    { errors: study.mistaken, name: "unscented, sure of a β 20 % too great", colour: COLOURS.mistaken },
    { errors: study.fromAbove.kinematic, name: "adaptive, told a β 20 % too great", colour: COLOURS.above },
    { errors: study.fromBelow.kinematic, name: "adaptive, told a β 20 % too small", colour: COLOURS.below },
  ];
  const bound = (history: typeof study.boundKnown, states: number, components: readonly number[]) =>
    series(
      "bound",
      history.map((c) => boundError(c, states, components)),
      COLOURS.bound,
      "6 3",
    );
  const [low, high] = consistencyInterval(4, runs, 0.999);
  const band = {
    name: `99.9 % of consistent filters, ${runs} runs`,
    points: [2, 118].map((t) => [t, low, high] as const),
    colour: "#888888",
    opacity: 0.3,
  };
  const errorsOf = (list: typeof known, components: readonly number[]) =>
    list.map(({ errors, name, colour }) => series(name, rmseOf(errors, components), colour));
  const neesSeries = (list: typeof known) =>
    list.map(({ errors, name, colour }) => series(name, neesOf(errors), colour));
  const x = { label: "time, s", from: 0, to: 120 };
  const lnBeta = (errors: AdaptiveErrors, name: string, colour: string) =>
    series(name, rmseOf(errors.whole, [4]), colour);
  const svg = drawLineChart({
    title:
      "Re-entry of Farina, Ristic and Benvenuti: errors of filters against the bound, and their consistency",
    columns: 3,
    panels: [
      {
        title: "β known: position",
        x,
        y: { label: "error, m", log: true, from: 30, to: 10_000 },
        series: [...errorsOf(known, POSITION), bound(study.boundKnown, 4, POSITION)],
      },
      {
        title: "β known: velocity",
        x,
        y: { label: "error, m/s", log: true, from: 2, to: 5000 },
        series: [...errorsOf(known, VELOCITY), bound(study.boundKnown, 4, VELOCITY)],
      },
      {
        title: "β known: consistency",
        x,
        y: { label: "NEES of 4 states", from: 0 },
        bands: [band],
        levels: [{ y: 4, text: "expected" }],
        series: neesSeries(known),
      },
      {
        title: "β wrong: position",
        x,
        y: { label: "error, m", log: true, from: 30, to: 10_000 },
        series: [...errorsOf(unknown, POSITION), bound(study.boundUnknown, 5, POSITION)],
      },
      {
        title: "β wrong: what is learned of it",
        x,
        y: { label: "error of ln β", log: true, from: 0.005, to: 1 },
        series: [
          lnBeta(study.fromAbove, "adaptive, told a β 20 % too great", COLOURS.above),
          lnBeta(study.fromBelow, "adaptive, told a β 20 % too small", COLOURS.below),
          lnBeta(study.drawn, "adaptive, β drawn from its prior", COLOURS.drawn),
          bound(study.boundUnknown, 5, [4]),
        ],
      },
      {
        title: "β wrong: consistency",
        x,
        y: { label: "NEES of 4 states", log: true, from: 1, to: 5000 },
        bands: [band],
        levels: [{ y: 6, text: "6" }],
        series: [
          ...neesSeries(unknown),
          series("adaptive, β drawn from its prior", neesOf(study.drawn.kinematic), COLOURS.drawn),
        ],
      },
    ],
  });
  writeFileSync(new URL("../docs/images/farina.svg", import.meta.url), svg);

  const at = (time: number) => time / FARINA.period - 1;
  const digits = (v: number) => (v < 30 ? v.toFixed(1) : v.toFixed(0));
  const four = (values: (i: number) => number) => [0, 1, 2, 3].map((i) => digits(values(i))).join(", ");
  const errors = (e: FilterErrors, k: number) => four((i) => rmseOf(e, [i])[k]!);
  console.log(
    "| t s | bound | unscented RMSE | NEES extended (converted) | noise at the prediction | extended | iterated | unscented | in parts |\n|---|---|---|---|---|---|---|---|---|",
  );
  for (const t of TIMES) {
    const k = at(t);
    const [plotted, ...others] = known.map((c) => c.errors);
    const list = [plotted!, study.convertedAtPrediction, ...others];
    const nees = list.map((e) => neesOf(e)[k]!.toFixed(1)).join(" | ");
    console.log(
      `| ${t} | ${four((i) => Math.sqrt(study.boundKnown[k]![5 * i]!))} | ${errors(study.unscented, k)} | ${nees} |`,
    );
  }
  console.log(
    "\n| t s | bound, β unknown | adaptive from above RMSE | NEES sure | from above | from below | drawn |\n|---|---|---|---|---|---|---|",
  );
  for (const t of TIMES) {
    const k = at(t);
    const list = [
      study.mistaken,
      study.fromAbove.kinematic,
      study.fromBelow.kinematic,
      study.drawn.kinematic,
    ];
    const nees = list.map((e) => digits(neesOf(e)[k]!)).join(" | ");
    console.log(
      `| ${t} | ${four((i) => Math.sqrt(study.boundUnknown[k]![6 * i]!))} | ${errors(study.fromAbove.kinematic, k)} | ${nees} |`,
    );
  }
}

await main();
