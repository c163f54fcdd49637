import { drawLineChart } from "../../scripts/support/line-chart.js";
import { eastNorthUp, lookToEcef, normalAt, randomStream } from "../../src/astro/index.js";
import {
  addError,
  averageNormalised,
  consistencyInterval,
  copyGaussian,
  DRAG_STATE,
  dragMotion,
  extendedFilter,
  type Filter,
  fixedSwitching,
  type Gaussian,
  gaussian,
  interactingFilter,
  rangeAzimuthElevation,
  startErrorSum,
  unscentedFilter,
} from "../../src/estimation/index.js";
import { SIGMA, SITE } from "./01-one-plot.js";
import { type Example, showExample, table } from "./support/example.js";
import { every } from "./support/scene.js";

const RUNS = 20;
const TIMES = every(1, 29);
/** What is known of ballistic coefficients beforehand: a median of 2,000 kg/m², two in three within a factor of 1.5. */
const PRIOR = { mean: Math.log(2000), sigma: Math.log(1.5) };

// #region shown
/** The truth follows the model exactly: weather (`relativeDrag`) is left out. */
const motion = dragMotion({ relativeDrag: 0 });
const radar = rangeAzimuthElevation(SITE, { sigma: SIGMA, states: 7 });

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

function withLogBallistic(start: Gaussian, mean: number, sigma: number): Gaussian {
  const state = copyGaussian(start);
  state.mean[DRAG_STATE.logBallistic] = mean;
  state.covariance[48] = sigma * sigma;
  return state;
}

/** A body 60 km up that falls towards the radar's side, its ln β drawn from the prior. */
function fall(seed: number) {
  const stream = randomStream(seed, "unknown drag");
  const { east, north, up } = eastNorthUp(SITE);
  const position = lookToEcef(SITE, { range: 150e3, azimuth: 0.5, elevation: 0.4 });
  const velocity = [0, 1, 2].map((i) => -2800 * east[i] - 800 * north[i] - 1700 * up[i]);
  const x = Float64Array.of(...position, ...velocity, PRIOR.mean + PRIOR.sigma * normalAt(stream, 0));
  const truth = TIMES.map((_, k) => {
    if (k > 0) motion.move(x, TIMES[k] - TIMES[k - 1]);
    return x.slice();
  });
  const plots = truth.map((state, k) => {
    const plot = new Float64Array(3);
    radar.measure(state, plot);
    return plot.map((v, i) => v + SIGMA[i] * normalAt(stream, 10 + 3 * k + i));
  });
  const spread = [200, 200, 200, 20, 20, 20, 1];
  const guess = truth[0].map((v, i) => v + (i < 6 ? spread[i] * normalAt(stream, 1 + i) : 0));
  return {
    truth,
    plots,
    start: gaussian(
      0,
      guess,
      spread.map((s) => s * s),
    ),
  };
}

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
        y: { label: "mean NEES of position and velocity", log: true, from: 1, to: 10_000 },
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
