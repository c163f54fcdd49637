import type { Gaussian } from "../filters/model.js";
import { choleskyFactor, logDeterminantFactored } from "../linear/cholesky.js";
import { checkPair, inverseOf, pulled } from "./checked.js";

/** What the weight is chosen for: the least determinant (ellipsoid) or trace of the result, or no search at all. */
export type IntersectionCriterion = "determinant" | "trace" | "fast";

/** A fused estimate, and how much of the first it took. */
export interface Intersection extends Gaussian {
  /** ω, 0 to 1. */
  readonly weight: number;
}

const WHAT = "covariance intersection";

/**
 * One estimate from two whose errors may be correlated in any way: P⁻¹ = ω·A⁻¹ + (1 − ω)·B⁻¹,
 * x = P·(ω·A⁻¹·a + (1 − ω)·B⁻¹·b). Whatever the correlation, P is no smaller than the true covariance of the result's
 * error, as long as A and B are no smaller than theirs (Julier and Uhlmann, American Control Conference 1997). The price:
 * two independent estimates of equal quality are fused into no better one.
 *
 * The weight that is best by determinant or trace is found by golden section; both are convex in ω. The trace adds m² to
 * m²/s² where a state has both, and so depends on the units; the determinant doesn't. `fast` takes the weight in closed form
 * (Franken and Hüpper, "Improved fast covariance intersection", FUSION 2005).
 *
 * @throws RangeError when times or sizes differ, or a covariance isn't positive definite
 */
export function covarianceIntersection(
  a: Gaussian,
  b: Gaussian,
  criterion: IntersectionCriterion = "determinant",
): Intersection {
  const n = checkPair(WHAT, a, b);
  const informationA = inverseOf(WHAT, n, a.covariance);
  const informationB = inverseOf(WHAT, n, b.covariance);
  const weight =
    criterion === "fast"
      ? fastWeight(n, informationA, informationB)
      : bestWeight(n, informationA, informationB, criterion);
  const covariance = inverseOf(WHAT, n, blend(n, weight, informationA, informationB));
  const share = informationB.map((v) => (1 - weight) * v);
  const mean = pulled(n, a.mean, b.mean, share, covariance);
  return { time: a.time, mean, covariance, weight };
}

function blend(n: number, weight: number, a: Float64Array, b: Float64Array): Float64Array {
  return Float64Array.from({ length: n * n }, (_, k) => weight * a[k]! + (1 - weight) * b[k]!);
}

/** ln of the determinant of a positive definite matrix. */
function logDeterminant(n: number, a: Float64Array): number {
  const lower = new Float64Array(n * n);
  if (!choleskyFactor(n, a, lower)) throw new RangeError(`${WHAT}: a covariance is not positive definite`);
  return logDeterminantFactored(n, lower);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;
const WEIGHT_TOLERANCE = 1e-5;
/** Sizes that differ by less, relatively, are as good. */
const FLAT = 1e-12;

function bestWeight(n: number, a: Float64Array, b: Float64Array, criterion: "determinant" | "trace"): number {
  const size = (weight: number): number => {
    const information = blend(n, weight, a, b);
    if (criterion === "determinant") return -logDeterminant(n, information);
    const covariance = inverseOf(WHAT, n, information);
    let trace = 0;
    for (let i = 0; i < n; i++) trace += covariance[i * (n + 1)]!;
    return trace;
  };
  let low = 0;
  let high = 1;
  let left = 1 - GOLDEN;
  let right = GOLDEN;
  let atLeft = size(left);
  let atRight = size(right);
  while (high - low > WEIGHT_TOLERANCE) {
    if (atLeft <= atRight) {
      high = right;
      right = left;
      atRight = atLeft;
      left = high - GOLDEN * (high - low);
      atLeft = size(left);
    } else {
      low = left;
      left = right;
      atLeft = atRight;
      right = low + GOLDEN * (high - low);
      atRight = size(right);
    }
  }
  const middle = (low + high) / 2;
  // where every weight is as good, as of two equal covariances, both estimates count alike; the search never tries the
  // ends, and one estimate alone may be the best
  const tried = [0.5, middle, 0, 1].map((weight) => ({ weight, size: size(weight) }));
  return tried.reduce((best, other) =>
    other.size < best.size - FLAT * (1 + Math.abs(best.size)) ? other : best,
  ).weight;
}

/** ω = (|A⁻¹ + B⁻¹| − |B⁻¹| + |A⁻¹|) / (2·|A⁻¹ + B⁻¹|), by logarithms. */
function fastWeight(n: number, a: Float64Array, b: Float64Array): number {
  const whole = logDeterminant(
    n,
    Float64Array.from(a, (v, k) => v + b[k]!),
  );
  const ofA = Math.exp(logDeterminant(n, a) - whole);
  const ofB = Math.exp(logDeterminant(n, b) - whole);
  return (1 - ofB + ofA) / 2;
}
