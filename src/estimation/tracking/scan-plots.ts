import { PLOT, plotPosition } from "../kernels/index.js";
import type { PlotTable, RadarScan } from "./plots.js";

/** Standard deviations beyond these say nothing of where a body is: m, rad. */
const WIDEST_RANGE = 1e6;
const WIDEST_ANGLE = 0.5;
/** Below these a state of a million metres and its covariance run out of digits. */
const NARROWEST_RANGE = 1e-3;
const NARROWEST_ANGLE = 1e-8;
/** Pieces that have just parted lie nearer to the next than this, m; as ./cloud/plot-groups.ts has it. */
const LINK = 1500;
const TURN = 2 * Math.PI;
/** Rows of a scan that a sorting key has room for. */
const KEY_ROOM = 2 ** 20;
/** m; beyond it plots are put into order one by one, so that keys stay whole numbers. */
const FARTHEST_KEY = 8e7;

/**
 * The plots of one scan that can be used, in an order that depends on their values alone: by range, then azimuth and
 * elevation. So a scan gives the same tracks in whatever order its plots came. Arrays are kept from scan to scan.
 */
export class ScanPlots {
  count = 0;
  /** Six numbers a plot, as kernels take them; azimuths in [0, 2π). */
  z = new Float64Array(0);
  /** Row of the plot table. */
  row = new Int32Array(0);
  /** 1 where a track has used it. */
  taken = new Uint8Array(0);
  /** ECEF, m; filled by {@link place}. */
  position = new Float64Array(0);
  /** Largest variances of the scan's plots: range, azimuth, elevation. */
  readonly widest = new Float64Array(3);
  private keys = new Float64Array(0);
  private order = new Int32Array(0);

  /**
   * @param refuse called with the reason for each plot that can't be used
   */
  load(scan: RadarScan, table: PlotTable, refuse: (reason: string) => void): void {
    this.reserve(scan.end - scan.first);
    const count = this.sort(scan, table, refuse);
    const { z, row, widest } = this;
    widest.fill(0);
    let kept = 0;
    for (let k = 0; k < count; k++) {
      const from = this.order[k];
      const at = kept * PLOT;
      z[at] = table.range[from];
      z[at + 1] = table.azimuth[from] - TURN * Math.floor(table.azimuth[from] / TURN);
      z[at + 2] = table.elevation[from];
      z[at + 3] = table.rangeVariance[from];
      z[at + 4] = table.azimuthVariance[from];
      z[at + 5] = table.elevationVariance[from];
      if (kept > 0 && same(z, at)) {
        refuse("the same plot again");
        continue;
      }
      row[kept] = from;
      this.taken[kept] = 0;
      for (let i = 0; i < 3; i++) if (z[at + 3 + i] > widest[i]) widest[i] = z[at + 3 + i];
      kept++;
    }
    this.count = kept;
  }

  /**
   * Whether some plots may lie so close together that they are pieces of one body: a rough look that costs little, along
   * the order of range.
   *
   * @param least plots that make a group
   */
  mayHoldGroup(least: number): boolean {
    const { z, widest, count } = this;
    const spread = 4 * Math.sqrt(2 * widest[2]);
    let links = 0;
    for (let j = 0; j < count * PLOT; j += PLOT) {
      for (let k = j + PLOT; k < count * PLOT && z[k] - z[j] <= LINK; k += PLOT) {
        if (Math.abs(z[k + 2] - z[j + 2]) > spread + LINK / z[j]) continue;
        const turn = z[k + 1] - z[j + 1];
        const away = Math.abs(turn - TURN * Math.round(turn / TURN)) * Math.cos(z[j + 2]);
        if (away <= 4 * Math.sqrt(2 * widest[1]) + LINK / z[j] && ++links + 1 >= least) return true;
      }
    }
    return false;
  }

  /** Works out where each plot not taken was seen. */
  place(frames: Float64Array, fAt: number): void {
    for (let j = 0; j < this.count; j++) {
      if (this.taken[j] === 0) plotPosition(frames, fAt, this.z, j * PLOT, this.position, 3 * j);
    }
  }

  /** Puts the usable rows of a scan into `order`; returns how many there are. */
  private sort(scan: RadarScan, table: PlotTable, refuse: (reason: string) => void): number {
    const { keys, order } = this;
    let count = 0;
    for (let from = scan.first; from < scan.end; from++) {
      const reason = fault(table, from);
      if (reason !== null) refuse(reason);
      else
        keys[count++] =
          Math.floor(100 * Math.min(FARTHEST_KEY, table.range[from])) * KEY_ROOM + (from - scan.first);
    }
    const sorted = keys.subarray(0, count).sort();
    for (let k = 0; k < count; k++) {
      const from = scan.first + (sorted[k] % KEY_ROOM);
      let at = k;
      while (at > 0 && precedes(table, from, order[at - 1])) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = from;
    }
    return count;
  }

  private reserve(count: number): void {
    if (count <= this.row.length) return;
    const room = 2 * count;
    this.z = new Float64Array(room * PLOT);
    this.row = new Int32Array(room);
    this.taken = new Uint8Array(room);
    this.position = new Float64Array(room * 3);
    this.keys = new Float64Array(room);
    this.order = new Int32Array(room);
  }
}

/** Whether a plot is the one before it to the last digit. */
function same(z: Float64Array, at: number): boolean {
  for (let i = 0; i < PLOT; i++) if (z[at + i] !== z[at + i - PLOT]) return false;
  return true;
}

function precedes(table: PlotTable, a: number, b: number): boolean {
  if (table.range[a] !== table.range[b]) return table.range[a] < table.range[b];
  if (table.azimuth[a] !== table.azimuth[b]) return table.azimuth[a] < table.azimuth[b];
  return table.elevation[a] < table.elevation[b];
}

/** Why a plot can't be used, or null. */
function fault(table: PlotTable, row: number): string | null {
  const range = table.range[row];
  const vr = table.rangeVariance[row];
  const va = table.azimuthVariance[row];
  const ve = table.elevationVariance[row];
  // A sum is finite only if all its parts are.
  const sum = range + table.azimuth[row] + table.elevation[row] + vr + va + ve;
  if (!(Math.abs(sum) < Number.POSITIVE_INFINITY)) return "not a number";
  if (!(range > 0 && range < 1e9)) return "range out of bounds";
  if (!(Math.abs(table.elevation[row]) <= Math.PI / 2 + 1e-9 && Math.abs(table.azimuth[row]) < 1e3))
    return "angle out of bounds";
  if (!(vr > 0 && va > 0 && ve > 0)) return "variance not positive";
  if (vr > WIDEST_RANGE ** 2 || va > WIDEST_ANGLE ** 2 || ve > WIDEST_ANGLE ** 2)
    return "variance beyond use";
  if (vr < NARROWEST_RANGE ** 2 || va < NARROWEST_ANGLE ** 2 || ve < NARROWEST_ANGLE ** 2)
    return "variance too small for use";
  return null;
}
