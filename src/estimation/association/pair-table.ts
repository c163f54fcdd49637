/**
 * Pairs of rows (tracks) and columns (plots) that may belong together, and what each pair gains over leaving both
 * alone: a natural logarithm of a likelihood ratio. The arrays are kept from scan to scan and only grow.
 *
 * Fill with {@link begin} and {@link add}; solvers call {@link order}, after which the pairs of row i are those from
 * `rowStart[i]` up to but not with `rowStart[i + 1]`, in the order in which they were added.
 */
export class PairTable {
  rows = 0;
  columns = 0;
  /** Pairs added. */
  count = 0;
  /** By ordered pair. */
  row = new Int32Array(64);
  column = new Int32Array(64);
  gain = new Float64Array(64);
  rowStart = new Int32Array(65);
  private addedRow = new Int32Array(64);
  private addedColumn = new Int32Array(64);
  private addedGain = new Float64Array(64);
  private ordered = false;

  /** Empties the table. */
  begin(rows: number, columns: number): void {
    this.rows = rows;
    this.columns = columns;
    this.count = 0;
    this.ordered = false;
    if (this.rowStart.length <= rows + 1) this.rowStart = new Int32Array(2 * rows + 2);
  }

  /**
   * @param gain ln of the likelihood ratio; −∞ and NaN are left out
   * @throws RangeError when there is no such row or column, or the gain is +∞
   */
  add(row: number, column: number, gain: number): void {
    if (!(row >= 0 && row < this.rows && column >= 0 && column < this.columns))
      throw new RangeError(`pair ${row}, ${column} outside a table of ${this.rows} × ${this.columns}`);
    if (gain === Number.POSITIVE_INFINITY)
      throw new RangeError(`pair ${row}, ${column}: its gain is infinite`);
    if (!(gain > Number.NEGATIVE_INFINITY)) return;
    if (this.count === this.addedRow.length) this.grow();
    this.addedRow[this.count] = row;
    this.addedColumn[this.count] = column;
    this.addedGain[this.count] = gain;
    this.count++;
    this.ordered = false;
  }

  /** Brings the pairs into order of rows (a counting sort). */
  order(): void {
    if (this.ordered) return;
    const { rowStart, count, rows } = this;
    rowStart.fill(0, 0, rows + 2);
    for (let k = 0; k < count; k++) rowStart[this.addedRow[k]! + 2]!++;
    for (let i = 2; i <= rows + 1; i++) rowStart[i]! += rowStart[i - 1]!;
    for (let k = 0; k < count; k++) {
      const row = this.addedRow[k]!;
      const at = rowStart[row + 1]!++;
      this.row[at] = row;
      this.column[at] = this.addedColumn[k]!;
      this.gain[at] = this.addedGain[k]!;
    }
    this.ordered = true;
  }

  private grow(): void {
    const length = 2 * this.addedRow.length;
    const wider = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const next = new Int32Array(length);
      next.set(old);
      return next;
    };
    const gain = new Float64Array(length);
    gain.set(this.addedGain);
    this.addedRow = wider(this.addedRow);
    this.addedColumn = wider(this.addedColumn);
    this.addedGain = gain;
    this.row = new Int32Array(length);
    this.column = new Int32Array(length);
    this.gain = new Float64Array(length);
  }
}
