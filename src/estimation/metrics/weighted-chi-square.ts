import { findRoot } from "../../astro/index.js";

/** λ·χ² with so many degrees of freedom. */
export interface ChiSquareTerm {
  readonly weight: number;
  readonly freedom: number;
}

/** Half-width of a panel, in units in which the largest weight is 1, and Gauss–Legendre's nodes in it. */
const HALF_PANEL = 0.5;
const NODES = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
const WEIGHTS = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];
/** The integral ends where what is left of it is below this. */
const REMAINDER = 1e-6;
const MOST_PANELS = 20_000;

/**
 * Probability that a sum of independent, weighted chi-square variates is above a value.
 *
 * Source: Imhof, "Computing the distribution of quadratic forms in normal variables", Biometrika 48 (1961), equation 3.2, the
 * integral by Gauss and Legendre's rule; good to 1e-5.
 * @param terms weights above 0, degrees of freedom above 0; together more than 2 degrees of freedom
 */
export function weightedChiSquareUpperTail(value: number, terms: readonly ChiSquareTerm[]): number {
  const largest = terms.reduce((most, { weight }) => Math.max(most, weight), 0);
  const freedom = terms.reduce((sum, t) => sum + t.freedom, 0);
  if (!(largest > 0 && freedom > 2))
    throw new RangeError("a sum of chi-squares needs weights and over 2 degrees of freedom");
  if (!(value > 0)) return Number.isNaN(value) ? value : 1;
  const q = value / largest;
  // where the sum is wide, its characteristic function is narrow
  const width = terms.reduce((sum, t) => sum + t.freedom * (t.weight / largest) ** 2, 0);
  const half = Math.min(HALF_PANEL, 1 / q, 1 / Math.sqrt(width));
  let integral = 0;
  for (let panel = 0; panel < MOST_PANELS; panel++) {
    const middle = (2 * panel + 1) * half;
    for (let k = 0; k < NODES.length; k++)
      integral +=
        half *
        WEIGHTS[k]! *
        (integrand(middle - half * NODES[k]!, q, terms, largest) +
          integrand(middle + half * NODES[k]!, q, terms, largest));
    // beyond, it swings about zero: what is left is less than its bound here
    if (amplitude(middle + half, terms, largest) < REMAINDER * (middle + half)) break;
  }
  return Math.min(1, Math.max(0, 0.5 + integral / Math.PI));
}

/** 1/ρ(u): what bounds the integrand times u. */
function amplitude(u: number, terms: readonly ChiSquareTerm[], largest: number): number {
  let log = 0;
  for (const { weight, freedom } of terms) log += 0.25 * freedom * Math.log1p(((weight / largest) * u) ** 2);
  return Math.exp(-log);
}

function integrand(u: number, q: number, terms: readonly ChiSquareTerm[], largest: number): number {
  let angle = -0.5 * q * u;
  for (const { weight, freedom } of terms) angle += 0.5 * freedom * Math.atan((weight / largest) * u);
  return (Math.sin(angle) / u) * amplitude(u, terms, largest);
}

/**
 * The value below which a sum of weighted chi-squares falls with a given probability.
 *
 * @param probability 0 < p < 1
 */
export function weightedChiSquareQuantile(probability: number, terms: readonly ChiSquareTerm[]): number {
  if (!(probability > 0 && probability < 1))
    throw new RangeError(`quantile of probability ${probability}: between 0 and 1`);
  const mean = terms.reduce((sum, t) => sum + t.weight * t.freedom, 0);
  const above = (value: number) => weightedChiSquareUpperTail(value, terms) - (1 - probability);
  let high = 1.5 * mean;
  while (above(high) > 0) high *= 1.5;
  return findRoot(above, 0, high, 1e-5 * mean);
}

/**
 * Where the average NEES of several runs against one truth lies with a given probability if all that is claimed is so, when
 * the truth has an error of its own. That error is the same in every run and doesn't average out.
 *
 * With S = P + C (claimed by the estimator, and of the truth) and w the eigenvalues of S⁻¹P, the average of N runs is, in
 * each direction, (w/N + 1 − w)·χ²₁ + (w/N)·χ²₍N−1₎: with C = 0 the interval of `consistencyInterval`, with P = 0 that of a
 * single run.
 *
 * @param ownShares the eigenvalues w, 0 to 1: which part of the covariance differs from run to run, in each direction
 * @param runs N
 * @param probability such as 0.99: as much is left out below as above
 */
export function sharedTruthInterval(
  ownShares: readonly number[],
  runs: number,
  probability: number,
): readonly [low: number, high: number] {
  const terms = ownShares.flatMap((share): ChiSquareTerm[] => {
    const own = Math.min(1, Math.max(0, share)) / runs;
    const together = { weight: own + 1 - Math.min(1, Math.max(0, share)), freedom: 1 };
    return runs > 1 && own > 0 ? [together, { weight: own, freedom: runs - 1 }] : [together];
  });
  const tail = (1 - probability) / 2;
  return [weightedChiSquareQuantile(tail, terms), weightedChiSquareQuantile(1 - tail, terms)];
}
