import { randomStream } from "../../src/astro/index.js";
import {
  addError,
  averageNormalised,
  coastMotion,
  consistencyInterval,
  iteratedFilter,
  type MotionModel,
  startErrorSum,
} from "../../src/estimation/index.js";
import { drawLineChart } from "../../src/study/chart/line-chart.js";
import { type Example, percent, showExample, table } from "./support/example.js";
import { errorOf, every, flight, plotOf, RADAR, stateFromPlot } from "./support/scene.js";

const RUNS = 40;
const TIMES = every(10, 61);

// #region shown
const MOTIONS: readonly (readonly [name: string, motion: MotionModel])[] = [
  ["the true motion", coastMotion()],
  ["J2 left out", coastMotion({ gravity: "point mass" })],
  ["J2 left out, noise for it", coastMotion({ gravity: "point mass", acceleration: 1e-2 })],
  ["noise far too large", coastMotion({ acceleration: 3e-1 })],
];

/** Mean NEES (with the truth at hand) and mean NIS (without it) after each plot. */
function consistencyOf(motion: MotionModel, truth: readonly Float64Array[]) {
  const filter = iteratedFilter(motion);
  const nees = TIMES.map(() => startErrorSum(6));
  const nis = TIMES.map(() => 0);
  for (let run = 0; run < RUNS; run++) {
    const stream = randomStream(run, "is it true");
    const state = stateFromPlot(0, plotOf(truth[0], stream, 0));
    for (let k = 1; k < TIMES.length; k++) {
      filter.predict(state, TIMES[k]);
      nis[k] += filter.update(state, RADAR, plotOf(truth[k], stream, k)).nis / RUNS;
      addError(nees[k], errorOf(state, truth[k]), state.covariance);
    }
  }
  return { nees: nees.slice(3).map(averageNormalised), nis: nis.slice(3) };
}
// #endregion

export function run(): Example {
  const truth = flight(TIMES);
  const times = TIMES.slice(3);
  const results = MOTIONS.map(([name, motion]) => ({ name, ...consistencyOf(motion, truth) }));
  const bands = { nees: consistencyInterval(6, RUNS, 0.95), nis: consistencyInterval(3, RUNS, 0.95) };
  const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const inside = (values: number[], [low, high]: readonly [number, number]) =>
    percent(mean(values.map((v) => (v >= low && v <= high ? 1 : 0))));
  const text = [
    `95 % bands for ${RUNS} runs: NEES ${bands.nees.map((v) => v.toFixed(2)).join(" to ")}, NIS ${bands.nis.map((v) => v.toFixed(2)).join(" to ")}`,
    table([
      ["filter's model", "mean NEES", "in band", "mean NIS", "in band"],
      ...results.map(({ name, nees, nis }) => [
        name,
        mean(nees).toFixed(1),
        inside(nees, bands.nees),
        mean(nis).toFixed(2),
        inside(nis, bands.nis),
      ]),
    ]),
  ].join("\n");
  const panel = (which: "nees" | "nis", title: string, from: number, to: number) => ({
    title,
    x: { label: "time, s" },
    y: { label: `mean ${which.toUpperCase()}`, log: true, from, to },
    bands: [
      {
        name: "95 % band",
        points: [times[0], 600].map((t) => [t, ...bands[which]] as const),
        colour: "#555555",
        opacity: 0.3,
      },
    ],
    series: results.map((r) => ({ name: r.name, points: r[which].map((v, k) => [times[k], v] as const) })),
  });
  const svg = drawLineChart({
    title: "Consistency of a filter with a true, a wrong, a mended and a timid model of motion",
    panels: [
      panel("nees", "Against the truth: NEES of 6 states", 1, 10_000),
      panel("nis", "Against the next plot: NIS of 3 numbers", 1, 10),
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
