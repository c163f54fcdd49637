const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

/**
 * exp(x²)·erfc(x) for x ≥ 0, to about 1e-13 relative.
 *
 * Series of erf with positive terms below 2.5 (Abramowitz & Stegun 7.1.6), continued fraction above (7.1.14).
 */
export function scaledComplementaryError(x: number): number {
  if (x < 2.5) {
    let term = x;
    let sum = x;
    for (let n = 1; term > 1e-17 * sum; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return Math.exp(x * x) - TWO_OVER_ROOT_PI * sum;
  }
  let fraction = x;
  for (let k = 80; k >= 1; k--) fraction = x + k / 2 / fraction;
  return 1 / (fraction * Math.sqrt(Math.PI));
}

/** Probability that a standard normal variate exceeds x. */
export function normalUpperTail(x: number): number {
  const y = Math.abs(x) / Math.SQRT2;
  const tail = 0.5 * Math.exp(-y * y) * scaledComplementaryError(y);
  return x >= 0 ? tail : 1 - tail;
}

/** Probability that a standard normal variate is below x: its distribution function, as sound far down the tail. */
export function normalLowerTail(x: number): number {
  return normalUpperTail(-x);
}

/** Probability that a standard normal variate lies between two values, sound in either tail; 0 where high ≤ low. */
export function normalBetween(low: number, high: number): number {
  if (!(high > low)) return 0;
  return low > 0
    ? normalUpperTail(low) - normalUpperTail(high)
    : normalLowerTail(high) - normalLowerTail(low);
}
