/** One possible pair and what it gains over leaving both alone (a log-likelihood ratio). */
export interface Pairing {
  readonly row: number;
  readonly column: number;
  readonly gain: number;
}

/**
 * The one-to-one assignment of greatest total gain; rows and columns may stay alone, which gains nothing. Exact:
 * the sparse graph falls into connected components, and each is solved by shortest augmenting paths with dual
 * prices (Jonker and Volgenant 1987; here in Kuhn's O(n³) row-by-row form with one dummy column a row).
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
  const rowOf = shortestPaths(cost, n, m);
  for (let j = 0; j < columnIds.length; j += 1) {
    const i = rowOf[j]!;
    if (i >= 0) result[rowIds[i]!] = columnIds[j]!;
  }
}

/**
 * Least-cost assignment of every row of an n × m table, n ≤ m.
 *
 * @returns for each column its row, or −1
 */
function shortestPaths(cost: Float64Array, n: number, m: number): Int32Array {
  const rowPrice = new Float64Array(n);
  const columnPrice = new Float64Array(m);
  const rowOf = new Int32Array(m).fill(-1);
  for (let start = 0; start < n; start += 1) {
    const distance = new Float64Array(m).fill(Number.POSITIVE_INFINITY);
    const from = new Int32Array(m).fill(-1);
    const done = new Uint8Array(m);
    let row = start;
    let column = -1;
    let reached = 0;
    for (;;) {
      let next = -1;
      let nearest = Number.POSITIVE_INFINITY;
      for (let j = 0; j < m; j += 1) {
        if (done[j]) continue;
        const through = reached + cost[row * m + j]! - rowPrice[row]! - columnPrice[j]!;
        if (through < distance[j]!) {
          distance[j] = through;
          from[j] = column;
        }
        if (distance[j]! < nearest) {
          nearest = distance[j]!;
          next = j;
        }
      }
      done[next] = 1;
      reached = nearest;
      column = next;
      if (rowOf[next] === -1) break;
      row = rowOf[next]!;
    }
    settlePrices(rowPrice, columnPrice, rowOf, distance, done, start, reached);
    // Walk back along the path, handing each column to the row before it.
    while (column !== -1) {
      const before = from[column]!;
      rowOf[column] = before === -1 ? start : rowOf[before]!;
      column = before;
    }
  }
  return rowOf;
}

/** Brings the prices up to date so that every reduced cost stays non-negative. */
function settlePrices(
  rowPrice: Float64Array,
  columnPrice: Float64Array,
  rowOf: Int32Array,
  distance: Float64Array,
  done: Uint8Array,
  start: number,
  reached: number,
): void {
  rowPrice[start] = rowPrice[start]! + reached;
  for (let j = 0; j < done.length; j += 1) {
    if (!done[j]) continue;
    const slack = reached - distance[j]!;
    columnPrice[j] = columnPrice[j]! - slack;
    if (rowOf[j]! >= 0) rowPrice[rowOf[j]!] = rowPrice[rowOf[j]!]! + slack;
  }
}
