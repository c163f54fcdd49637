import { randomStream } from "../../src/astro/index.js";
import {
  addError,
  type BoundHistory,
  boundAlong,
  boundError,
  coastMotion,
  iteratedFilter,
  priorInformation,
  rangeAzimuthElevation,
  rootMeanSquare,
  startErrorSum,
} from "../../src/estimation/index.js";
import { CHART_COLOURS, drawLineChart } from "../../src/study/chart/line-chart.js";
import { SIGMA, SITE } from "./01-one-plot.js";
import { type Example, showExample, table } from "./support/example.js";
import { errorOf, every, flight, plotOf, RADAR, stateFromPlot } from "./support/scene.js";

const RUNS = 60;
const TIMES = every(10, 41);
const PLACE = [0, 1, 2];

// #region shown
const motion = coastMotion();

/** The bound of a radar: nothing is simulated, only the derivatives along the true flight are needed. */
function boundOf(
  truth: readonly Float64Array[],
  sigma: readonly number[],
  detectionProbability: number,
): BoundHistory {
  const measurement = rangeAzimuthElevation(SITE, { sigma });
  const first = new Float64Array(3);
  measurement.measure(truth[0], first);
  const prior = priorInformation(stateFromPlot(0, first).covariance);
  return boundAlong(
    motion,
    prior,
    TIMES.map((time, k) => ({
      time,
      state: truth[k],
      looks: k === 0 ? [] : [{ measurement, detectionProbability }],
    })),
  );
}

/** What a filter reaches, over many runs. */
function reached(truth: readonly Float64Array[]) {
  const filter = iteratedFilter(motion);
  const sums = TIMES.map(() => startErrorSum(6));
  for (let run = 0; run < RUNS; run++) {
    const stream = randomStream(run, "bound");
    const state = stateFromPlot(0, plotOf(truth[0], stream, 0));
    TIMES.forEach((time, k) => {
      filter.predict(state, time);
      if (k > 0) filter.update(state, RADAR, plotOf(truth[k], stream, k));
      addError(sums[k], errorOf(state, truth[k]), state.covariance);
    });
  }
  return sums.map((sum) => rootMeanSquare(sum, PLACE));
}
// #endregion

export function run(): Example {
  const truth = flight(TIMES);
  const error = (bound: BoundHistory) => bound.map((p) => boundError(p, 6, PLACE));
  const filter = reached(truth);
  const bound = error(boundOf(truth, SIGMA, 1));
  const others = [
    ["every second plot missed", error(boundOf(truth, SIGMA, 0.5))],
    ["angles twice as good", error(boundOf(truth, [SIGMA[0], SIGMA[1] / 2, SIGMA[2] / 2], 1))],
    ["range ten times as good", error(boundOf(truth, [SIGMA[0] / 10, SIGMA[1], SIGMA[2]], 1))],
  ] as const;
  const shown = [1, 2, 5, 10, 20, 40];
  const row = (name: string, values: readonly number[]) => [name, ...shown.map((k) => values[k].toFixed(0))];
  const text = table([
    ["position error, m", ...shown.map((k) => `${TIMES[k]} s`)],
    row("bound", bound),
    row(`iterated filter, ${RUNS} runs`, filter),
    ["filter over bound", ...shown.map((k) => (filter[k] / bound[k]).toFixed(2))],
    ...others.map(([name, values]) => row(`bound, ${name}`, values)),
  ]);
  const line = (values: readonly number[]) => values.slice(1).map((v, k) => [TIMES[k + 1], v] as const);
  const svg = drawLineChart({
    title:
      "The posterior Cramér–Rao bound of a radar track, what a filter reaches, and the bounds of other radars",
    panels: [
      {
        title: "What is reached",
        x: { label: "time, s" },
        y: { label: "position error, m", log: true, from: 50, to: 3000 },
        series: [
          { name: "bound", points: line(bound), colour: CHART_COLOURS[6], dash: "6 3" },
          { name: "iterated filter", points: line(filter), colour: CHART_COLOURS[1], as: "dots" },
        ],
      },
      {
        title: "What other radars could reach",
        x: { label: "time, s" },
        y: { label: "bound of the position error, m", log: true, from: 50, to: 3000 },
        series: [
          { points: line(bound), colour: CHART_COLOURS[6], dash: "6 3" },
          ...others.map(([name, values], k) => ({
            name,
            points: line(values),
            colour: CHART_COLOURS[[0, 2, 3][k]],
          })),
        ],
      },
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
