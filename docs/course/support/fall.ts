import { eastNorthUp, lookToEcef, normalAt, randomStream } from "../../../src/astro/index.js";
import {
  copyGaussian,
  DRAG_STATE,
  dragMotion,
  type Gaussian,
  gaussian,
  rangeAzimuthElevation,
} from "../../../src/estimation/index.js";
import { SIGMA, SITE } from "../01-one-plot.js";
import { every } from "./scene.js";

/** s */
export const TIMES = every(1, 29);
/** What is known of ballistic coefficients beforehand: a median of 2,000 kg/m², two in three within a factor of 1.5. */
export const PRIOR = { mean: Math.log(2000), sigma: Math.log(1.5) };
/** The truth follows the model exactly: weather (`relativeDrag`) is left out. */
export const motion = dragMotion({ relativeDrag: 0 });
/** The radar of the course for states of seven numbers. */
export const radar = rangeAzimuthElevation(SITE, { sigma: SIGMA, states: 7 });

/** The same state with a belief in ln β. */
export function withLogBallistic(start: Gaussian, mean: number, sigma: number): Gaussian {
  const state = copyGaussian(start);
  state.mean[DRAG_STATE.logBallistic] = mean;
  state.covariance[48] = sigma * sigma;
  return state;
}

/** A body 60 km up that falls towards the radar's side, its ln β drawn from the prior. */
export function fall(seed: number) {
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
