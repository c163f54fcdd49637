import { signedAngle } from "../../astro/index.js";
import { choleskyFactor, logDeterminantFactored, solveFactored } from "../linear/cholesky.js";
import { rangeRateCurvature } from "./curvature.js";
import { type FlightMode, stateCount } from "./flight-model.js";
import {
  measure,
  measureJacobian,
  type RadarModel,
  type RadarObservation,
  THRUST_STATES,
} from "./radar-model.js";

/**
 * One extended Kalman filter over one radar's plots: position and velocity (ECEF), ln of the ballistic coefficient,
 * the radar's three biases and the departure of its refraction, and in a thrusting mode the thrust.
 */
export interface RadarFilter {
  mode: FlightMode;
  time: number;
  /** Time of the first plot. */
  start: number;
  updates: number;
  x: Float64Array;
  /** Covariance, n × n by rows, symmetric by construction. */
  p: Float64Array;
}

/** Outcome of one update. */
export interface UpdateResult {
  /** Squared normalised innovation of the plot before it was used. */
  readonly nis: number;
  readonly dimension: number;
  /** ln of the plot's likelihood before it was used, in m, rad, rad (and m/s). */
  readonly logLikelihood: number;
}

const left = new Float64Array(THRUST_STATES ** 2);
const work = new Float64Array(THRUST_STATES ** 2);
const jacobian = new Float64Array(4 * THRUST_STATES);
const gainT = new Float64Array(4 * THRUST_STATES);
const crossT = new Float64Array(4 * THRUST_STATES);
const predicted = new Float64Array(4);
const innovation = new Float64Array(4);
const shiftedInnovation = new Float64Array(4);
const innovationCovariance = new Float64Array(16);
const variance = new Float64Array(4);
const solved = new Float64Array(4);

/** A filter's own copy. */
export function copyFilter(f: RadarFilter): RadarFilter {
  return { ...f, x: f.x.slice(), p: f.p.slice() };
}

/**
 * Innovation of a plot at a state: `innovation` and its variances are set; returns the dimension.
 *
 * @param curvature variance of what a range rate departs from its tangent by, m²/s²
 */
function innovate(radar: RadarModel, x: Float64Array, z: RadarObservation, curvature: number): number {
  measure(radar, x, predicted);
  innovation[0] = z.range - predicted[0]!;
  innovation[1] = signedAngle(z.azimuth - predicted[1]!);
  innovation[2] = z.elevation - predicted[2]!;
  variance[0] = z.sigmaRange ** 2;
  variance[1] = z.sigmaAzimuth ** 2;
  variance[2] = z.sigmaElevation ** 2;
  if (z.rangeRate === undefined || z.sigmaRangeRate === undefined) return 3;
  innovation[3] = z.rangeRate - predicted[3]!;
  variance[3] = z.sigmaRangeRate ** 2 + curvature;
  return 4;
}

/** The curvature of a plot's range rate over a filter's present spread, m²/s²; none where it has no range rate. */
function curvatureOf(f: RadarFilter, radar: RadarModel, z: RadarObservation): number {
  if (z.rangeRate === undefined || z.sigmaRangeRate === undefined) return 0;
  return rangeRateCurvature(radar, f.x, f.p, stateCount(f.mode));
}

/** Forms P Hᵀ (by rows of H) and S = H P Hᵀ + R from `jacobian` and `variance`. */
function formInnovationCovariance(p: Float64Array, n: number, m: number): void {
  for (let a = 0; a < m; a += 1) {
    for (let i = 0; i < n; i += 1) {
      let sum = 0;
      for (let k = 0; k < n; k += 1) {
        const h = jacobian[a * n + k]!;
        if (h !== 0) sum += h * p[i * n + k]!;
      }
      crossT[a * n + i] = sum;
    }
  }
  for (let a = 0; a < m; a += 1) {
    for (let b = 0; b <= a; b += 1) {
      let sum = a === b ? variance[a]! : 0;
      for (let k = 0; k < n; k += 1) sum += jacobian[a * n + k]! * crossT[b * n + k]!;
      innovationCovariance[a * m + b] = sum;
      innovationCovariance[b * m + a] = sum;
    }
  }
}

/**
 * Judgement of a plot that is none (a number that is not finite, an error that is not above 0), or whose numbers lie
 * beyond what doubles can weigh: it can't be of this body.
 */
export const IMPOSSIBLE: UpdateResult = { nis: 1e9, dimension: 3, logLikelihood: -1e9 };

/** Squared normalised innovation and log-likelihood of `innovation` under `innovationCovariance`, factorised here. */
function judge(m: number): UpdateResult {
  if (!choleskyFactor(m, innovationCovariance, innovationCovariance)) return IMPOSSIBLE;
  const logDeterminant = logDeterminantFactored(m, innovationCovariance);
  for (let a = 0; a < m; a += 1) solved[a] = innovation[a]!;
  solveFactored(m, innovationCovariance, solved);
  let nis = 0;
  for (let a = 0; a < m; a += 1) nis += innovation[a]! * solved[a]!;
  const logLikelihood = -0.5 * (nis + logDeterminant + m * Math.log(2 * Math.PI));
  return { nis, dimension: m, logLikelihood };
}

/**
 * How likely a plot is at a filter that has been moved to the plot's time.
 *
 * @returns as an update would, without making it
 */
export function plotLikelihood(f: RadarFilter, radar: RadarModel, z: RadarObservation): UpdateResult {
  const n = stateCount(f.mode);
  const m = innovate(radar, f.x, z, curvatureOf(f, radar, z));
  measureJacobian(radar, f.x, n, jacobian);
  formInnovationCovariance(f.p, n, m);
  return judge(m);
}

