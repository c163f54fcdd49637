import { choleskyFactor } from "../linear/cholesky.js";
import { allFinite, multiply } from "../linear/products.js";
import { semidefiniteFactor } from "../linear/semidefinite.js";
import { lowerTriangularise } from "../linear/triangularise.js";
import { noUpdate, refuse, refusesRoot, refusesTime } from "./guard.js";
import type { Filter, FilterUpdate, MeasurementModel, MotionModel, Refusal, RootGaussian } from "./model.js";

/** What {@link squareRootExtendedFilter} may be told. */
export interface SquareRootOptions {
  /**
   * How a measurement is taken: "array", all of it at once by one orthogonal reduction (default), or "Carlson", number
   * by number by triangular rank-one changes.
   */
  readonly update?: "array" | "Carlson";
}

const LOG_TWO_PI = Math.log(2 * Math.PI);

/**
 * Extended Kalman filter on the covariance's factor. It is never multiplied out, so that twice the digits are carried,
 * and nothing can make it indefinite. Prediction and array update by orthogonal reduction: Kailath, Sayed and Hassibi
 * (2000), section 12.4; the sequential update: Carlson (1973), as in Maybeck (1979), section 7.5.
 */
export function squareRootExtendedFilter(
  motion: MotionModel,
  options: SquareRootOptions = {},
): Filter<RootGaussian> {
  const n = motion.states;
  const outcome = noUpdate();
  const take = options.update === "Carlson" ? carlsonUpdate(n, outcome) : arrayUpdate(n, outcome);
  const mean = new Float64Array(n);
  const transition = new Float64Array(n * n);
  const moved = new Float64Array(n * n);
  const noise = new Float64Array(n * n);
  const array = new Float64Array(2 * n * n);
  return {
    states: n,
    predict(s, time) {
      const refusal = refusesTime(s.time, time) ?? refusesRoot(s);
      if (refusal !== null || time === s.time) return refusal;
      const dt = time - s.time;
      mean.set(s.mean);
      motion.moveWithTransition(mean, dt, transition);
      multiply(n, n, n, transition, s.root, moved);
      motion.processNoise(s.mean, dt, noise);
      if (!semidefiniteFactor(n, noise, noise)) return "not positive definite";
      placeBeside(n, n, moved, n, noise, array);
      lowerTriangularise(n, 2 * n, array);
      return takeRoot(s, time, mean, array, 2 * n);
    },
    update(s, measurement, z) {
      const refusal = take(s, measurement, z);
      return refusal === null ? outcome : refuse(outcome, refusal);
    },
  };
}

/** [A, B] by rows. */
export function placeBeside(
  rows: number,
  left: number,
  a: Float64Array,
  right: number,
  b: Float64Array,
  out: Float64Array,
): void {
  const columns = left + right;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < left; j++) out[i * columns + j] = a[i * left + j];
    for (let j = 0; j < right; j++) out[i * columns + left + j] = b[i * right + j];
  }
}

/** Writes a mean and a factor (rows of an array with `columns` columns) over a state, if they are finite. */
export function takeRoot(
  s: RootGaussian,
  time: number,
  mean: Float64Array,
  array: Float64Array,
  columns: number,
): Refusal | null {
  const n = s.mean.length;
  if (!allFinite(n, mean) || !allFinite(n * columns, array)) return "not a number";
  s.mean.set(mean);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) s.root[i * n + j] = array[i * columns + j];
  s.time = time;
  return null;
}

/**
 * Ends an update from the joint factor of measurement and state, [[√S, 0], [K̄, √P]]: gain K̄·(√S)⁻¹.
 *
 * @param joint (m + n) rows of `columns` numbers, lower triangular
 * @param innovation m numbers, written over with the whitened one
 */
export function takeJoint(
  s: RootGaussian,
  m: number,
  joint: Float64Array,
  columns: number,
  innovation: Float64Array,
  outcome: FilterUpdate,
): Refusal | null {
  const n = s.mean.length;
  if (!allFinite(m, innovation) || !allFinite((m + n) * columns, joint)) return "not a number";
  let nis = 0;
  let logDeterminant = 0;
  for (let a = 0; a < m; a++) {
    const diagonal = joint[a * columns + a];
    if (!(diagonal > 0)) return "not positive definite";
    let sum = innovation[a];
    for (let b = 0; b < a; b++) sum -= joint[a * columns + b] * innovation[b];
    innovation[a] = sum / diagonal;
    nis += innovation[a] * innovation[a];
    logDeterminant += 2 * Math.log(diagonal);
  }
  if (!Number.isFinite(nis)) return "not a number";
  for (let i = 0; i < n; i++) {
    const row = (m + i) * columns;
    for (let a = 0; a < m; a++) s.mean[i] += joint[row + a] * innovation[a];
    for (let j = 0; j < n; j++) s.root[i * n + j] = joint[row + m + j];
  }
  outcome.nis = nis;
  outcome.logLikelihood = -0.5 * (nis + logDeterminant + m * LOG_TWO_PI);
  outcome.refused = null;
  return null;
}

