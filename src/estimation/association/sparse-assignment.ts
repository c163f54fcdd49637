import type { PairTable } from "./pair-table.js";

/**
 * The one-to-one assignment of greatest total gain of a sparse table, rows and columns being free to stay alone, which
 * gains nothing: global nearest neighbour. Exact, by shortest augmenting paths over the pairs there are, after a start
 * in which each row takes its best column if that is free (Jonker and Volgenant, Computing 38, 1987, who also name
 * the sparse form). A path reaches no further than its own cluster of rows and columns, so the work grows with the
 * clusters and not with the table. The arrays are kept from call to call and only grow.
 *
 * After {@link solve}, with costs −gain, every −gain − rowPrice − columnPrice is at least 0, and 0 on the pairs
 * chosen; both prices are at most 0, a row's is 0 where it stays alone, and a column's where it does.
 */
export class SparseAssignment {
  /** For each row its column, or −1. */
  columnOf = new Int32Array(0);
  /** For each column its row, or −1. */
  rowOf = new Int32Array(0);
  /** For each row the number of its chosen pair in the table's order, or −1. */
  pairOf = new Int32Array(0);
  rowPrice = new Float64Array(0);
  columnPrice = new Float64Array(0);
  private distance = new Float64Array(0);
  /** Pair by which a column was reached. */
  private from = new Int32Array(0);
  /** Number of the search that last touched a column, twice; odd once it is settled. */
  private stamp = new Int32Array(0);
  private frontier = new Int32Array(0);
  private settled = new Int32Array(0);
  private search = 0;

  /** @returns the total gain */
  solve(table: PairTable): number {
    table.order();
    this.begin(table);
    for (let row = 0; row < table.rows; row++) if (this.columnOf[row] === -2) this.augment(table, row);
    let total = 0;
    for (let row = 0; row < table.rows; row++) {
      if (this.columnOf[row]! >= 0) total += table.gain[this.pairOf[row]!]!;
    }
    return total;
  }

  /** Prices of rows alone, and every row's best column where it is free; −2 marks rows that found theirs taken. */
  private begin(table: PairTable): void {
    const { rows, columns, rowStart, gain, column } = table;
    this.reserve(rows, columns);
    const { columnOf, rowOf, pairOf, rowPrice } = this;
    this.columnPrice.fill(0, 0, columns);
    rowOf.fill(-1, 0, columns);
    for (let i = 0; i < rows; i++) {
      let best = 0;
      let pair = -1;
      for (let k = rowStart[i]!; k < rowStart[i + 1]!; k++) {
        if (gain[k]! > best) {
          best = gain[k]!;
          pair = k;
        }
      }
      rowPrice[i] = -best;
      pairOf[i] = -1;
      if (pair < 0) {
        columnOf[i] = -1;
      } else if (rowOf[column[pair]!] === -1) {
        columnOf[i] = column[pair]!;
        rowOf[column[pair]!] = i;
        pairOf[i] = pair;
      } else {
        columnOf[i] = -2;
      }
    }
  }

  private reserve(rows: number, columns: number): void {
    if (this.columnOf.length < rows) {
      this.columnOf = new Int32Array(2 * rows);
      this.pairOf = new Int32Array(2 * rows);
      this.rowPrice = new Float64Array(2 * rows);
    }
    if (this.rowOf.length < columns) {
      this.rowOf = new Int32Array(2 * columns);
      this.columnPrice = new Float64Array(2 * columns);
      this.distance = new Float64Array(2 * columns);
      this.from = new Int32Array(2 * columns);
      this.stamp = new Int32Array(2 * columns);
      this.frontier = new Int32Array(2 * columns);
      this.settled = new Int32Array(2 * columns);
      this.search = 0;
    }
    if (this.search > 1e9) {
      this.stamp.fill(0);
      this.search = 0;
    }
  }

  /** The cheapest path from a row without a column to a free column, or to a row that had better stay alone. */
  private augment(table: PairTable, start: number): void {
    const { distance, from, stamp, frontier, settled, rowOf, rowPrice, columnPrice } = this;
    const { rowStart, gain, column } = table;
    this.search += 2;
    const touched = this.search;
    let open = 0;
    let closed = 0;
    let row = start;
    let reached = 0;
    let alone = start;
    let aloneAt = Number.POSITIVE_INFINITY;
    let target = -1;
    for (;;) {
      if (reached - rowPrice[row]! < aloneAt) {
        aloneAt = reached - rowPrice[row]!;
        alone = row;
      }
      for (let k = rowStart[row]!; k < rowStart[row + 1]!; k++) {
        const j = column[k]!;
        const seen = stamp[j]!;
        if (seen === touched + 1) continue;
        const through = reached - gain[k]! - rowPrice[row]! - columnPrice[j]!;
        if (seen < touched) {
          stamp[j] = touched;
          frontier[open++] = j;
        } else if (!(through < distance[j]!)) {
          continue;
        }
        distance[j] = through;
        from[j] = k;
      }
      let at = -1;
      let nearest = aloneAt;
      for (let f = 0; f < open; f++) {
        if (distance[frontier[f]!]! < nearest) {
          nearest = distance[frontier[f]!]!;
          at = f;
        }
      }
      reached = nearest;
      if (at < 0) break;
      const j = frontier[at]!;
      if (rowOf[j] === -1) {
        target = j;
        break;
      }
      frontier[at] = frontier[--open]!;
      stamp[j] = touched + 1;
      settled[closed++] = j;
      row = rowOf[j]!;
    }
    rowPrice[start] = rowPrice[start]! + reached;
    for (let s = 0; s < closed; s++) {
      const j = settled[s]!;
      const slack = reached - distance[j]!;
      columnPrice[j] = columnPrice[j]! - slack;
      rowPrice[rowOf[j]!] = rowPrice[rowOf[j]!]! + slack;
    }
    this.handOn(table, start, target, alone);
  }

  /** Walks back along the path, each column going to the row by which it was reached. */
  private handOn(table: PairTable, start: number, target: number, alone: number): void {
    const { columnOf, rowOf, pairOf, from } = this;
    let column = target;
    if (column < 0) {
      column = columnOf[alone]!;
      columnOf[alone] = -1;
      pairOf[alone] = -1;
      if (alone === start) return;
    }
    for (;;) {
      const pair = from[column]!;
      const row = table.row[pair]!;
      const before = columnOf[row]!;
      columnOf[row] = column;
      pairOf[row] = pair;
      rowOf[column] = row;
      if (row === start) return;
      column = before;
    }
  }
}
