import { choleskyFactor, invertFactored, logDeterminantFactored, solveFactored } from "../linear/cholesky.js";
import type { LaunchModel } from "./model.js";
import { AZIMUTH, NUISANCE } from "./parameters.js";

/** The best fit of one family. */
export interface ModeFit {
  readonly model: LaunchModel;
  readonly mode: Float64Array;
  /** squares of all residuals and departures from the priors */
  readonly chiSquare: number;
  /** posterior covariance of the linearised problem, size × size */
  readonly covariance: Float64Array;
  /** ½·ln det of the covariance */
  readonly logVolume: number;
}

const ITERATIONS = 15;

/** A gain in χ² below this ends the iterations. */
const CONVERGED = 0.01;

/** Draws a fit to a direction, as if it had been measured: explores a posterior that is wide in direction. */
export interface DirectionAnchor {
  /** rad */
  readonly azimuth: number;
  /** 1σ, rad */
  readonly sigma: number;
}

/** Of the direction when nothing tells it, rad: uniform over the circle has this sigma. */
const CIRCLE_SIGMA = Math.PI / Math.sqrt(3);

function cost(
  model: LaunchModel,
  x: Float64Array,
  residuals: Float64Array,
  anchor: DirectionAnchor | undefined,
): number {
  let sum = anchor === undefined ? 0 : ((x[AZIMUTH]! - anchor.azimuth) / anchor.sigma) ** 2;
  for (let i = 0; i < model.rows; i++) sum += residuals[i]! * residuals[i]!;
  for (let k = NUISANCE; k < model.size; k++) sum += x[k]! * x[k]!;
  return sum;
}

/** Normal matrix JᵀJ + prior, and gradient Jᵀr + prior. */
function normalEquations(
  model: LaunchModel,
  x: Float64Array,
  residuals: Float64Array,
  jacobian: Float64Array,
  matrix: Float64Array,
  gradient: Float64Array,
  anchor: DirectionAnchor | undefined,
): void {
  const n = model.size;
  matrix.fill(0);
  gradient.fill(0);
  for (let row = 0; row < model.rows; row++) {
    const at = row * n;
    const residual = residuals[row]!;
    for (let i = 0; i < n; i++) {
      const ji = jacobian[at + i]!;
      if (ji === 0) continue;
      gradient[i]! += ji * residual;
      for (let j = 0; j <= i; j++) matrix[i * n + j]! += ji * jacobian[at + j]!;
    }
  }
  for (let k = NUISANCE; k < n; k++) {
    matrix[k * n + k]! += 1;
    gradient[k]! += x[k]!;
  }
  matrix[AZIMUTH * n + AZIMUTH]! += 1 / (CIRCLE_SIGMA * CIRCLE_SIGMA);
  if (anchor !== undefined) {
    matrix[AZIMUTH * n + AZIMUTH]! += 1 / (anchor.sigma * anchor.sigma);
    gradient[AZIMUTH]! += (x[AZIMUTH]! - anchor.azimuth) / (anchor.sigma * anchor.sigma);
  }
}

/**
 * Finds the most probable parameters of a family by the method of Levenberg (1944) and Marquardt (1963), with the
 * covariance of the problem linearised there.
 *
 * @param start first guess; not changed
 * @param anchor a direction to hold to; counts in the squares and in the covariance
 * @returns null when the problem is singular there
 */
export function fitMode(model: LaunchModel, start: Float64Array, anchor?: DirectionAnchor): ModeFit | null {
  const n = model.size;
  let x = Float64Array.from(start);
  let residuals = new Float64Array(model.rows);
  const jacobian = new Float64Array(model.rows * n);
  const matrix = new Float64Array(n * n);
  const gradient = new Float64Array(n);
  const damped = new Float64Array(n * n);
  const step = new Float64Array(n);
  model.linearise(x, residuals, jacobian);
  let current = cost(model, x, residuals, anchor);
  normalEquations(model, x, residuals, jacobian, matrix, gradient, anchor);
  let lambda = 1e-3;
  let trialResiduals = new Float64Array(model.rows);
  let trial = new Float64Array(n);
  for (let round = 0; round < ITERATIONS; round++) {
    damped.set(matrix);
    for (let i = 0; i < n; i++) damped[i * n + i]! *= 1 + lambda;
    if (!choleskyFactor(n, damped, damped)) return null;
    for (let i = 0; i < n; i++) step[i] = -gradient[i]!;
    solveFactored(n, damped, step);
    for (let i = 0; i < n; i++) trial[i] = x[i]! + step[i]!;
    model.residuals(trial, trialResiduals);
    const next = cost(model, trial, trialResiduals, anchor);
    if (!(next < current)) {
      lambda = Math.max(lambda, 1e-4) * 8;
      if (lambda > 1e6) break;
      continue;
    }
    const gained = current - next;
    [x, trial] = [trial, x];
    [residuals, trialResiduals] = [trialResiduals, residuals];
    current = next;
    lambda = Math.max(lambda / 8, 1e-9);
    model.linearise(x, residuals, jacobian);
    normalEquations(model, x, residuals, jacobian, matrix, gradient, anchor);
    if (gained < CONVERGED) break;
  }
  if (!Number.isFinite(current) || !choleskyFactor(n, matrix, damped)) return null;
  const covariance = invertFactored(n, damped);
  return {
    model,
    mode: x,
    chiSquare: current,
    covariance,
    logVolume: -0.5 * logDeterminantFactored(n, damped),
  };
}
