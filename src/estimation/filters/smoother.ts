import { choleskyFactor, solveFactored } from "../linear/cholesky.js";
import { congruence, multiply, multiplyTransposed } from "../linear/products.js";
import { copyGaussian, setGaussian } from "./gaussian.js";
import { guardOf } from "./guard.js";
import type { Gaussian, MotionModel, Refusal } from "./model.js";
import { movePoints } from "./sigma-point.js";
import { centrePoints, crossCovariance, drawPoints, pointCovariance, type SigmaRule } from "./sigma-rule.js";

/** What smoothers may be told. */
export interface SmootherOptions {
  /** Moments by points instead of derivatives: the unscented smoother, for example; default by the transition. */
  readonly points?: SigmaRule;
}

/** Where a state goes to: predicted mean and covariance, and the covariance of both ends, C = cov(x, x⁺). */
type Prediction = (
  g: Gaussian,
  factor: Float64Array,
  dt: number,
  mean: Float64Array,
  covariance: Float64Array,
  cross: Float64Array,
) => void;

function byTransition(motion: MotionModel): Prediction {
  const n = motion.states;
  const transition = new Float64Array(n * n);
  const work = new Float64Array(n * n);
  return (g, _factor, dt, mean, covariance, cross) => {
    mean.set(g.mean);
    motion.moveWithTransition(mean, dt, transition);
    congruence(n, n, transition, g.covariance, work, covariance);
    multiplyTransposed(n, n, n, g.covariance, transition, cross);
    motion.processNoise(g.mean, dt, work);
    for (let k = 0; k < n * n; k++) covariance[k] += work[k];
  };
}

function byPoints(motion: MotionModel, rule: SigmaRule): Prediction {
  const n = motion.states;
  const before = new Float64Array(rule.count * n);
  const after = new Float64Array(rule.count * n);
  const point = new Float64Array(n);
  const noise = new Float64Array(n * n);
  return (g, factor, dt, mean, covariance, cross) => {
    drawPoints(rule, g.mean, factor, before);
    after.set(before);
    movePoints(motion, rule.count, dt, after, point);
    centrePoints(rule, n, before, mean);
    centrePoints(rule, n, after, mean);
    crossCovariance(rule, n, n, before, after, cross);
    pointCovariance(rule, n, after, covariance);
    motion.processNoise(g.mean, dt, noise);
    for (let k = 0; k < n * n; k++) covariance[k] += noise[k];
  };
}

/** One step of a smoother backwards: a filtered state is made to know what a later, smoothed one knows. */
export type BackwardStep = (filtered: Gaussian, later: Gaussian) => Refusal | null;

/**
 * The backward step of Rauch, Tung and Striebel: G = C·P⁻⁻¹, x ← x + G·(xˢ − x⁻), P ← P − G·P⁻·Gᵀ + G·Pˢ·Gᵀ. Sources:
 * Rauch, Tung and Striebel (1965); with points, Särkkä (2008), "Unscented Rauch–Tung–Striebel smoother".
 */
export function backwardStep(motion: MotionModel, options: SmootherOptions = {}): BackwardStep {
  return backwardStepWithGain(motion, options).step;
}

/** {@link backwardStep}, with the gain G of the last step made, n × n by rows. */
export function backwardStepWithGain(
  motion: MotionModel,
  options: SmootherOptions,
): { readonly gain: Float64Array; readonly step: BackwardStep } {
  const n = motion.states;
  const predict = options.points === undefined ? byTransition(motion) : byPoints(motion, options.points);
  const guard = guardOf(n);
  const mean = new Float64Array(n);
  const covariance = new Float64Array(n * n);
  const cross = new Float64Array(n * n);
  const gain = new Float64Array(n * n);
  const row = new Float64Array(n);
  const factor = new Float64Array(n * n);
  const work = new Float64Array(n * n);
  const step: BackwardStep = (filtered, later) => {
    const unfit = guard.refuses(filtered);
    if (unfit !== null) return unfit;
    if (!(later.time >= filtered.time)) return "before the state's time";
    predict(filtered, guard.factor, later.time - filtered.time, mean, covariance, cross);
    if (!choleskyFactor(n, covariance, factor)) return "not positive definite";
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) row[j] = cross[i * n + j];
      solveFactored(n, factor, row);
      for (let j = 0; j < n; j++) gain[i * n + j] = row[j];
    }
    for (let j = 0; j < n; j++) row[j] = later.mean[j] - mean[j];
    multiply(n, n, 1, gain, row, mean);
    for (let i = 0; i < n; i++) mean[i] += filtered.mean[i];
    congruence(n, n, gain, later.covariance, work, covariance);
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) {
        let sum = covariance[i * n + j] + filtered.covariance[i * n + j];
        for (let k = 0; k < n; k++) sum -= gain[i * n + k] * cross[j * n + k];
        covariance[i * n + j] = sum;
        covariance[j * n + i] = sum;
      }
    return guard.take(filtered, mean, covariance);
  };
  return { gain, step };
}

/**
 * Fixed-interval smoother: filtered states of an interval become smoothed ones, in place, from the last backwards.
 *
 * @returns a function that takes filtered states in order of time (several of one time are allowed) and tells why it
 *   could not go on, or null; states that it did not reach stay filtered
 */
export function intervalSmoother(
  motion: MotionModel,
  options: SmootherOptions = {},
): (states: readonly Gaussian[]) => Refusal | null {
  const step = backwardStep(motion, options);
  return (states) => {
    for (let k = states.length - 2; k >= 0; k--) {
      const refusal = step(states[k], states[k + 1]);
      if (refusal !== null) return refusal;
    }
    return null;
  };
}

/** A fixed-lag smoother: filtered states go in, states as many steps older come out smoothed. */
export interface LagSmoother {
  /**
   * Takes the next filtered state; it is copied.
   *
   * @returns the state `lag` steps before it, smoothed by all states up to it; written over at the next call; null until
   *   there are enough. A state whose smoothing is refused comes out as it was filtered.
   */
  push(filtered: Gaussian): Gaussian | null;
}

/**
 * Fixed-lag smoother: the backward step over a short ring of filtered states. Each new state costs `lag` backward steps
 * and nothing is allocated. Source: Anderson and Moore (1979), chapter 7; by the interval form it is exact.
 *
 * @param lag steps, at least 1
 */
export function lagSmoother(motion: MotionModel, lag: number, options: SmootherOptions = {}): LagSmoother {
  const step = backwardStep(motion, options);
  const empty = (): Gaussian => ({
    time: 0,
    mean: new Float64Array(motion.states),
    covariance: new Float64Array(motion.states ** 2),
  });
  const ring = Array.from({ length: lag + 1 }, empty);
  const [one, other] = [empty(), empty()];
  let taken = 0;
  return {
    push(filtered) {
      setGaussian(ring[taken % (lag + 1)], filtered);
      taken++;
      if (taken <= lag) return null;
      let later = one;
      let earlier = other;
      setGaussian(later, filtered);
      for (let back = 2; back <= lag + 1; back++) {
        setGaussian(earlier, ring[(taken - back) % (lag + 1)]);
        step(earlier, later);
        [later, earlier] = [earlier, later];
      }
      return later;
    },
  };
}

/** Copies of a filter's states as they come, for an {@link intervalSmoother}. */
export function recordStates(): { keep(g: Gaussian): void; readonly states: Gaussian[] } {
  const states: Gaussian[] = [];
  return { keep: (g) => states.push(copyGaussian(g)), states };
}