type Take = (s: RootGaussian, measurement: MeasurementModel, z: Float64Array) => Refusal | null;

function arrayUpdate(n: number, outcome: FilterUpdate): Take {
  let room = 0;
  let [predicted, jacobian, noise, seen, array] = [0, 0, 0, 0, 0].map(() => new Float64Array(0));
  return (s, measurement, z) => {
    const m = measurement.dimension;
    if (m > room) {
      room = m;
      predicted = new Float64Array(m);
      jacobian = new Float64Array(m * n);
      seen = new Float64Array(m * n);
      noise = new Float64Array(m * m);
      array = new Float64Array((m + n) ** 2);
    }
    const unfit = refusesRoot(s);
    if (unfit !== null) return unfit;
    if (!semidefiniteFactor(m, measurement.noise, noise)) return "not positive definite";
    measurement.measure(s.mean, predicted);
    measurement.innovate(z, predicted, predicted);
    measurement.jacobian(s.mean, jacobian);
    multiply(m, n, n, jacobian, s.root, seen);
    const size = m + n;
    array.fill(0);
    for (let a = 0; a < m; a++) {
      for (let b = 0; b < m; b++) array[a * size + b] = noise[a * m + b];
      for (let j = 0; j < n; j++) array[a * size + m + j] = seen[a * n + j];
    }
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) array[(m + i) * size + m + j] = s.root[i * n + j];
    lowerTriangularise(size, size, array);
    return takeJoint(s, m, array, size, predicted, outcome);
  };
}

function carlsonUpdate(n: number, outcome: FilterUpdate): Take {
  let room = 0;
  let [predicted, jacobian, noise] = [0, 0, 0].map(() => new Float64Array(0));
  const seen = new Float64Array(n);
  const column = new Float64Array(n);
  const mean = new Float64Array(n);
  const root = new Float64Array(n * n);

  /** Whitens innovation and derivatives by the noise's factor, so that their numbers come one after another. */
  function whiten(m: number): void {
    for (let a = 0; a < m; a++) {
      for (let b = 0; b < a; b++) {
        predicted[a] -= noise[a * m + b] * predicted[b];
        for (let j = 0; j < n; j++) jacobian[a * n + j] -= noise[a * m + b] * jacobian[b * n + j];
      }
      predicted[a] /= noise[a * m + a];
      for (let j = 0; j < n; j++) jacobian[a * n + j] /= noise[a * m + a];
    }
  }

  /** One number of unit variance. `root` stays lower triangular. @returns the innovation's variance */
  function takeOne(row: number, innovation: number): number {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = j; i < n; i++) sum += jacobian[row + i] * root[i * n + j];
      seen[j] = sum;
    }
    column.fill(0);
    let before = 1;
    // from the last column on, so that a lower triangle is kept
    for (let j = n - 1; j >= 0; j--) {
      const after = before + seen[j] * seen[j];
      const shrink = Math.sqrt(before / after);
      const mix = seen[j] / Math.sqrt(before * after);
      for (let i = j; i < n; i++) {
        const old = root[i * n + j];
        root[i * n + j] = shrink * old - mix * column[i];
        column[i] += seen[j] * old;
      }
      before = after;
    }
    for (let i = 0; i < n; i++) mean[i] += (column[i] * innovation) / before;
    return before;
  }

  return (s, measurement, z) => {
    const m = measurement.dimension;
    if (m > room) {
      room = m;
      predicted = new Float64Array(m);
      jacobian = new Float64Array(m * n);
      noise = new Float64Array(m * m);
    }
    const unfit = refusesRoot(s);
    if (unfit !== null) return unfit;
    if (!choleskyFactor(m, measurement.noise, noise)) return "not positive definite";
    measurement.measure(s.mean, predicted);
    measurement.innovate(z, predicted, predicted);
    measurement.jacobian(s.mean, jacobian);
    let logScale = 0;
    for (let a = 0; a < m; a++) logScale += Math.log(noise[a * m + a]);
    whiten(m);
    mean.set(s.mean);
    root.set(s.root);
    let nis = 0;
    let logDeterminant = 2 * logScale;
    for (let a = 0; a < m; a++) {
      let innovation = predicted[a];
      for (let k = 0; k < n; k++) innovation -= jacobian[a * n + k] * (mean[k] - s.mean[k]);
      const variance = takeOne(a * n, innovation);
      nis += (innovation * innovation) / variance;
      logDeterminant += Math.log(variance);
    }
    if (!Number.isFinite(nis)) return "not a number";
    outcome.nis = nis;
    outcome.logLikelihood = -0.5 * (nis + logDeterminant + m * LOG_TWO_PI);
    outcome.refused = null;
    return takeRoot(s, s.time, mean, root, n);
  };
}
