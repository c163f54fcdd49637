import { type ImageGeometry, spotProfile } from "../../sensors/index.js";

/** Electrons of the points of light in one frame. Planted sparsely: only rows that hold any are looked at. */
export class Spots {
  private readonly electrons: Float32Array;
  private readonly touched: Uint8Array;

  /**
   * @param sigma of the point spread, pixels
   */
  constructor(
    private readonly image: ImageGeometry,
    private readonly sigma: number,
  ) {
    this.electrons = new Float32Array(image.rows * image.columns);
    this.touched = new Uint8Array(image.rows);
  }

  /**
   * Spreads a point's light over the pixels about its place; what falls beside the image is lost.
   *
   * @param electrons mean number in one frame
   */
  plant(row: number, column: number, electrons: number): void {
    const { rows, columns } = this.image;
    const across = spotProfile(column, this.sigma);
    const down = spotProfile(row, this.sigma);
    for (let k = 0; k < down.shares.length; k++) {
      const r = down.first + k;
      if (r < 0 || r >= rows) continue;
      this.touched[r] = 1;
      for (let j = 0; j < across.shares.length; j++) {
        const c = across.first + j;
        if (c < 0 || c >= columns) continue;
        const p = r * columns + c;
        this.electrons[p] = this.electrons[p]! + electrons * down.shares[k]! * across.shares[j]!;
      }
    }
  }

  /** Puts a signal into the one pixel that is hit. */
  hit(row: number, column: number, electrons: number): void {
    const { rows, columns } = this.image;
    const [r, c] = [Math.round(row), Math.round(column)];
    if (r < 0 || r >= rows || c < 0 || c >= columns) return;
    this.touched[r] = 1;
    const p = r * columns + c;
    this.electrons[p] = this.electrons[p]! + electrons;
  }

  /** Adds a row's light and forgets it. */
  takeRow(row: number, out: Float64Array): void {
    if (this.touched[row] === 0) return;
    const { columns } = this.image;
    const start = row * columns;
    for (let c = 0; c < columns; c++) out[c] = out[c]! + this.electrons[start + c]!;
    this.electrons.fill(0, start, start + columns);
    this.touched[row] = 0;
  }
}
