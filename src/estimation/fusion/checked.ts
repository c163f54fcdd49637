import type { Gaussian } from "../filters/model.js";
import { choleskyFactor, invertFactored } from "../linear/cholesky.js";

/**
 * @param what by which the fault is named
 * @throws RangeError unless both hold for one time and have as many numbers
 */
export function checkPair(what: string, a: Gaussian, b: Gaussian): number {
  if (a.time !== b.time)
    throw new RangeError(`${what}: estimates of different times, ${a.time} s and ${b.time} s`);
  const n = a.mean.length;
  for (const g of [a, b]) {
    if (g.mean.length !== n || g.covariance.length !== n * n)
      throw new RangeError(`${what}: states of different sizes, ${n} and ${g.mean.length}`);
  }
  return n;
}

/** @throws RangeError when the matrix isn't positive definite */
export function inverseOf(what: string, n: number, a: Float64Array): Float64Array {
  const lower = new Float64Array(n * n);
  if (!choleskyFactor(n, a, lower)) throw new RangeError(`${what}: a covariance is not positive definite`);
  return invertFactored(n, lower);
}