/** Whether a plot is one: finite, with errors above 0, and its range rate, where it has one, as well. */
function isPlot(z: RadarObservation): boolean {
  const numbers = [z.range, z.azimuth, z.elevation];
  const sigmas = [z.sigmaRange, z.sigmaAzimuth, z.sigmaElevation];
  if (z.rangeRate !== undefined && z.sigmaRangeRate !== undefined) {
    numbers.push(z.rangeRate);
    sigmas.push(z.sigmaRangeRate);
  }
  return numbers.every(Number.isFinite) && sigmas.every((sigma) => sigma > 0 && sigma < Infinity);
}

/** Most iterations of one update; the first ones have a wide cross-range and need them. */
const MOST_ITERATIONS = 5;

/**
 * Takes one plot, at the filter's time: first its place, then its range rate, if it has one. The range rate is the
 * velocity along a direction that the place tells: taken together, or before the place is known, a range rate of
 * 0.1 m/s would be trusted far beyond what its tangent is worth. What its curvature leaves is added to its error.
 *
 * @param f changed in place; its time must be the plot's
 * @returns judgement before the update; after {@link IMPOSSIBLE} the filter is as it was
 */
export function updateFilter(f: RadarFilter, radar: RadarModel, z: RadarObservation): UpdateResult {
  if (!isPlot(z)) return IMPOSSIBLE;
  const hasRate = z.rangeRate !== undefined && z.sigmaRangeRate !== undefined;
  const joint = hasRate ? plotLikelihood(f, radar, z) : null;
  const place = iterate(f, radar, z, 0, 0);
  if (place === IMPOSSIBLE) return place;
  if (hasRate) iterate(f, radar, z, RANGE_RATE, curvatureOf(f, radar, z));
  f.updates += 1;
  return joint ?? place;
}

/** Row of the range rate in a measurement. */
const RANGE_RATE = 3;

/**
 * One iterated update (Gauss–Newton on the posterior; Bell and Cathey 1993) until it moves by less than a hundredth
 * of a standard deviation; the covariance is Joseph's form at the end point.
 *
 * @param from first row of the measurement: 0 for the place, {@link RANGE_RATE} for the range rate alone
 * @returns judgement of those rows before the update; after {@link IMPOSSIBLE} the filter is as it was
 */
function iterate(
  f: RadarFilter,
  radar: RadarModel,
  z: RadarObservation,
  from: number,
  curvature: number,
): UpdateResult {
  const n = stateCount(f.mode);
  const m = from === 0 ? RANGE_RATE : 1;
  const prior = f.x.slice();
  let result: UpdateResult | null = null;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration += 1) {
    innovate(radar, f.x, z, curvature);
    measureJacobian(radar, f.x, n, jacobian);
    if (from > 0) {
      innovation[0] = innovation[from]!;
      variance[0] = variance[from]!;
      jacobian.copyWithin(0, from * n, (from + 1) * n);
    }
    formInnovationCovariance(f.p, n, m);
    for (let a = 0; a < m; a += 1) {
      let back = 0;
      for (let k = 0; k < n; k += 1) back += jacobian[a * n + k]! * (prior[k]! - f.x[k]!);
      shiftedInnovation[a] = innovation[a]! - back;
    }
    const judged = judge(m);
    if (judged === IMPOSSIBLE) {
      f.x.set(prior);
      return judged;
    }
    result ??= judged;
    formGain(n, m);
    let moved = 0;
    for (let i = 0; i < n; i += 1) {
      let next = prior[i]!;
      for (let a = 0; a < m; a += 1) next += gainT[a * n + i]! * shiftedInnovation[a]!;
      const spread = f.p[i * n + i]!;
      if (spread > 0) moved = Math.max(moved, Math.abs(next - f.x[i]!) / Math.sqrt(spread));
      f.x[i] = next;
    }
    if (moved < 0.01) break;
  }
  joseph(f.p, n, m);
  return result!;
}

/** Rows of the gain's transpose: K = P Hᵀ S⁻¹, with S factorised in `innovationCovariance`. */
function formGain(n: number, m: number): void {
  for (let i = 0; i < n; i += 1) {
    for (let a = 0; a < m; a += 1) solved[a] = crossT[a * n + i]!;
    solveFactored(m, innovationCovariance, solved);
    for (let a = 0; a < m; a += 1) gainT[a * n + i] = solved[a]!;
  }
}

/** P ← (I − K H) P (I − K H)ᵀ + K R Kᵀ (Bucy and Joseph 1968), lower triangle mirrored. */
function joseph(p: Float64Array, n: number, m: number): void {
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) {
      let sum = i === j ? 1 : 0;
      for (let a = 0; a < m; a += 1) sum -= gainT[a * n + i]! * jacobian[a * n + j]!;
      left[i * n + j] = sum;
    }
  }
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) {
      let sum = 0;
      for (let k = 0; k < n; k += 1) sum += left[i * n + k]! * p[k * n + j]!;
      work[i * n + j] = sum;
    }
  }
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = 0;
      for (let k = 0; k < n; k += 1) sum += work[i * n + k]! * left[j * n + k]!;
      for (let a = 0; a < m; a += 1) sum += gainT[a * n + i]! * variance[a]! * gainT[a * n + j]!;
      p[i * n + j] = sum;
      p[j * n + i] = sum;
    }
  }
}
