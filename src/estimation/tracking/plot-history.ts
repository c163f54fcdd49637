/**
 * Which plots each track and hypothesis has used: a tree in two arrays. Hypotheses that begin alike share their
 * beginnings, and one is told by the node it ends at.
 */
export class PlotHistory {
  private row = new Int32Array(1024);
  private previous = new Int32Array(1024);
  private count = 0;

  /**
   * @param previous node that the plot follows, or −1
   * @returns the new node
   */
  add(row: number, previous: number): number {
    if (this.count === this.row.length) this.grow();
    this.row[this.count] = row;
    this.previous[this.count] = previous;
    return this.count++;
  }

  /** Whether one of the plots up to a node is marked. */
  meets(node: number, marks: Uint8Array): boolean {
    for (let at = node; at >= 0; at = this.previous[at]) if (marks[this.row[at]] === 1) return true;
    return false;
  }

  mark(node: number, marks: Uint8Array): void {
    for (let at = node; at >= 0; at = this.previous[at]) marks[this.row[at]] = 1;
  }

  /** Row of the last plot; rows stand in order of scans. */
  lastRow(node: number): number {
    return this.row[node];
  }

  /** Whether two nodes end with the same two plots, or are one. */
  endAlike(a: number, b: number): boolean {
    if (a === b) return true;
    if (this.row[a] !== this.row[b]) return false;
    const before = this.previous[a];
    const other = this.previous[b];
    return before >= 0 && other >= 0 && this.row[before] === this.row[other];
  }

  /** Rows of the plots up to a node, in order of time. */
  rows(node: number): number[] {
    const rows: number[] = [];
    for (let at = node; at >= 0; at = this.previous[at]) rows.push(this.row[at]);
    return rows.reverse();
  }

  private grow(): void {
    const row = new Int32Array(2 * this.row.length);
    const previous = new Int32Array(2 * this.row.length);
    row.set(this.row);
    previous.set(this.previous);
    this.row = row;
    this.previous = previous;
  }
}
