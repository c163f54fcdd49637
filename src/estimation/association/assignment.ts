import { PairTable } from "./pair-table.js";
import { SparseAssignment } from "./sparse-assignment.js";

/** One possible pair and what it gains over leaving both alone (a log-likelihood ratio). */
export interface Pairing {
  readonly row: number;
  readonly column: number;
  readonly gain: number;
}

const table = new PairTable();
const solver = new SparseAssignment();

/**
 * The one-to-one assignment of greatest total gain; rows and columns may stay alone, which gains nothing: a
 * {@link SparseAssignment} for those who ask now and then. For many calls a second take that and a `PairTable`, which
 * allocate nothing.
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param pairings possible pairs; those that gain nothing are ignored, and those whose gain is NaN; of the same pair the
 *   one that gains more counts
 * @returns for each row its column, or −1
 * @throws RangeError when there is no such row or column, or a gain is +∞
 */
export function assign(rows: number, columns: number, pairings: readonly Pairing[]): Int32Array {
  table.begin(rows, columns);
  for (const { row, column, gain } of pairings) if (gain > 0) table.add(row, column, gain);
  solver.solve(table);
  return solver.columnOf.slice(0, rows);
}
