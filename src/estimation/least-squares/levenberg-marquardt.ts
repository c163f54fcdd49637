import { choleskyFactor, invertFactored, logDeterminantFactored, solveFactored } from "../linear/cholesky.js";

/** Residuals in sigma that depend on a vector, and what is known of the vector beforehand. */
export interface LeastSquaresProblem {
  /** numbers of the vector */
  readonly size: number;
  /** residuals */
  readonly rows: number;
  residuals(x: Float64Array, out: Float64Array): void;
  /** @param jacobian rows × size by rows, written over */
  linearise(x: Float64Array, out: Float64Array, jacobian: Float64Array): void;
  /** Squares of the departures from what is known beforehand. Absent: nothing is. */
  priorCost?(x: Float64Array): number;
  /** Adds the information of what is known to the lower triangle of the normal matrix, and its gradient. */
  addPrior?(x: Float64Array, matrix: Float64Array, gradient: Float64Array): void;
}

/** The most probable vector and the covariance of the problem linearised there. */
export interface LeastSquaresFit {
  readonly x: Float64Array;
  /** squares of residuals and of departures from the priors */
  readonly chiSquare: number;
  /** size × size by rows */
  readonly covariance: Float64Array;
  /** ½·ln det of the covariance */
  readonly logVolume: number;
}

export interface LeastSquaresOptions {
  /** Steps that are tried at most. */
  readonly rounds?: number;
  /** A gain in χ² below this ends them. */
  readonly converged?: number;
  /** Number of the vector that keeps its starting value, and then has no variance. */
  readonly held?: number;
}

/** Squares of all residuals and departures. */
function cost(p: LeastSquaresProblem, x: Float64Array, residuals: Float64Array): number {
  let sum = p.priorCost?.(x) ?? 0;
  for (let i = 0; i < p.rows; i++) sum += residuals[i]! * residuals[i]!;
  return sum;
}

/**
 * Normal matrix JᵀJ + prior, lower triangle, and gradient Jᵀr + prior.
 *
 * @param matrix size × size, and gradient: written over
 */
export function normalEquations(
  p: LeastSquaresProblem,
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
    const residual = residuals[row]!;
    for (let i = 0; i < n; i++) {
      const ji = jacobian[at + i]!;
      if (ji === 0) continue;
      gradient[i]! += ji * residual;
      for (let j = 0; j <= i; j++) matrix[i * n + j]! += ji * jacobian[at + j]!;
    }
  }
  p.addPrior?.(x, matrix, gradient);
}

/** Takes a number that keeps its value out of the equations. */
function hold(n: number, matrix: Float64Array, gradient: Float64Array, held: number | undefined): void {
  if (held === undefined) return;
  for (let k = 0; k < n; k++) {
    matrix[held * n + k] = 0;
    matrix[k * n + held] = 0;
  }
  matrix[held * n + held] = 1;
  gradient[held] = 0;
}

/**
 * Most probable vector by the method of Levenberg (1944) and Marquardt (1963), with the covariance of the problem
 * linearised there.
 *
 * @param start first guess; not changed
 * @returns null when the problem is singular or not finite there
 */
export function levenbergMarquardt(
  p: LeastSquaresProblem,
  start: Float64Array,
  { rounds = 30, converged = 1e-4, held }: LeastSquaresOptions = {},
): LeastSquaresFit | null {
  const n = p.size;
  let x = Float64Array.from(start);
  let trial = new Float64Array(n);
  const residuals = new Float64Array(p.rows);
  const jacobian = new Float64Array(p.rows * n);
  const matrix = new Float64Array(n * n);
  const gradient = new Float64Array(n);
  const damped = new Float64Array(n * n);
  const step = new Float64Array(n);
  const linearise = () => {
    p.linearise(x, residuals, jacobian);
    normalEquations(p, x, residuals, jacobian, matrix, gradient);
    hold(n, matrix, gradient, held);
  };
  linearise();
  let current = cost(p, x, residuals);
  let lambda = 1e-3;
  for (let round = 0; round < rounds; round++) {
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
    linearise();
    if (gained < converged) break;
  }
  if (!Number.isFinite(current) || !choleskyFactor(n, matrix, damped)) return null;
  const covariance = invertFactored(n, damped);
  if (held !== undefined) covariance[held * n + held] = 0;
  return { x, chiSquare: current, covariance, logVolume: -0.5 * logDeterminantFactored(n, damped) };
}
