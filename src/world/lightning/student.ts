import { normalAt, type RandomStream } from "../../astro/index.js";

/** Logarithm of the gamma function of a positive multiple of ½, by its recurrence. */
function logGammaOfHalves(halves: number): number {
  let x = halves / 2;
  let sum = 0;
  while (x > 1) {
    x -= 1;
    sum += Math.log(x);
  }
  return sum + (x === 0.5 ? Math.log(Math.PI) / 2 : 0);
}

/** Steps of Simpson's rule; the density is smooth, the error is far below what is asked for. */
const STEPS = 2000;

/**
 * Quantile of Student's t distribution above the median: its density is summed by Simpson's rule and the argument
 * found by bisection.
 *
 * @param degrees of freedom, a positive integer
 * @param share from 0.5 to below 1
 */
export function studentQuantile(degrees: number, share: number): number {
  const norm = logGammaOfHalves(degrees + 1) - logGammaOfHalves(degrees) - Math.log(degrees * Math.PI) / 2;
  const density = (t: number) => Math.exp(norm - ((degrees + 1) / 2) * Math.log1p((t * t) / degrees));
  const upTo = (t: number) => {
    const h = t / STEPS;
    let sum = density(0) + density(t);
    for (let k = 1; k < STEPS; k++) sum += density(k * h) * (k % 2 === 1 ? 4 : 2);
    return 0.5 + (sum * h) / 3;
  };
  let low = 0;
  let high = 1000;
  while (high - low > 1e-9 * (1 + low)) {
    const middle = (low + high) / 2;
    if (upTo(middle) < share) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * A draw of Student's t distribution: a normal over the root of a mean square of normals.
 *
 * @param degrees of freedom, an integer from 1 to 62
 * @param index which draw
 */
export function studentAt(stream: RandomStream, index: number, degrees: number): number {
  let squares = 0;
  for (let k = 1; k <= degrees; k++) squares += normalAt(stream, 64 * index + k) ** 2;
  return normalAt(stream, 64 * index) / Math.sqrt(squares / degrees);
}
