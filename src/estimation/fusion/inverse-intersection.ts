import type { Gaussian } from "../filters/model.js";
import { checkPair, inverseOf, pulled } from "./checked.js";
import type { Intersection } from "./covariance-intersection.js";

const WHAT = "inverse covariance intersection";

/**
 * One estimate from two that may share information, unknown how much: a common prior, or plots that went into both.
 * P⁻¹ = A⁻¹ + B⁻¹ − (ω·A + (1 − ω)·B)⁻¹, the last being the most that both can have in common (Noack, Sijs, Reinhardt and
 * Hanebeck, "Decentralized data fusion with inverse covariance intersection", Automatica 79, 2017). Tighter than
 * covariance intersection.
 *
 * *Warning*: true only for correlation that comes of shared information with independent rest; for errors that are
 * correlated in another way (negatively, or by common process noise) take covariance intersection.
 *
 * @param weight ω, 0 to 1; ½ unless told
 * @throws RangeError when times or sizes differ, the weight isn't 0 to 1, or a covariance isn't positive definite
 */
export function inverseIntersection(a: Gaussian, b: Gaussian, weight = 0.5): Intersection {
  const n = checkPair(WHAT, a, b);
  if (!(weight >= 0 && weight <= 1)) throw new RangeError(`${WHAT}: weight ${weight}, not 0 to 1`);
  const ofA = inverseOf(WHAT, n, a.covariance);
  const ofB = inverseOf(WHAT, n, b.covariance);
  const mixed = Float64Array.from(a.covariance, (v, k) => weight * v + (1 - weight) * b.covariance[k]!);
  const shared = inverseOf(WHAT, n, mixed);
  const information = Float64Array.from(ofA, (v, k) => v + ofB[k]! - shared[k]!);
  const covariance = inverseOf(WHAT, n, information);
  // gains are P·(A⁻¹ − ω·Γ) and P·(B⁻¹ − (1 − ω)·Γ), Γ what is shared: together the identity
  const share = ofB.map((v, k) => v - (1 - weight) * shared[k]!);
  const mean = pulled(n, a.mean, b.mean, share, covariance);
  return { time: a.time, mean, covariance, weight };
}
