import { choleskyFactor, solveFactored } from "../linear/cholesky.js";
import { congruence } from "../linear/products.js";
import { guardOf, noUpdate, refuse } from "./guard.js";
import { innovationScratch, judgeInnovation, makeRoom } from "./innovation.js";
import { linearise, transitionPrediction } from "./kalman.js";
import type { Filter, Gaussian, MeasurementModel, MotionModel, Refusal } from "./model.js";

/** What {@link iteratedFilter} may be told. */
export interface IterationOptions {
  /** Most iterations of one update; default 8 */
  readonly most?: number;
  /** An update is settled when no state moves by more than so many of its standard deviations; default 0.01 */
  readonly settled?: number;
}

/** Halvings of a step that doesn't make the posterior more likely, before it is taken for settled. */
const MOST_HALVINGS = 6;

/**
 * Extended Kalman filter: derivatives at the mean, and the covariance in Joseph's form (I − K·H)·P·(I − K·H)ᵀ + K·R·Kᵀ,
 * which stays positive definite under any gain. Sources: Jazwinski (1970), theorem 8.1; Bucy and Joseph (1968).
 */
export function extendedFilter(motion: MotionModel): Filter {
  return iteratedFilter(motion, { most: 1 });
}

/**
 * Iterated extended Kalman filter: Gauss–Newton on the posterior, each step halved until the posterior grows, the
 * covariance from the derivatives at its peak. For measurements that bend within the spread of the state: the first
 * plots of a radar, whose cross-range is wide. Source: Bell and Cathey (1993); the halving, Skoglund, Hendeby and
 * Axehill (2015). NIS and likelihood are those at the prediction, before any iteration.
 */
export function iteratedFilter(motion: MotionModel, options: IterationOptions = {}): Filter {
  const n = motion.states;
  const most = options.most ?? 8;
  const settled = options.settled ?? 0.01;
  const guard = guardOf(n);
  const scratch = innovationScratch(n);
  const outcome = noUpdate();
  const later = noUpdate();
  const mean = new Float64Array(n);
  const next = new Float64Array(n);
  /** P⁻¹·(mean − prior), so that the prior's part of the cost needs no inverse */
  const pull = new Float64Array(n);
  const nextPull = new Float64Array(n);
  const covariance = new Float64Array(n * n);
  const left = new Float64Array(n * n);
  const work = new Float64Array(n * n);
  let noiseFactor = new Float64Array(0);
  let weighed = new Float64Array(0);

  /** Twice the negative logarithm of the posterior at a state, but for a constant. */
  function cost(
    g: Gaussian,
    measurement: MeasurementModel,
    z: Float64Array,
    x: Float64Array,
    p: Float64Array,
  ) {
    const m = measurement.dimension;
    measurement.measure(x, scratch.predicted);
    measurement.innovate(z, scratch.predicted, scratch.predicted);
    for (let a = 0; a < m; a++) weighed[a] = scratch.predicted[a];
    solveFactored(m, noiseFactor, weighed);
    let sum = 0;
    for (let a = 0; a < m; a++) sum += scratch.predicted[a] * weighed[a];
    for (let i = 0; i < n; i++) sum += p[i] * (x[i] - g.mean[i]);
    return sum;
  }

  /** Gain into `scratch.work` (m × n, transposed), and the full Gauss–Newton step into `next`. */
  function fullStep(g: Gaussian, m: number): void {
    const { innovation, jacobian, covariance: factor, cross, work: gain, whitened } = scratch;
    for (let a = 0; a < m; a++) {
      let back = 0;
      for (let k = 0; k < n; k++) back += jacobian[a * n + k] * (g.mean[k] - mean[k]);
      whitened[a] = innovation[a] - back;
    }
    solveFactored(m, factor, whitened);
    for (let i = 0; i < n; i++) {
      let x = g.mean[i];
      let p = 0;
      for (let a = 0; a < m; a++) {
        x += cross[i * m + a] * whitened[a];
        p += jacobian[a * n + i] * whitened[a];
        gain[a * n + i] = cross[i * m + a];
      }
      next[i] = x;
      nextPull[i] = p;
    }
  }

  /** Moves `mean` to `next`, or part of the way if that is better. @returns the largest move, in standard deviations */
  function advance(g: Gaussian, measurement: MeasurementModel, z: Float64Array, before: number): number {
    let share = 1;
    if (most > 1)
      for (let halving = 0; ; halving++) {
        // written so that a cost that is no number is halved as well
        if (cost(g, measurement, z, next, nextPull) <= before) break;
        if (halving === MOST_HALVINGS) return 0;
        share *= 0.5;
        for (let i = 0; i < n; i++) {
          next[i] = 0.5 * (next[i] + mean[i]);
          nextPull[i] = 0.5 * (nextPull[i] + pull[i]);
        }
      }
    let moved = 0;
    for (let i = 0; i < n; i++) {
      const spread = g.covariance[i * (n + 1)];
      if (spread > 0) moved = Math.max(moved, Math.abs(next[i] - mean[i]) / Math.sqrt(spread));
    }
    mean.set(next);
    pull.set(nextPull);
    return moved / share;
  }

  function attempt(g: Gaussian, measurement: MeasurementModel, z: Float64Array): Refusal | null {
    const m = measurement.dimension;
    makeRoom(scratch, n, m);
    if (weighed.length < m) {
      weighed = new Float64Array(m);
      noiseFactor = new Float64Array(m * m);
    }
    const unfit = guard.refuses(g);
    if (unfit !== null) return unfit;
    if (most > 1 && !choleskyFactor(m, measurement.noise, noiseFactor)) return "not positive definite";
    mean.set(g.mean);
    pull.fill(0);
    for (let iteration = 0; iteration < most; iteration++) {
      linearise(scratch, measurement, mean, g.covariance, z);
      const unlikely = judgeInnovation(scratch, m, iteration === 0 ? outcome : later);
      if (unlikely !== null) return unlikely;
      fullStep(g, m);
      const before = most > 1 ? cost(g, measurement, z, mean, pull) : 0;
      if (!(advance(g, measurement, z, before) > settled)) break;
    }
    solveGain(m);
    joseph(g.covariance, measurement.noise, m);
    return guard.take(g, mean, covariance);
  }

  /** Columns of P·Hᵀ in `scratch.work` become those of the gain. */
  function solveGain(m: number): void {
    const { work: gain, covariance: factor, whitened } = scratch;
    for (let i = 0; i < n; i++) {
      for (let a = 0; a < m; a++) whitened[a] = gain[a * n + i];
      solveFactored(m, factor, whitened);
      for (let a = 0; a < m; a++) gain[a * n + i] = whitened[a];
    }
  }

  function joseph(p: Float64Array, noise: Float64Array, m: number): void {
    const { work: gain, jacobian } = scratch;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let sum = i === j ? 1 : 0;
        for (let a = 0; a < m; a++) sum -= gain[a * n + i] * jacobian[a * n + j];
        left[i * n + j] = sum;
      }
    congruence(n, n, left, p, work, covariance);
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let a = 0; a < m; a++)
          for (let b = 0; b < m; b++) sum += gain[a * n + i] * noise[a * m + b] * gain[b * n + j];
        covariance[i * n + j] += sum;
        covariance[j * n + i] = covariance[i * n + j];
      }
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
