import { LinearAssignment } from "./linear-assignment.js";

/** One possible pair and what it gains over leaving both alone (a log-likelihood ratio). */
export interface Pairing {
  readonly row: number;
  readonly column: number;
  readonly gain: number;
}

const solver = new LinearAssignment();

/**
 * The one-to-one assignment of greatest total gain; rows and columns may stay alone, which gains nothing. Exact:
 * the sparse graph falls into connected components, and each is solved as a dense table with one dummy column a row
 * (see {@link LinearAssignment}). For many calls a second take a `PairTable` and `SparseAssignment`, which allocate
 * nothing.
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param pairings possible pairs; those that gain nothing are ignored; of the same pair the first counts
 * @returns for each row its column, or −1
 */
export function assign(rows: number, columns: number, pairings: readonly Pairing[]): Int32Array {
  const result = new Int32Array(rows).fill(-1);
  const useful = pairings.filter((p) => p.gain > 0);
  for (const component of components(rows, columns, useful)) {
    if (component.length === 1) {
      result[component[0]!.row] = component[0]!.column;
      continue;
    }
    solve(component, result);
  }
  return result;
}

/** The pairings by connected component, in order of their first row. */
function components(rows: number, columns: number, pairings: readonly Pairing[]): Pairing[][] {
  const parent = Int32Array.from({ length: rows + columns }, (_, i) => i);
  const root = (node: number): number => {
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (const { row, column } of pairings) {
    const a = root(row);
    const b = root(rows + column);
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }
  const lists = new Map<number, Pairing[]>();
  for (const pairing of pairings) {
    const key = root(pairing.row);
    const list = lists.get(key);
    if (list) list.push(pairing);
    else lists.set(key, [pairing]);
  }
  return [...lists.values()];
}

/** Solves one component and writes its rows' columns. */
function solve(component: readonly Pairing[], result: Int32Array): void {
  const rowIds = [...new Set(component.map((p) => p.row))].sort((a, b) => a - b);
  const columnIds = [...new Set(component.map((p) => p.column))].sort((a, b) => a - b);
  const n = rowIds.length;
  // A dummy column for each row: to stay alone costs nothing, an impossible pair costs without bound.
  const m = columnIds.length + n;
  const cost = new Float64Array(n * m).fill(Number.POSITIVE_INFINITY);
  const rowAt = new Map(rowIds.map((id, i) => [id, i]));
  const columnAt = new Map(columnIds.map((id, i) => [id, i]));
  for (let i = 0; i < n; i += 1) cost[i * m + columnIds.length + i] = 0;
  for (const { row, column, gain } of component) {
    const at = rowAt.get(row)! * m + columnAt.get(column)!;
    if (cost[at] === Number.POSITIVE_INFINITY) cost[at] = -gain;
  }
  solver.solve(cost, n, m);
  for (let j = 0; j < columnIds.length; j += 1) {
    const i = solver.rowOf[j]!;
    if (i >= 0) result[rowIds[i]!] = columnIds[j]!;
  }
}
