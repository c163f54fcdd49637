import {
  choleskyFactor,
  invertFactored,
  logDeterminantFactored,
  solveFactored,
} from "../../linear/cholesky.js";

/** Residuals in sigma that depend on a vector whose later numbers have standard normal priors. */
export interface PriorLeastSquares {
  readonly size: number;
  readonly rows: number;
  /** numbers at the vector's beginning that have no prior */
  readonly flat: number;
  residuals(x: Float64Array, out: Float64Array): void;
  /** @param jacobian rows × size by rows, written over */
  linearise(x: Float64Array, out: Float64Array, jacobian: Float64Array): void;
}

/** The most probable vector and the covariance of the problem linearised there. */
export interface PriorFit {
  readonly x: Float64Array;
  /** squares of residuals and of departures from the priors */
  readonly chiSquare: number;
  readonly covariance: Float64Array;
  /** ½·ln det of the covariance */
  readonly logVolume: number;
}

/** A number of the vector that a fit may not change: it keeps its starting value. */
function hold(n: number, matrix: Float64Array, gradient: Float64Array, held: number | undefined): void {
  if (held === undefined) return;
  for (let k = 0; k < n; k++) {
    matrix[held * n + k] = 0;
    matrix[k * n + held] = 0;
  }
  matrix[held * n + held] = 1;
  gradient[held] = 0;
}

const ROUNDS = 30;
const CONVERGED = 1e-4;

function cost(p: PriorLeastSquares, x: Float64Array, residuals: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < p.rows; i++) sum += residuals[i]! * residuals[i]!;
  for (let k = p.flat; k < p.size; k++) sum += x[k]! * x[k]!;
  return sum;
}

/** JᵀJ and the priors' information, lower triangle, and the gradient Jᵀr + prior. */
export function normalEquations(
  p: PriorLeastSquares,
  x: Float64Array,
  residuals: Float64Array,
  jacobian: Float64Array,
  matrix: Float64Array,
  gradient: Float64Array,
): void {
  const n = p.size;
  matrix.fill(0);
  gradient.fill(0);
  for (let row = 0; row < p.rows; row++) {
    const at = row * n;
    for (let i = 0; i < n; i++) {
      const ji = jacobian[at + i]!;
      if (ji === 0) continue;
      gradient[i]! += ji * residuals[row]!;
      for (let j = 0; j <= i; j++) matrix[i * n + j]! += ji * jacobian[at + j]!;
    }
  }
  for (let k = p.flat; k < n; k++) {
    matrix[k * n + k]! += 1;
    gradient[k]! += x[k]!;
  }
}

/**
 * Most probable vector by the method of Levenberg (1944) and Marquardt (1963).
 *
 * @param start first guess; not changed
 * @param held number of the vector that keeps its starting value, and then has no variance
 * @returns null when the problem is singular or not finite there
 */
export function fitWithPriors(p: PriorLeastSquares, start: Float64Array, held?: number): PriorFit | null {
  const n = p.size;
  let x = Float64Array.from(start);
  const residuals = new Float64Array(p.rows);
  const jacobian = new Float64Array(p.rows * n);
  const matrix = new Float64Array(n * n);
  const gradient = new Float64Array(n);
  const damped = new Float64Array(n * n);
  const step = new Float64Array(n);
  let trial = new Float64Array(n);
  p.linearise(x, residuals, jacobian);
  let current = cost(p, x, residuals);
  normalEquations(p, x, residuals, jacobian, matrix, gradient);
  hold(n, matrix, gradient, held);
  let lambda = 1e-3;
  for (let round = 0; round < ROUNDS; round++) {
    damped.set(matrix);
    for (let i = 0; i < n; i++) damped[i * n + i]! *= 1 + lambda;
    if (!choleskyFactor(n, damped, damped)) return null;
    for (let i = 0; i < n; i++) step[i] = -gradient[i]!;
    solveFactored(n, damped, step);
    for (let i = 0; i < n; i++) trial[i] = x[i]! + step[i]!;
    p.residuals(trial, residuals);
    const next = cost(p, trial, residuals);
    if (!(next < current)) {
      lambda = Math.max(lambda, 1e-4) * 8;
      if (lambda > 1e6) break;
      continue;
    }
    const gained = current - next;
    [x, trial] = [trial, x];
    current = next;
    lambda = Math.max(lambda / 8, 1e-9);
    p.linearise(x, residuals, jacobian);
    normalEquations(p, x, residuals, jacobian, matrix, gradient);
    hold(n, matrix, gradient, held);
    if (gained < CONVERGED) break;
  }
  if (!Number.isFinite(current)) return null;
  // the caller finds the trajectory as it is at the answer
  p.linearise(x, residuals, jacobian);
  normalEquations(p, x, residuals, jacobian, matrix, gradient);
  hold(n, matrix, gradient, held);
  if (!choleskyFactor(n, matrix, damped)) return null;
  const covariance = invertFactored(n, damped);
  if (held !== undefined) covariance[held * n + held] = 0;
  return { x, chiSquare: current, covariance, logVolume: -0.5 * logDeterminantFactored(n, damped) };
}
