import { choleskyFactor, solveLower } from "../linear/cholesky.js";
import { chiSquareQuantile } from "./chi-square.js";

/** Errors of an estimator beside what it claimed of them. */
export interface ErrorSum {
  /** Numbers in an error. */
  readonly dimension: number;
  count: number;
  /** Σ eᵀ·P⁻¹·e */
  normalised: number;
  /** Σ e², component by component */
  readonly squares: Float64Array;
  /** Errors whose covariance was not positive definite: left out of the sum above. */
  unusable: number;
}

/**
 * An error against its claimed covariance: the normalised estimation error squared (NEES) of Bar-Shalom, Li and
 * Kirubarajan, "Estimation with Applications to Tracking and Navigation" (2001), equation 5.4.2-1; of an innovation, the
 * normalised innovation squared (NIS), 5.4.2-6.
 *
 * @param error n numbers
 * @param covariance n × n by rows
 * @returns eᵀ·P⁻¹·e; NaN where the covariance is not positive definite
 */
export function normalisedError(error: Float64Array, covariance: Float64Array): number {
  const n = error.length;
  const factor = new Float64Array(n * n);
  if (!choleskyFactor(n, covariance, factor)) return Number.NaN;
  const whitened = Float64Array.from(error);
  solveLower(n, factor, whitened);
  return whitened.reduce((sum, v) => sum + v * v, 0);
}

/** @param dimension numbers in an error */
export function startErrorSum(dimension: number): ErrorSum {
  return { dimension, count: 0, normalised: 0, squares: new Float64Array(dimension), unusable: 0 };
}

/**
 * Adds one error.
 *
 * @param error estimate minus truth
 * @param covariance what the estimator claimed, n × n by rows
 */
export function addError(sum: ErrorSum, error: Float64Array, covariance: Float64Array): void {
  const normalised = normalisedError(error, covariance);
  if (Number.isNaN(normalised)) sum.unusable += 1;
  else sum.normalised += normalised;
  for (let i = 0; i < sum.dimension; i++) sum.squares[i]! += error[i]! ** 2;
  sum.count += 1;
}

/** @returns average NEES (or NIS) of the errors added; for a consistent estimator their dimension */
export function averageNormalised(sum: ErrorSum): number {
  return sum.normalised / (sum.count - sum.unusable);
}

/**
 * Root-mean-square error of one component, or of several together.
 *
 * @param components indices, e.g. those of the position
 */
export function rootMeanSquare(sum: ErrorSum, components: readonly number[]): number {
  return Math.sqrt(components.reduce((total, i) => total + sum.squares[i]!, 0) / sum.count);
}

/**
 * Where the average of independent NEES or NIS values lies with a given probability if the estimator is consistent
 * (Bar-Shalom, Li and Kirubarajan 2001, section 5.4.2): chi-square with dimension × count degrees of freedom, over count.
 *
 * @param dimension numbers in an error
 * @param count independent runs
 * @param probability such as 0.95: as much is left out below as above
 * @returns ends of the interval
 */
export function consistencyInterval(
  dimension: number,
  count: number,
  probability: number,
): readonly [low: number, high: number] {
  const freedom = dimension * count;
  const tail = (1 - probability) / 2;
  return [chiSquareQuantile(tail, freedom) / count, chiSquareQuantile(1 - tail, freedom) / count];
}
