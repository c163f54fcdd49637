import type { Gaussian } from "../filters/model.js";
import { choleskyFactor, solveFactored } from "../linear/cholesky.js";
import { multiply, multiplyTransposed } from "../linear/products.js";
import { checkPair } from "./checked.js";

const WHAT = "fusion of tracks";

/**
 * One estimate from two whose errors' cross-covariance C = E[(a − x)(b − x)ᵀ] is known:
 * x = a + (A − C)·(A + B − C − Cᵀ)⁻¹·(b − a), P = A − (A − C)·(A + B − C − Cᵀ)⁻¹·(A − Cᵀ)
 * (Bar-Shalom and Campo, "The effect of the common process noise on the two-sensor fused-track covariance", IEEE T-AES
 * 22(6), 1986). The best linear one without a prior in common.
 *
 * @param cross n × n by rows; zeros: independent errors
 * @returns the fused estimate, and the squared normalised distance of the two, χ² with n degrees of freedom when both
 *   are of one body
 * @throws RangeError when times or sizes differ, or the difference's covariance isn't positive definite
 */
export function fuseCorrelated(
  a: Gaussian,
  b: Gaussian,
  cross: Float64Array,
): { readonly fused: Gaussian; readonly distance: number } {
  const n = checkPair(WHAT, a, b);
  if (cross.length !== n * n) throw new RangeError(`${WHAT}: a cross-covariance of ${cross.length} numbers`);
  const between = new Float64Array(n * n);
  const difference = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    difference[i] = b.mean[i]! - a.mean[i]!;
    for (let j = 0; j < n; j++) {
      const k = i * n + j;
      between[k] = a.covariance[k]! + b.covariance[k]! - cross[k]! - cross[j * n + i]!;
    }
  }
  const lower = new Float64Array(n * n);
  if (!choleskyFactor(n, between, lower))
    throw new RangeError(`${WHAT}: the covariance of the difference is not positive definite`);
  const solved = difference.slice();
  solveFactored(n, lower, solved);
  let distance = 0;
  for (let i = 0; i < n; i++) distance += solved[i]! * difference[i]!;
  const mean = a.mean.slice();
  const covariance = a.covariance.slice();
  const row = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      row[j] = a.covariance[i * n + j]! - cross[i * n + j]!;
      mean[i]! += row[j]! * solved[j]!;
    }
    const gain = row.slice();
    solveFactored(n, lower, gain);
    for (let j = 0; j <= i; j++) {
      // row j of A − C is column j of A − Cᵀ
      let lost = 0;
      for (let k = 0; k < n; k++) lost += gain[k]! * (a.covariance[j * n + k]! - cross[j * n + k]!);
      covariance[i * n + j]! -= lost;
      covariance[j * n + i] = covariance[i * n + j]!;
    }
  }
  return { fused: { time: a.time, mean, covariance }, distance };
}

/** One filter's part in a step: how its update treated the prediction's error. */
export interface FilterGain {
  /** n × m by rows */
  readonly gain: Float64Array;
  /** m × n by rows */
  readonly jacobian: Float64Array;
}

/**
 * Cross-covariance of two filters' errors after a step that both predicted with the same process noise and each updated
 * with plots of its own (or not at all): (I − K_a·H_a)·(Φ·C·Φᵀ + Q)·(I − K_b·H_b)ᵀ (Bar-Shalom, IEEE T-AC 26(2), 1981).
 *
 * @param cross n × n by rows, written over
 * @param transition Φ, n × n by rows
 * @param noise Q, n × n by rows
 * @param a null where it had no plot
 */
export function stepCrossCovariance(
  n: number,
  cross: Float64Array,
  transition: Float64Array,
  noise: Float64Array,
  a: FilterGain | null,
  b: FilterGain | null,
): void {
  const work = new Float64Array(n * n);
  multiply(n, n, n, transition, cross, work);
  multiplyTransposed(n, n, n, work, transition, cross);
  for (let k = 0; k < n * n; k++) cross[k]! += noise[k]!;
  multiply(n, n, n, complement(n, a), cross, work);
  multiplyTransposed(n, n, n, work, complement(n, b), cross);
}

/** I − K·H. */
function complement(n: number, part: FilterGain | null): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * (n + 1)] = 1;
  if (!part) return out;
  const m = part.jacobian.length / n;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < m; k++) out[i * n + j]! -= part.gain[i * m + k]! * part.jacobian[k * n + j]!;
    }
  }
  return out;
}
