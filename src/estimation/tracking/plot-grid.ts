import { PLOT } from "../kernels/index.js";
import type { ScanPlots } from "./scan-plots.js";

const TURN = 2 * Math.PI;

/**
 * Where a scan's plots lie: cells in range, azimuth and elevation, some one plot to a cell, so that a gate looks at the
 * plots near it alone. Filling is a counting sort.
 */
export class PlotGrid {
  /** What the last {@link query} found. */
  found = new Int32Array(16);
  private ranges = 1;
  private azimuths = 1;
  private elevations = 1;
  private nearest = 0;
  private perRange = 0;
  private lowest = 0;
  private perElevation = 0;
  private start = new Int32Array(2);
  private items = new Int32Array(0);
  private cells = new Int32Array(0);

  /** @param onlyFree leaves out what a track has taken */
  fill(plots: ScanPlots, onlyFree: boolean): void {
    const { z, count, taken } = plots;
    this.shape(plots);
    const size = this.ranges * this.azimuths * this.elevations;
    if (this.start.length < size + 1) this.start = new Int32Array(2 * size + 1);
    if (this.items.length < count) {
      this.items = new Int32Array(2 * count);
      this.cells = new Int32Array(2 * count);
      this.found = new Int32Array(2 * count);
    }
    const { start, items, cells } = this;
    start.fill(0, 0, size + 1);
    for (let j = 0; j < count; j++) {
      if (onlyFree && taken[j] === 1) {
        cells[j] = -1;
        continue;
      }
      const at = j * PLOT;
      const cell =
        (this.elevationCell(z[at + 2]) * this.azimuths + this.azimuthCell(z[at + 1])) * this.ranges +
        this.rangeCell(z[at]);
      cells[j] = cell;
      start[cell + 1]++;
    }
    for (let c = 0; c < size; c++) start[c + 1] += start[c];
    const total = start[size];
    for (let j = count - 1; j >= 0; j--) if (cells[j] >= 0) items[--start[cells[j] + 1]] = j;
    // The beginning of cell c now stands in place c + 1.
    start.copyWithin(0, 1, size + 1);
    start[size] = total;
  }

  /**
   * Finds the plots whose cells meet a window, and perhaps some more.
   *
   * @param azimuth rad, any turn
   * @param azimuthHalf half the window's width, rad; π or more for all round
   * @returns how many; they stand in `found`
   */
  query(
    nearest: number,
    farthest: number,
    azimuth: number,
    azimuthHalf: number,
    lowest: number,
    highest: number,
  ): number {
    const { start, items, found, ranges, azimuths } = this;
    const r0 = this.rangeCell(nearest);
    const r1 = this.rangeCell(farthest);
    const e0 = this.elevationCell(lowest);
    const e1 = this.elevationCell(highest);
    const perTurn = azimuths / TURN;
    let a0 = Math.floor((azimuth - azimuthHalf) * perTurn);
    let a1 = Math.floor((azimuth + azimuthHalf) * perTurn);
    if (!(a1 - a0 < azimuths - 1)) {
      a0 = 0;
      a1 = azimuths - 1;
    }
    let count = 0;
    for (let e = e0; e <= e1; e++) {
      for (let a = a0; a <= a1; a++) {
        const line = (e * azimuths + (((a % azimuths) + azimuths) % azimuths)) * ranges;
        const end = start[line + r1 + 1];
        for (let k = start[line + r0]; k < end; k++) found[count++] = items[k];
      }
    }
    return count;
  }

  /** Chooses cells for the plots at hand. */
  private shape({ z, count }: ScanPlots): void {
    const k = Math.max(1, Math.round(Math.cbrt(count / 10)));
    this.azimuths = 4 * k;
    this.elevations = k;
    this.ranges = 3 * k;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < count; j++) {
      const elevation = z[j * PLOT + 2];
      if (elevation < low) low = elevation;
      if (elevation > high) high = elevation;
    }
    this.lowest = low;
    this.perElevation = this.elevations / (high - low + 1e-9);
    // Plots come in order of range.
    this.nearest = count > 0 ? z[0] : 0;
    this.perRange = count > 0 ? this.ranges / (z[(count - 1) * PLOT] - z[0] + 1) : 1;
  }

  private rangeCell(range: number): number {
    return Math.max(0, Math.min(this.ranges - 1, Math.floor((range - this.nearest) * this.perRange)));
  }

  private elevationCell(elevation: number): number {
    return Math.max(
      0,
      Math.min(this.elevations - 1, Math.floor((elevation - this.lowest) * this.perElevation)),
    );
  }

  private azimuthCell(azimuth: number): number {
    return Math.min(this.azimuths - 1, Math.floor((azimuth * this.azimuths) / TURN));
  }
}
