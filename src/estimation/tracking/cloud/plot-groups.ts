import type { PlotTable } from "../plots.js";
import { wrapped } from "./strand.js";

/** Pieces that have just parted lie nearer to the next than this, m; across the line of sight noise comes on top. */
const LINK = 1500;
/** Deviations of a difference of bearings that still link. */
const LINK_SIGMAS = 4;
/** Rows of a scan that a sorting key has room for. */
const KEY_ROOM = 2 ** 20;

/**
 * Finds groups of plots of one scan that lie so close together that they may be pieces of one body: by single links,
 * along the order of range. Ordinary bodies don't: of ten thousand between 200 and 1,000 km over a continent three
 * stand that close once in a hundred scans. Arrays are kept from scan to scan.
 */
export class PlotGroups {
  private keys = new Float64Array(0);
  private order = new Int32Array(0);
  private parent = new Int32Array(0);

  /**
   * @param rows of the table, all of one scan; such as hold no finite numbers are passed over
   * @param least plots that make a group
   * @returns the groups' rows, each in order of range
   */
  find(table: PlotTable, first: number, end: number, least: number): number[][] {
    const count = this.sort(table, first, end);
    const { order, parent } = this;
    let links = 0;
    for (let i = 0; i < count; i += 1) parent[i] = i;
    for (let i = 0; i < count; i += 1) {
      const a = order[i];
      const reach = table.range[a] + LINK;
      for (let j = i + 1; j < count && table.range[order[j]] <= reach; j += 1) {
        const b = order[j];
        if (!linked(table, a, b)) continue;
        links += 1;
        this.join(i, j);
      }
    }
    return links + 1 < least ? [] : this.collect(count, least);
  }

  private collect(count: number, least: number): number[][] {
    const lists = new Map<number, number[]>();
    for (let i = 0; i < count; i += 1) {
      const root = this.root(i);
      const list = lists.get(root);
      if (list) list.push(this.order[i]);
      else lists.set(root, [this.order[i]]);
    }
    return [...lists.values()].filter((list) => list.length >= least);
  }

  private join(i: number, j: number): void {
    const a = this.root(i);
    const b = this.root(j);
    if (a !== b) this.parent[Math.max(a, b)] = Math.min(a, b);
  }

  private root(i: number): number {
    const { parent } = this;
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  private sort(table: PlotTable, first: number, end: number): number {
    if (this.keys.length < end - first) {
      this.keys = new Float64Array(2 * (end - first));
      this.order = new Int32Array(2 * (end - first));
      this.parent = new Int32Array(2 * (end - first));
    }
    let count = 0;
    for (let row = first; row < end; row += 1) {
      if (!usable(table, row)) continue;
      this.keys[count] = Math.floor(table.range[row] * 100) * KEY_ROOM + (row - first);
      count += 1;
    }
    this.keys.subarray(0, count).sort();
    for (let i = 0; i < count; i += 1) this.order[i] = first + (this.keys[i] % KEY_ROOM);
    return count;
  }
}

/** Farthest range and widest deviations that a cloud can be made of: m, m², rad². Farther, sorting keys lose digits. */
const FARTHEST = 8e7;
const WIDEST_RANGE = 1e6;
const WIDEST_ANGLE = 1e-3;

/** Whether a plot can be used for a cloud. */
export function usable(t: PlotTable, row: number): boolean {
  const vr = t.rangeVariance[row];
  const va = t.azimuthVariance[row];
  const ve = t.elevationVariance[row];
  return (
    t.range[row] > 0 &&
    t.range[row] < FARTHEST &&
    Math.abs(t.azimuth[row]) < 1e3 &&
    Math.abs(t.elevation[row]) < 1.57 &&
    vr > 0 &&
    vr < WIDEST_RANGE &&
    va > 0 &&
    va < WIDEST_ANGLE &&
    ve > 0 &&
    ve < WIDEST_ANGLE
  );
}

/** Whether two plots, near in range, are near across it; the same plot twice is no pair. */
function linked(t: PlotTable, a: number, b: number): boolean {
  if (t.range[a] === t.range[b] && t.azimuth[a] === t.azimuth[b] && t.elevation[a] === t.elevation[b])
    return false;
  const across = LINK / t.range[a];
  const cos = Math.cos(t.elevation[a]);
  const da = Math.abs(wrapped(t.azimuth[a] - t.azimuth[b])) * cos;
  const de = Math.abs(t.elevation[a] - t.elevation[b]);
  return (
    da < across + LINK_SIGMAS * Math.sqrt(t.azimuthVariance[a] + t.azimuthVariance[b]) * cos &&
    de < across + LINK_SIGMAS * Math.sqrt(t.elevationVariance[a] + t.elevationVariance[b])
  );
}
