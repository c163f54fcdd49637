import type { PlotTable } from "../plots.js";
import { grown } from "./reference.js";

/** The plots that fell into the cloud's gate, scan after scan. */
export class CloudPlots {
  count = 0;
  range: Float64Array = new Float64Array(128);
  azimuth: Float64Array = new Float64Array(128);
  elevation: Float64Array = new Float64Array(128);
  rangeVariance: Float64Array = new Float64Array(128);
  azimuthVariance: Float64Array = new Float64Array(128);
  elevationVariance: Float64Array = new Float64Array(128);
  /** Row of the table that each plot comes from. */
  readonly rows: number[] = [];
  /** First plot of each scan, and one more: where the next will begin. */
  readonly firsts: number[] = [0];
  readonly radars: number[] = [];
  /** Whether the whole cloud was inside the radar's cover, so that a missing plot says something. */
  readonly covered: boolean[] = [];
  /** Scans of each radar, in order. */
  readonly scansOf: number[][];

  constructor(radars: number) {
    // Arrays that have been replaced once are not taken for constants by a compiler, whose code would be lost later.
    this.grow();
    this.scansOf = Array.from({ length: radars }, () => []);
  }

  get scans(): number {
    return this.radars.length;
  }

  /** Adds a scan with the given rows of a table. */
  addScan(radar: number, covered: boolean, table: PlotTable, rows: readonly number[]): void {
    for (const row of rows) {
      if (this.count === this.range.length) this.grow();
      const at = this.count;
      this.range[at] = table.range[row];
      this.azimuth[at] = table.azimuth[row];
      this.elevation[at] = table.elevation[row];
      this.rangeVariance[at] = table.rangeVariance[row];
      this.azimuthVariance[at] = table.azimuthVariance[row];
      this.elevationVariance[at] = table.elevationVariance[row];
      this.rows.push(row);
      this.count += 1;
    }
    this.scansOf[radar].push(this.radars.length);
    this.radars.push(radar);
    this.covered.push(covered);
    this.firsts.push(this.count);
  }

  private grow(): void {
    this.range = grown(this.range);
    this.azimuth = grown(this.azimuth);
    this.elevation = grown(this.elevation);
    this.rangeVariance = grown(this.rangeVariance);
    this.azimuthVariance = grown(this.azimuthVariance);
    this.elevationVariance = grown(this.elevationVariance);
  }
}
