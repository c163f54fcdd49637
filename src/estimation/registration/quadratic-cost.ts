import { choleskyFactor, invertFactored, solveLower } from "../linear/cholesky.js";

/** A cost J(x) = xᵀ·Λ·x − 2·ηᵀ·x + c. */
export interface Sums {
  readonly information: Float64Array;
  readonly vector: Float64Array;
  readonly cost: number;
}

/** Information that stands for "nothing is known", in units of the prior's. */
export const NOTHING = 1e-6;

/** Σ λ/(λ + ε) over the eigenvalues, of a matrix to whose diagonal ε was added: as many as are far above ε. */
export function rankOf(n: number, raised: Float64Array): number {
  const lower = new Float64Array(n * n);
  if (!choleskyFactor(n, raised, lower)) return 0;
  const inverse = invertFactored(n, lower);
  let rank = n;
  for (let i = 0; i < n; i++) rank -= NOTHING * inverse[i * (n + 1)]!;
  return Math.round(rank);
}

/** The least that a cost can be. */
export function leastCost(n: number, { information, vector, cost }: Sums): number {
  const lower = new Float64Array(n * n);
  if (!choleskyFactor(n, information, lower)) return cost;
  const whitened = vector.slice();
  solveLower(n, lower, whitened);
  return whitened.reduce((sum, v) => sum - v * v, cost);
}
