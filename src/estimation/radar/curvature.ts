import type { RadarModel } from "./radar-model.js";

const hessian = new Float64Array(36);
const product = new Float64Array(36);

/** Variance of the second-order term of a number whose Hessian stands in `hessian`: ½ tr (∇²h P ∇²h P). */
function secondOrderVariance(p: Float64Array, n: number, size: 3 | 6): number {
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      let sum = 0;
      for (let k = 0; k < size; k += 1) sum += hessian[i * size + k]! * p[k * n + j]!;
      product[i * size + j] = sum;
    }
  }
  let trace = 0;
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < size; j += 1) trace += product[i * size + j]! * product[j * size + i]!;
  return trace / 2;
}

/**
 * By how much a range departs from its tangent over the spread of a state: the variance ½ tr (∇²h P ∇²h P) of its
 * second-order term (Athans, Wishner and Bertolini, IEEE T-AC 13, 1968; Bar-Shalom, Li and Kirubarajan, Estimation
 * with Applications to Tracking and Navigation, 2001, section 10.3.2).
 *
 * @param x state, ECEF, position first, m
 * @param p its covariance, n × n by rows
 * @returns m²
 */
export function rangeCurvature(radar: RadarModel, x: Float64Array, p: Float64Array, n: number): number {
  const d = [0, 1, 2].map((i) => x[i]! - radar.positionEcef[i]!);
  const range = Math.hypot(...d);
  for (let i = 0; i < 3; i += 1)
    for (let j = 0; j < 3; j += 1)
      hessian[i * 3 + j] = ((i === j ? 1 : 0) - (d[i]! * d[j]!) / range ** 2) / range;
  return secondOrderVariance(p, n, 3);
}

/**
 * By how much a range rate departs from its tangent over the spread of a state, as {@link rangeCurvature}.
 *
 * @param x state, ECEF, position and velocity first, m and m/s
 * @param p its covariance, n × n by rows
 * @returns m²/s²
 */
export function rangeRateCurvature(radar: RadarModel, x: Float64Array, p: Float64Array, n: number): number {
  const d = [0, 1, 2].map((i) => x[i]! - radar.positionEcef[i]!);
  const range = Math.hypot(...d);
  const u = d.map((v) => v / range);
  const rate = u[0]! * x[3]! + u[1]! * x[4]! + u[2]! * x[5]!;
  const turn = u.map((v, i) => (x[3 + i]! - rate * v) / range);
  for (let i = 0; i < 3; i += 1) {
    for (let j = 0; j < 3; j += 1) {
      const across = ((i === j ? 1 : 0) - u[i]! * u[j]!) / range;
      hessian[i * 6 + j] = -(u[i]! * turn[j]! + turn[i]! * u[j]! + rate * across) / range;
      hessian[i * 6 + 3 + j] = across;
      hessian[(3 + i) * 6 + j] = across;
      hessian[(3 + i) * 6 + 3 + j] = 0;
    }
  }
  return secondOrderVariance(p, n, 6);
}
