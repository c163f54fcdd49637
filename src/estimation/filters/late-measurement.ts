import { congruence, multiplyTransposed } from "../linear/products.js";
import { setGaussian } from "./gaussian.js";
import { guardOf, noUpdate, refuse } from "./guard.js";
import { correct, innovationScratch, judgeInnovation, makeRoom, whitenCross } from "./innovation.js";
import { transitionPrediction } from "./kalman.js";
import type { FilterUpdate, Gaussian, MeasurementModel, MotionModel, Refusal } from "./model.js";
import { backwardStepWithGain, type SmootherOptions } from "./smoother.js";

/**
 * Takes a measurement that was made before the state's time.
 *
 * @param state the newest state, changed in place
 * @param past filtered states, as they were then, in order of time: the last one not after the measurement, and those
 *   between it and the newest. Without those between, all that came in between acts as one measurement of the newest
 *   state.
 * @param time of the measurement, s after the caller's reference
 */
export type LateUpdate = (
  state: Gaussian,
  past: readonly Gaussian[],
  time: number,
  measurement: MeasurementModel,
  z: Float64Array,
) => FilterUpdate;

/**
 * Update with an out-of-sequence measurement in one step: the state is carried back to the measurement's time, knowing
 * all that has been measured since, and the present is corrected by how both are correlated.
 *
 * For linear models it is exact when one measurement came in between (then it is Bar-Shalom's algorithm A), and after
 * any number when the states between are handed in. With the first one alone it is the "one-step solution" Al1, which
 * is off the more, the more exact the measurements are against the process noise. For an outcome that is to the last
 * bit that of measurements in order, keep a {@link refilteringWindow}. Sources: Bar-Shalom (2002); Bar-Shalom, Chen and
 * Mallick (2004); with all states between, Zhang, Li and Zhu (2005); the retrodiction is written as the backward steps
 * of Rauch, Tung and Striebel, as in Koch and Govaers (2011).
 *
 * @param options moments by the transition (default) or by points
 */
export function lateUpdate(motion: MotionModel, options: SmootherOptions = {}): LateUpdate {
  const n = motion.states;
  const guard = guardOf(n);
  const scratch = innovationScratch(n);
  const outcome = noUpdate();
  const predict = transitionPrediction(motion);
  const { gain, step } = backwardStepWithGain(motion, options);
  const empty = (): Gaussian => ({ time: 0, mean: new Float64Array(n), covariance: new Float64Array(n * n) });
  const spare = [empty(), empty()] as const;
  const mean = new Float64Array(n);
  const covariance = new Float64Array(n * n);
  /** Covariance of the newest state with the one that the retrodiction has come to. */
  const cross = new Float64Array(n * n);
  const product = new Float64Array(n * n);

  /** One step backwards from `later`; `earlier` becomes a smoothed state. */
  function stepBack(earlier: Gaussian, later: Gaussian): Refusal | null {
    const refusal = step(earlier, later);
    if (refusal !== null) return refusal;
    multiplyTransposed(n, n, n, cross, gain, product);
    cross.set(product);
    return null;
  }

  /** The state at the measurement's time, given all measurements so far, or why there is none. */
  function retrodict(state: Gaussian, past: readonly Gaussian[], time: number): Gaussian | Refusal {
    cross.set(state.covariance);
    let later: Gaussian = state;
    for (let k = past.length - 1; k >= 0; k--) {
      const earlier = later === spare[0] ? spare[1] : spare[0];
      setGaussian(earlier, past[k]);
      if (k === 0) {
        const lost = predict(earlier, time);
        if (lost !== null) return lost;
      }
      const refusal = stepBack(earlier, later);
      if (refusal !== null) return refusal;
      later = earlier;
    }
    return later;
  }

  function attempt(
    state: Gaussian,
    past: readonly Gaussian[],
    time: number,
    measurement: MeasurementModel,
    z: Float64Array,
  ): Refusal | null {
    const m = measurement.dimension;
    makeRoom(scratch, n, m);
    const unfit = guard.refuses(state);
    if (unfit !== null) return unfit;
    if (past.length === 0) return "older than what is kept";
    const then = retrodict(state, past, time);
    if (typeof then === "string") return then;
    measurement.measure(then.mean, scratch.predicted);
    measurement.innovate(z, scratch.predicted, scratch.innovation);
    measurement.jacobian(then.mean, scratch.jacobian);
    congruence(m, n, scratch.jacobian, then.covariance, scratch.work, scratch.covariance);
    for (let k = 0; k < m * m; k++) scratch.covariance[k] += measurement.noise[k];
    multiplyTransposed(n, n, m, cross, scratch.jacobian, scratch.cross);
    const unlikely = judgeInnovation(scratch, m, outcome);
    if (unlikely !== null) return unlikely;
    whitenCross(scratch, n, m);
    mean.set(state.mean);
    covariance.set(state.covariance);
    correct(scratch, n, m, mean, covariance);
    return guard.take(state, mean, covariance);
  }

  return (state, past, time, measurement, z) => {
    const refusal = attempt(state, past, time, measurement, z);
    return refusal === null ? outcome : refuse(outcome, refusal);
  };
}
