import { choleskyFactor, solveLower } from "../../linear/cholesky.js";

/** What is bounded, in this order: launch east and north (m), ignition (s), course (rad), state at the last look. */
export const BOUNDED = { east: 0, north: 1, time: 2, course: 3, position: 4, velocity: 7 } as const;
export const BOUNDED_COUNT = 10;

/**
 * Covariance of what is bounded, G·J⁻¹·Gᵀ.
 *
 * @param n numbers in the vector
 * @param information J, n × n by rows, of which the lower triangle counts
 * @param slopes G, 10 × n by rows
 * @returns 10 × 10 by rows, or null while J is singular
 */
export function throughInverse(
  n: number,
  information: Float64Array,
  slopes: Float64Array,
): Float64Array | null {
  const factor = new Float64Array(n * n);
  if (!choleskyFactor(n, information, factor)) return null;
  const rows: Float64Array[] = [];
  for (let a = 0; a < BOUNDED_COUNT; a++) {
    const row = slopes.slice(a * n, (a + 1) * n);
    solveLower(n, factor, row);
    rows.push(row);
  }
  const out = new Float64Array(BOUNDED_COUNT * BOUNDED_COUNT);
  for (let a = 0; a < BOUNDED_COUNT; a++)
    for (let b = 0; b < BOUNDED_COUNT; b++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += rows[a]![k]! * rows[b]![k]!;
      out[a * BOUNDED_COUNT + b] = sum;
    }
  return out;
}
