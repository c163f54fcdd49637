import type { Gaussian } from "../filters/model.js";
import { choleskyFactor, invertFactored } from "../linear/cholesky.js";
import { allFinite, multiply } from "../linear/products.js";

/**
 * @param what by which the fault is named
 * @throws RangeError unless both hold for one time, have as many numbers, and means that are numbers
 */
export function checkPair(what: string, a: Gaussian, b: Gaussian): number {
  if (a.time !== b.time)
    throw new RangeError(`${what}: estimates of different times, ${a.time} s and ${b.time} s`);
  const n = a.mean.length;
  for (const g of [a, b]) {
    if (g.mean.length !== n)
      throw new RangeError(`${what}: states of different sizes, ${n} and ${g.mean.length}`);
    if (!allFinite(n, g.mean)) throw new RangeError(`${what}: a mean that is not a number`);
    if (g.covariance.length !== n * n)
      throw new RangeError(`${what}: a covariance of ${g.covariance.length} numbers for a state of ${n}`);
  }
  return n;
}

/** @throws RangeError when the matrix isn't positive definite */
export function inverseOf(what: string, n: number, a: Float64Array): Float64Array {
  const lower = new Float64Array(n * n);
  if (!choleskyFactor(n, a, lower)) throw new RangeError(`${what}: a covariance is not positive definite`);
  return invertFactored(n, lower);
}

/**
 * The mean a + P·S·(b − a) of two fused estimates. From their difference, because ECEF positions of 6·10⁶ m times an
 * ill-conditioned information would lose the millimetres.
 *
 * @param share S, information that b brings, n × n by rows
 * @param covariance P of the result, n × n by rows
 */
export function pulled(
  n: number,
  a: Float64Array,
  b: Float64Array,
  share: Float64Array,
  covariance: Float64Array,
): Float64Array {
  const difference = b.map((v, i) => v - a[i]!);
  const push = new Float64Array(n);
  const move = new Float64Array(n);
  multiply(n, n, 1, share, difference, push);
  multiply(n, n, 1, covariance, push, move);
  return a.map((v, i) => v + move[i]!);
}
