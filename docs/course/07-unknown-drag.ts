import {
  addError,
  averageNormalised,
  consistencyInterval,
  copyGaussian,
  extendedFilter,
  type Filter,
  fixedSwitching,
  type Gaussian,
  interactingFilter,
  startErrorSum,
  unscentedFilter,
} from "../../src/estimation/index.js";
import { drawLineChart } from "../../src/study/chart/line-chart.js";
import { type Example, showExample, table } from "./support/example.js";
import { fall, motion, PRIOR, radar, TIMES, withLogBallistic } from "./support/fall.js";

const RUNS = 20;

// #region shown
/** A filter that goes by one ln β, taken for certain or to be learned, and hands out six numbers and their covariance. */
function single(start: Gaussian, filter: Filter, logBallistic: number, sigma: number) {
  const state = withLogBallistic(start, logBallistic, sigma);
  return (time: number, plot: Float64Array | null): Gaussian => {
    filter.predict(state, time);
    if (plot !== null) filter.update(state, radar, plot);
    return state;
  };
}

/** Several values of β side by side, weighed by how well each explains the plots: multiple models without switching. */
function several(start: Gaussian, values: readonly number[]) {
  const same = values.flatMap((_, i) => values.map((_, j) => (i === j ? 1 : 0)));
  const filter = interactingFilter(
    values.map(() => extendedFilter(motion)),
    fixedSwitching(same),
  );
  const weights = new Float64Array(values.length).fill(1 / values.length);
  const members = values.map((beta) => withLogBallistic(start, Math.log(beta), 0.1));
  const state = { time: start.time, weights, members };
  const combined = copyGaussian(members[0]);
  return (time: number, plot: Float64Array | null): Gaussian => {
    filter.predict(state, time);
    if (plot !== null) filter.update(state, radar, plot);
    filter.combine(state, combined);
    return combined;
  };
}
// #endregion

export function run(): Example {
  const kinds = {
    "taken for certain: 2,000": (s: Gaussian) => single(s, extendedFilter(motion), PRIOR.mean, 0.001),
    "in the state, extended": (s: Gaussian) => single(s, extendedFilter(motion), PRIOR.mean, PRIOR.sigma),
    "in the state, unscented": (s: Gaussian) => single(s, unscentedFilter(motion), PRIOR.mean, PRIOR.sigma),
    "1,000, 1,400, 2,000, 2,900, 4,100 mixed": (s: Gaussian) => several(s, [1000, 1400, 2000, 2900, 4100]),
  };
  const [low, high] = consistencyInterval(6, RUNS, 0.95);
  const names = Object.keys(kinds) as (keyof typeof kinds)[];
  const sums = names.map(() => TIMES.map(() => startErrorSum(6)));
  const learned = TIMES.map(() => 0);
  for (let run = 0; run < RUNS; run++) {
    const { truth, plots, start } = fall(run);
    names.forEach((name, which) => {
      const step = kinds[name](start);
      TIMES.forEach((time, k) => {
        const { mean, covariance } = step(time, k > 0 ? plots[k] : null);
        const six = Float64Array.from({ length: 36 }, (_, c) => covariance[7 * Math.floor(c / 6) + (c % 6)]);
        addError(
          sums[which][k],
          mean.subarray(0, 6).map((v, i) => v - truth[k][i]),
          six,
        );
        if (which === 1) learned[k] += Math.sqrt(covariance[48]) / RUNS;
      });
    });
  }
  const shown = [5, 10, 15, 20, 24, 28];
  const text = table([
    [`mean NEES of 6: true ${low.toFixed(1)} to ${high.toFixed(1)}`, ...shown.map((k) => `${TIMES[k]} s`)],
    ...names.map((name, w) => [
      name,
      ...shown.map((k) => Number(averageNormalised(sums[w][k]).toPrecision(2))),
    ]),
    ["σ of ln β where it is learned", ...shown.map((k) => learned[k].toFixed(2))],
  ]);
  const svg = drawLineChart({
    title:
      "A fall through the air with an unknown ballistic coefficient: consistency of three filters, and how the coefficient is learned",
    panels: [
      {
        title: "Is the stated uncertainty true?",
        x: { label: "time, s" },
        y: { label: "mean NEES of position and velocity", log: true, from: 1, to: 1e6 },
        bands: [
          {
            name: "95 % band",
            points: [
              [0, low, high],
              [28, low, high],
            ],
            colour: "#555555",
          },
        ],
        series: names.map((name, w) => ({
          name,
          points: TIMES.map((t, k) => [t, averageNormalised(sums[w][k])] as const),
        })),
      },
      {
        title: "What the fall tells of β",
        x: { label: "time, s" },
        y: { label: "1σ of ln β", from: 0 },
        series: [
          {
            name: "stated 1σ of ln β",
            points: TIMES.map((t, k) => [t, learned[k]] as const),
            colour: "#cc79a7",
          },
        ],
      },
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
