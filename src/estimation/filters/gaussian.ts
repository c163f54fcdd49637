import { squareOfLower } from "../linear/products.js";
import { semidefiniteFactor } from "../linear/semidefinite.js";
import type { Gaussian, RootGaussian } from "./model.js";

/**
 * A state of its own from plain numbers.
 *
 * @param time s after the caller's reference
 * @param covariance n × n by rows, or n variances
 * @throws RangeError where the sizes don't fit
 */
export function gaussian(time: number, mean: ArrayLike<number>, covariance: ArrayLike<number>): Gaussian {
  const n = mean.length;
  const g = { time, mean: Float64Array.from(mean), covariance: new Float64Array(n * n) };
  if (covariance.length === n * n) g.covariance.set(covariance);
  else if (covariance.length === n) for (let i = 0; i < n; i++) g.covariance[i * (n + 1)] = covariance[i];
  else throw new RangeError(`a covariance of ${covariance.length} numbers for a mean of ${n}`);
  return g;
}

/** A copy that shares nothing. */
export function copyGaussian(g: Gaussian): Gaussian {
  return { time: g.time, mean: g.mean.slice(), covariance: g.covariance.slice() };
}

/** Writes one state over another of the same size. */
export function setGaussian(to: Gaussian, from: Gaussian): void {
  to.time = from.time;
  to.mean.set(from.mean);
  to.covariance.set(from.covariance);
}

/**
 * The same state with its covariance as a factor.
 *
 * @throws RangeError where the covariance is indefinite or not finite
 */
export function rootGaussian(g: Gaussian): RootGaussian {
  const root = new Float64Array(g.covariance.length);
  if (!semidefiniteFactor(g.mean.length, g.covariance, root))
    throw new RangeError("the covariance of a state is not positive definite");
  return { time: g.time, mean: g.mean.slice(), root };
}

/** The same state with its covariance multiplied out, written over `out`. */
export function squareGaussian(r: RootGaussian, out: Gaussian): void {
  out.time = r.time;
  out.mean.set(r.mean);
  squareOfLower(r.mean.length, r.root, out.covariance);
}
