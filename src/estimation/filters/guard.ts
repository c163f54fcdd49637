import { allFinite } from "../linear/products.js";
import { semidefiniteFactor } from "../linear/semidefinite.js";
import type { FilterUpdate, Gaussian, Refusal, RootGaussian } from "./model.js";

/** What keeps a filter from making nonsense of a state: it looks at what comes in, and at what would go out. */
export interface Guard {
  /** A Cholesky factor of the covariance last looked at by `refuses`; n × n by rows. */
  readonly factor: Float64Array;
  /** @returns why a state can't be used, or null */
  refuses(state: Gaussian): Refusal | null;
  /**
   * Writes a step's outcome over a state, if it is one.
   *
   * @returns why it was not, or null
   */
  take(state: Gaussian, mean: Float64Array, covariance: Float64Array): Refusal | null;
}

/** @param n numbers in a state */
export function guardOf(n: number): Guard {
  const factor = new Float64Array(n * n);
  const outcome = new Float64Array(n * n);

  function judge(mean: Float64Array, covariance: Float64Array, root: Float64Array): Refusal | null {
    if (!allFinite(n, mean) || !allFinite(n * n, covariance)) return "not a number";
    return semidefiniteFactor(n, covariance, root) ? null : "not positive definite";
  }

  return {
    factor,
    refuses: (state) => judge(state.mean, state.covariance, factor),
    take(state, mean, covariance) {
      const refusal = judge(mean, covariance, outcome);
      if (refusal !== null) return refusal;
      state.mean.set(mean);
      state.covariance.set(covariance);
      return null;
    },
  };
}

/** @returns why a factorised state can't be used, or null */
export function refusesRoot(state: RootGaussian): Refusal | null {
  const n = state.mean.length;
  if (!allFinite(n, state.mean) || !allFinite(n * n, state.root)) return "not a number";
  for (let i = 0; i < n; i++) if (state.root[i * (n + 1)] < 0) return "not positive definite";
  return null;
}

/** @returns why a state can't be moved to a time, or null */
export function refusesTime(from: number, to: number): Refusal | null {
  if (!Number.isFinite(to - from)) return "not a number";
  return to < from ? "before the state's time" : null;
}

/** An update's outcome, to be written over by every update of one filter. */
export function noUpdate(): FilterUpdate {
  return { nis: Number.NaN, logLikelihood: Number.NEGATIVE_INFINITY, refused: null };
}

/** Writes a refusal over an outcome. */
export function refuse(outcome: FilterUpdate, refusal: Refusal): FilterUpdate {
  outcome.nis = Number.NaN;
  outcome.logLikelihood = Number.NEGATIVE_INFINITY;
  outcome.refused = refusal;
  return outcome;
}
