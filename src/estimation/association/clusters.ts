import type { PairTable } from "./pair-table.js";

/**
 * Splits a table into clusters: rows and columns that hang together by pairs. Which row belongs with which is decided
 * within a cluster alone. The arrays are kept from call to call and only grow.
 */
export class Clusters {
  /** Clusters that have a pair. */
  count = 0;
  /** Rows by cluster; those of cluster c are from `rowStart[c]` up to but not with `rowStart[c + 1]`, ascending. */
  rows = new Int32Array(0);
  rowStart = new Int32Array(1);
  /** Columns by cluster, likewise. */
  columns = new Int32Array(0);
  columnStart = new Int32Array(1);
  /** For each column its place within its cluster. */
  place = new Int32Array(0);
  private parent = new Int32Array(0);
  private number = new Int32Array(0);

  /** @param table in order */
  split(table: PairTable): void {
    const { rows, columns } = table;
    this.reserve(rows, columns);
    const { parent, number } = this;
    const nodes = rows + columns;
    for (let i = 0; i < nodes; i++) {
      parent[i] = i;
      number[i] = -1;
    }
    for (let k = 0; k < table.count; k++) this.join(table.row[k]!, rows + table.column[k]!);
    this.count = 0;
    for (let i = 0; i < rows; i++) {
      if (table.rowStart[i] === table.rowStart[i + 1]) continue;
      const root = this.root(i);
      if (number[root]! < 0) number[root] = this.count++;
    }
    this.list(0, rows, this.rows, this.rowStart);
    this.list(rows, columns, this.columns, this.columnStart);
    for (let c = 0; c < this.count; c++) {
      const first = this.columnStart[c]!;
      for (let k = first; k < this.columnStart[c + 1]!; k++) this.place[this.columns[k]!] = k - first;
    }
  }

  private reserve(rows: number, columns: number): void {
    if (this.rows.length < rows) this.rows = new Int32Array(2 * rows);
    if (this.rowStart.length < rows + 2) {
      this.rowStart = new Int32Array(2 * rows + 2);
      this.columnStart = new Int32Array(2 * rows + 2);
    }
    if (this.columns.length < columns) {
      this.columns = new Int32Array(2 * columns);
      this.place = new Int32Array(2 * columns);
    }
    if (this.parent.length < rows + columns) {
      this.parent = new Int32Array(2 * (rows + columns));
      this.number = new Int32Array(2 * (rows + columns));
    }
  }

  private root(node: number): number {
    const { parent } = this;
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  private join(a: number, b: number): void {
    const x = this.root(a);
    const y = this.root(b);
    if (x < y) this.parent[y] = x;
    else this.parent[x] = y;
  }

  /** Lists nodes by the number of their cluster; those without a pair are left out. */
  private list(first: number, length: number, out: Int32Array, start: Int32Array): void {
    const { number } = this;
    start.fill(0, 0, this.count + 2);
    for (let i = 0; i < length; i++) {
      const cluster = number[this.root(first + i)]!;
      if (cluster >= 0) start[cluster + 2]!++;
    }
    for (let c = 2; c <= this.count; c++) start[c]! += start[c - 1]!;
    for (let i = 0; i < length; i++) {
      const cluster = number[this.root(first + i)]!;
      if (cluster >= 0) out[start[cluster + 1]!++] = i;
    }
  }
}
