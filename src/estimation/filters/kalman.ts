import { congruence, multiply } from "../linear/products.js";
import { guardOf, noUpdate, refuse, refusesTime } from "./guard.js";
import {
  correct,
  type InnovationScratch,
  innovationScratch,
  judgeInnovation,
  makeRoom,
  whitenCross,
} from "./innovation.js";
import type { Filter, Gaussian, MeasurementModel, MotionModel, Refusal } from "./model.js";

/**
 * A filter's prediction by the transition: F·P·Fᵀ + Q, the same for the Kalman filter and the extended ones.
 *
 * @param motion its transition is taken at the mean
 */
export function transitionPrediction(motion: MotionModel): Filter["predict"] {
  const n = motion.states;
  const guard = guardOf(n);
  const mean = new Float64Array(n);
  const covariance = new Float64Array(n * n);
  const transition = new Float64Array(n * n);
  const work = new Float64Array(n * n);
  return (g, time) => {
    const refusal = refusesTime(g.time, time) ?? guard.refuses(g);
    if (refusal !== null || time === g.time) return refusal;
    const dt = time - g.time;
    mean.set(g.mean);
    motion.moveWithTransition(mean, dt, transition);
    congruence(n, n, transition, g.covariance, work, covariance);
    motion.processNoise(g.mean, dt, work);
    for (let i = 0; i < n * n; i++) covariance[i] += work[i];
    const taken = guard.take(g, mean, covariance);
    if (taken === null) g.time = time;
    return taken;
  };
}

/** Forms innovation, P·Hᵀ and S = H·P·Hᵀ + R at a state. @param spread covariance P */
export function linearise(
  scratch: InnovationScratch,
  measurement: MeasurementModel,
  mean: Float64Array,
  spread: Float64Array,
  z: Float64Array,
): void {
  const n = mean.length;
  const m = measurement.dimension;
  const { predicted, innovation, jacobian, cross, covariance } = scratch;
  measurement.measure(mean, predicted);
  measurement.innovate(z, predicted, innovation);
  measurement.jacobian(mean, jacobian);
  for (let i = 0; i < n; i++)
    for (let a = 0; a < m; a++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += spread[i * n + k] * jacobian[a * n + k];
      cross[i * m + a] = sum;
    }
  multiply(m, n, m, jacobian, cross, covariance);
  for (let k = 0; k < m * m; k++) covariance[k] += measurement.noise[k];
}

/**
 * The Kalman filter as it stands in the books: P ← P − K·S·Kᵀ. For linear models it is exact; of others it takes the
 * derivatives at the mean. It is the cheapest form and the first to break when a measurement is far more exact than
 * what was known: then use {@link extendedFilter} (Joseph's form) or a square-root form. Source: Kalman (1960).
 */
export function kalmanFilter(motion: MotionModel): Filter {
  const n = motion.states;
  const guard = guardOf(n);
  const scratch = innovationScratch(n);
  const mean = new Float64Array(n);
  const covariance = new Float64Array(n * n);
  const outcome = noUpdate();

  function attempt(g: Gaussian, measurement: MeasurementModel, z: Float64Array): Refusal | null {
    const m = measurement.dimension;
    makeRoom(scratch, n, m);
    const unfit = guard.refuses(g);
    if (unfit !== null) return unfit;
    linearise(scratch, measurement, g.mean, g.covariance, z);
    const unlikely = judgeInnovation(scratch, m, outcome);
    if (unlikely !== null) return unlikely;
    whitenCross(scratch, n, m);
    mean.set(g.mean);
    covariance.set(g.covariance);
    correct(scratch, n, m, mean, covariance);
    return guard.take(g, mean, covariance);
  }

  return {
    states: n,
    predict: transitionPrediction(motion),
    update(g, measurement, z) {
      const refusal = attempt(g, measurement, z);
      return refusal === null ? outcome : refuse(outcome, refusal);
    },
  };
}
