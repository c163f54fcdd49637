import { choleskyFactor, logDeterminantFactored, solveLower } from "../linear/cholesky.js";
import { allFinite } from "../linear/products.js";
import type { FilterUpdate, Refusal } from "./model.js";

const LOG_TWO_PI = Math.log(2 * Math.PI);

/** Scratch of updates: it grows when a longer measurement than any before comes, and is kept. */
export interface InnovationScratch {
  /** Numbers for which there is room. */
  room: number;
  predicted: Float64Array;
  innovation: Float64Array;
  /** S, then its Cholesky factor; m × m by rows */
  covariance: Float64Array;
  /** Covariance of state and measurement, n × m by rows; then, whitened, W = C·L⁻ᵀ. */
  cross: Float64Array;
  /** m × n by rows */
  jacobian: Float64Array;
  /** m × n by rows */
  work: Float64Array;
  /** Whitened innovation L⁻¹·ν. */
  whitened: Float64Array;
}

const FIRST_ROOM = 4;

/** @param n numbers in a state */
export function innovationScratch(n: number): InnovationScratch {
  const scratch = {} as InnovationScratch;
  grow(scratch, n, FIRST_ROOM);
  return scratch;
}

function grow(scratch: InnovationScratch, n: number, m: number): void {
  scratch.room = m;
  scratch.predicted = new Float64Array(m);
  scratch.innovation = new Float64Array(m);
  scratch.covariance = new Float64Array(m * m);
  scratch.cross = new Float64Array(n * m);
  scratch.jacobian = new Float64Array(m * n);
  scratch.work = new Float64Array(m * n);
  scratch.whitened = new Float64Array(m);
}

/** Makes room for a measurement of m numbers. */
export function makeRoom(scratch: InnovationScratch, n: number, m: number): void {
  if (m > scratch.room) grow(scratch, n, m);
}

/**
 * Judges the innovation in the scratch under its covariance, which is factorised in place, and whitens it.
 *
 * @param outcome receives the squared normalised innovation and the likelihood
 * @returns why it can't be, or null
 */
export function judgeInnovation(
  scratch: InnovationScratch,
  m: number,
  outcome: FilterUpdate,
): Refusal | null {
  const { innovation, covariance, whitened } = scratch;
  if (!allFinite(m, innovation) || !allFinite(m * m, covariance)) return "not a number";
  if (!choleskyFactor(m, covariance, covariance)) return "not positive definite";
  for (let a = 0; a < m; a++) whitened[a] = innovation[a];
  solveLower(m, covariance, whitened);
  let nis = 0;
  for (let a = 0; a < m; a++) nis += whitened[a] * whitened[a];
  // a likelihood of zero is as little use as none: weights by it would all vanish
  if (!Number.isFinite(nis)) return "not a number";
  outcome.nis = nis;
  outcome.logLikelihood = -0.5 * (nis + logDeterminantFactored(m, covariance) + m * LOG_TWO_PI);
  outcome.refused = null;
  return null;
}

/** Rows of C become rows of W = C·L⁻ᵀ, so that the gain is W·L⁻¹ and what the covariance loses is W·Wᵀ. */
export function whitenCross(scratch: InnovationScratch, n: number, m: number): void {
  const { cross, covariance } = scratch;
  for (let i = 0; i < n; i++)
    for (let a = 0; a < m; a++) {
      let sum = cross[i * m + a];
      for (let b = 0; b < a; b++) sum -= cross[i * m + b] * covariance[a * m + b];
      cross[i * m + a] = sum / covariance[a * m + a];
    }
}

/** mean + W·(L⁻¹ν) and P − W·Wᵀ, symmetric to the last bit, from a whitened scratch. */
export function correct(
  scratch: InnovationScratch,
  n: number,
  m: number,
  mean: Float64Array,
  covariance: Float64Array,
): void {
  const { cross, whitened } = scratch;
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < m; a++) mean[i] += cross[i * m + a] * whitened[a];
    for (let j = 0; j <= i; j++) {
      let lost = 0;
      for (let a = 0; a < m; a++) lost += cross[i * m + a] * cross[j * m + a];
      covariance[i * n + j] -= lost;
      covariance[j * n + i] = covariance[i * n + j];
    }
  }
}
