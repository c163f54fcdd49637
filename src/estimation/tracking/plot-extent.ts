import { PLOT } from "../kernels/index.js";
import type { RadarBelief } from "./cover.js";

/**
 * The part of a radar's cover that its plots lie in. Radars tell how far and how low they look, seldom how near and how
 * high; without that their false plots are thought more than they are, and new bodies fewer.
 */
export class PlotExtent {
  private count = 0;
  private nearest = Number.POSITIVE_INFINITY;
  private highest = 0;

  /** Takes a scan's plots: `count` rows of z, as kernels take them. */
  take(z: Float64Array, count: number): void {
    for (let at = 0; at < count * PLOT; at += PLOT) {
      if (z[at] < this.nearest) this.nearest = z[at];
      if (z[at + 2] > this.highest) this.highest = z[at + 2];
    }
    this.count += count;
  }

  /**
   * Measure of the part between nearest and longest range, lowest and highest elevation. Of what lies beyond the
   * extremes seen 2 in n + 2 are added, by the rule of succession.
   *
   * @returns m rad²; never more than the whole cover
   */
  volume({ longestRange, leastElevation, volume }: RadarBelief): number {
    if (this.count === 0) return volume;
    const seen = this.count / (this.count + 2);
    const least = this.nearest * seen;
    const highest = Math.PI / 2 - (Math.PI / 2 - this.highest) * seen;
    const part = 2 * Math.PI * Math.max(0, longestRange - least) * Math.max(0, highest - leastElevation);
    return Math.min(volume, Math.max(LEAST_SHARE * volume, part));
  }
}

/** A few plots that lie together don't make a small cover. */
const LEAST_SHARE = 0.1;
