import { randomStream } from "../../src/astro/index.js";
import {
  addError,
  averageNormalised,
  coastMotion,
  consistencyInterval,
  cubatureFilter,
  extendedFilter,
  type Filter,
  iteratedFilter,
  rootMeanSquare,
  startErrorSum,
  unscentedFilter,
} from "../../src/estimation/index.js";
import { drawLineChart } from "../../src/study/chart/line-chart.js";
import { type Example, showExample, table } from "./support/example.js";
import { errorOf, every, flight, plotOf, RADAR, stateFromPlot } from "./support/scene.js";

const RUNS = 60;
const TIMES = every(10, 12);
/** Cubature and unscented agree: one is drawn so that the other is seen beneath it. */
const DASHES = ["", "", "", "2 6"];

// #region shown
const motion = coastMotion();
const FILTERS: readonly (readonly [name: string, filter: Filter])[] = [
  ["extended", extendedFilter(motion)],
  ["iterated", iteratedFilter(motion)],
  ["unscented", unscentedFilter(motion)],
  ["cubature", cubatureFilter(motion)],
];

/** Errors after each plot, over many runs: all filters see the same plots and begin from the same first one. */
function errorsOf(filter: Filter, truth: readonly Float64Array[]) {
  const sums = TIMES.map(() => startErrorSum(6));
  for (let run = 0; run < RUNS; run++) {
    const stream = randomStream(run, "curved");
    const state = stateFromPlot(0, plotOf(truth[0], stream, 0));
    TIMES.forEach((time, k) => {
      if (k > 0) {
        filter.predict(state, time);
        filter.update(state, RADAR, plotOf(truth[k], stream, k));
      }
      addError(sums[k], errorOf(state, truth[k]), state.covariance);
    });
  }
  return sums;
}
// #endregion

export function run(): Example {
  const truth = flight(TIMES);
  const results = FILTERS.map(([name, filter]) => ({ name, sums: errorsOf(filter, truth) }));
  const [low, high] = consistencyInterval(6, RUNS, 0.95);
  const shown = [1, 2, 3, 5, 11];
  const heads = shown.map((k) => `plot ${k + 1}`);
  const text = [
    table([
      ["position error, m (root mean square)", ...heads],
      ...results.map(({ name, sums }) => [
        name,
        ...shown.map((k) => rootMeanSquare(sums[k], [0, 1, 2]).toFixed(0)),
      ]),
    ]),
    table([
      [`mean NEES: 6 if true, ${low.toFixed(1)} to ${high.toFixed(1)}`, ...heads],
      ...results.map(({ name, sums }) => [name, ...shown.map((k) => averageNormalised(sums[k]).toFixed(1))]),
    ]),
  ].join("\n");
  const numbers = TIMES.map((_, k) => k + 1);
  const svg = drawLineChart({
    title: "The first twelve plots of a track by four filters: position error and consistency",
    panels: [
      {
        title: `Position error, ${RUNS} runs`,
        x: { label: "plot" },
        y: { label: "root mean square error, m", log: true, from: 300, to: 30000 },
        series: results.map(({ name, sums }, k) => ({
          name,
          dash: DASHES[k],
          points: numbers.map((n, k) => [n, rootMeanSquare(sums[k], [0, 1, 2])] as const),
        })),
      },
      {
        title: "Is the stated uncertainty true?",
        x: { label: "plot" },
        y: { label: "mean NEES of six states", log: true, from: 1, to: 1e4 },
        bands: [
          {
            name: "95 % band of a true one",
            points: [
              [1, low, high],
              [12, low, high],
            ],
            colour: "#555555",
          },
        ],
        series: results.map(({ sums }, k) => ({
          dash: DASHES[k],
          points: numbers.map((n, k) => [n, averageNormalised(sums[k])] as const),
        })),
      },
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
