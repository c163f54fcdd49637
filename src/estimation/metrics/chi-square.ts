/** ln Γ(x) for x > 0 to about 1e-14 relative: Stirling's series (Abramowitz & Stegun 6.1.41) above 12, recurrence below. */
function logGamma(x: number): number {
  let product = 1;
  let y = x;
  for (; y < 12; y += 1) product *= y;
  const square = 1 / (y * y);
  const series =
    (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / y;
  return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}

/** x^a·e^(−x)/Γ(a) */
function gammaKernel(a: number, x: number): number {
  return Math.exp(a * Math.log(x) - x - logGamma(a));
}

/** Lower regularised incomplete gamma function by its series (Abramowitz & Stegun 6.5.29): for x < a + 1. */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return gammaKernel(a, x) * sum;
}

/** Upper regularised incomplete gamma function by its continued fraction (6.5.31, evaluated by Lentz 1976): for x ≥ a + 1. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 10_000; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b || tiny);
    c = b + numerator / c || tiny;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return gammaKernel(a, x) * fraction;
}

function checkFreedom(degreesOfFreedom: number): void {
  if (!(degreesOfFreedom > 0 && degreesOfFreedom < 1e9))
    throw new RangeError(`chi-square with ${degreesOfFreedom} degrees of freedom: above 0, below 1e9`);
}

/**
 * Probability that a chi-square variate is above a value, sound far down the tail.
 *
 * @param value of any sign; ∞ gives 0 and NaN gives NaN
 * @throws RangeError when the degrees of freedom aren't positive
 */
export function chiSquareUpperTail(value: number, degreesOfFreedom: number): number {
  checkFreedom(degreesOfFreedom);
  if (Number.isNaN(value)) return Number.NaN;
  if (!(value > 0)) return 1;
  if (value === Number.POSITIVE_INFINITY) return 0;
  const a = degreesOfFreedom / 2;
  const x = value / 2;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

/**
 * Probability that a chi-square variate is below a value: its distribution function.
 *
 * @param value of any sign; ∞ gives 1 and NaN gives NaN
 * @throws RangeError when the degrees of freedom aren't positive
 */
export function chiSquareLowerTail(value: number, degreesOfFreedom: number): number {
  checkFreedom(degreesOfFreedom);
  if (Number.isNaN(value)) return Number.NaN;
  if (!(value > 0)) return 0;
  if (value === Number.POSITIVE_INFINITY) return 1;
  const a = degreesOfFreedom / 2;
  const x = value / 2;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/**
 * The value below which a chi-square variate falls with a given probability: bisection on ln value, sharpened by
 * Newton's steps while they stay inside the bracket.
 *
 * @param probability 0 < p < 1
 * @throws RangeError when the probability or the degrees of freedom are out of range
 */
export function chiSquareQuantile(probability: number, degreesOfFreedom: number): number {
  if (!(probability > 0 && probability < 1))
    throw new RangeError(`chi-square quantile of probability ${probability}: between 0 and 1`);
  checkFreedom(degreesOfFreedom);
  const a = degreesOfFreedom / 2;
  // beyond the median the upper tail carries the digits
  const excess = (value: number) =>
    probability > 0.5
      ? 1 - probability - chiSquareUpperTail(value, degreesOfFreedom)
      : chiSquareLowerTail(value, degreesOfFreedom) - probability;
  let low = 0;
  let high = degreesOfFreedom + 10 * Math.sqrt(2 * degreesOfFreedom) + 10;
  while (excess(high) < 0) high *= 2;
  let value = degreesOfFreedom;
  for (let step = 0; step < 200; step++) {
    const miss = excess(value);
    if (miss === 0) return value;
    if (miss < 0) low = value;
    else high = value;
    const density = gammaKernel(a, value / 2) / value;
    let next = value - miss / density;
    if (!(next > low && next < high)) next = low > 0 ? Math.sqrt(low * high) : high / 4;
    if (Math.abs(next - value) <= 1e-14 * value) return next;
    value = next;
  }
  return value;
}
