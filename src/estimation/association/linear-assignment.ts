/**
 * Least-cost assignment of every row of a dense table to a column of its own, by shortest augmenting paths with dual
 * prices (Jonker and Volgenant, Computing 38, 1987; here without their reduction phases, in Kuhn's row-by-row form,
 * O(rows² · columns)). The arrays are kept from call to call and only grow.
 *
 * After {@link solve}, every cost[i, j] − rowPrice[i] − columnPrice[j] is at least 0, and 0 on the pairs chosen;
 * column prices are at most 0, and 0 for columns left over.
 */
export class LinearAssignment {
  /** For each column its row, or −1. */
  rowOf = new Int32Array(0);
  /** For each row its column. */
  columnOf = new Int32Array(0);
  rowPrice = new Float64Array(0);
  columnPrice = new Float64Array(0);
  private distance = new Float64Array(0);
  private from = new Int32Array(0);
  private done = new Uint8Array(0);

  /**
   * @param cost rows × columns by rows; +∞ for a pair that can't be
   * @param rows at most `columns`
   * @returns the total cost, or +∞ when not every row can have a column (the arrays are then of no use)
   * @throws RangeError when there are more rows than columns
   */
  solve(cost: Float64Array, rows: number, columns: number): number {
    if (rows > columns)
      throw new RangeError(`assignment of ${rows} rows to ${columns} columns: too few columns`);
    this.begin(rows, columns);
    for (let row = 0; row < rows; row++)
      if (!this.augment(cost, columns, row)) return Number.POSITIVE_INFINITY;
    let total = 0;
    for (let j = 0; j < columns; j++) {
      const row = this.rowOf[j]!;
      if (row < 0) continue;
      this.columnOf[row] = j;
      total += cost[row * columns + j]!;
    }
    return total;
  }

  private begin(rows: number, columns: number): void {
    if (this.columnOf.length < rows) {
      this.columnOf = new Int32Array(2 * rows);
      this.rowPrice = new Float64Array(2 * rows);
    }
    if (this.rowOf.length < columns) {
      this.rowOf = new Int32Array(2 * columns);
      this.columnPrice = new Float64Array(2 * columns);
      this.distance = new Float64Array(2 * columns);
      this.from = new Int32Array(2 * columns);
      this.done = new Uint8Array(2 * columns);
    }
    this.rowPrice.fill(0, 0, rows);
    this.columnPrice.fill(0, 0, columns);
    this.rowOf.fill(-1, 0, columns);
  }

  /** Finds a column for one more row, handing columns on along the cheapest path. */
  private augment(cost: Float64Array, columns: number, start: number): boolean {
    const { distance, from, done, rowOf, rowPrice, columnPrice } = this;
    distance.fill(Number.POSITIVE_INFINITY, 0, columns);
    done.fill(0, 0, columns);
    let row = start;
    let column = -1;
    let reached = 0;
    for (;;) {
      let next = -1;
      let nearest = Number.POSITIVE_INFINITY;
      for (let j = 0; j < columns; j++) {
        if (done[j]) continue;
        const through = reached + cost[row * columns + j]! - rowPrice[row]! - columnPrice[j]!;
        if (through < distance[j]!) {
          distance[j] = through;
          from[j] = column;
        }
        if (distance[j]! < nearest) {
          nearest = distance[j]!;
          next = j;
        }
      }
      if (next < 0) return false;
      done[next] = 1;
      reached = nearest;
      column = next;
      if (rowOf[next] === -1) break;
      row = rowOf[next]!;
    }
    this.settlePrices(columns, start, reached);
    // Walk back along the path, handing each column to the row before it.
    while (column !== -1) {
      const before = from[column]!;
      rowOf[column] = before === -1 ? start : rowOf[before]!;
      column = before;
    }
    return true;
  }

  /** Brings the prices up to date so that every reduced cost stays non-negative. */
  private settlePrices(columns: number, start: number, reached: number): void {
    const { distance, done, rowOf, rowPrice, columnPrice } = this;
    rowPrice[start] = rowPrice[start]! + reached;
    for (let j = 0; j < columns; j++) {
      if (!done[j]) continue;
      const slack = reached - distance[j]!;
      columnPrice[j] = columnPrice[j]! - slack;
      if (rowOf[j]! >= 0) rowPrice[rowOf[j]!] = rowPrice[rowOf[j]!]! + slack;
    }
  }
}
