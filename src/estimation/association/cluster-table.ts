import type { Clusters } from "./clusters.js";
import type { PairTable } from "./pair-table.js";
import type { SparseAssignment } from "./sparse-assignment.js";

/**
 * One cluster as a dense table of weights, scaled by the prices of its best assignment so that every weight is at
 * most 1 and the likeliest joint hypothesis weighs exactly 1, whatever the likelihoods. A joint hypothesis weighs the
 * product of its pairs' weights, of `trackAlone` of the tracks without a plot and of `plotAlone` of the plots without
 * a track.
 */
export class ClusterTable {
  tracks = 0;
  plots = 0;
  /** tracks × plots by rows: ln of the likelihood ratio; −∞ where there is no pair. */
  gain = new Float64Array(0);
  /** The same as a scaled weight; 0 where there is no pair. */
  weight = new Float64Array(0);
  trackAlone = new Float64Array(0);
  plotAlone = new Float64Array(0);
  /** Results: tracks × plots by rows, and by track. */
  probability = new Float64Array(0);
  aloneProbability = new Float64Array(0);
  /** Result: ln of the scaled weights' sum. */
  logSum = 0;

  fill(table: PairTable, clusters: Clusters, cluster: number, best: SparseAssignment): void {
    const rowFirst = clusters.rowStart[cluster]!;
    const columnFirst = clusters.columnStart[cluster]!;
    this.tracks = clusters.rowStart[cluster + 1]! - rowFirst;
    this.plots = clusters.columnStart[cluster + 1]! - columnFirst;
    this.reserve();
    const { plots, gain, weight } = this;
    gain.fill(Number.NEGATIVE_INFINITY, 0, this.tracks * plots);
    for (let i = 0; i < this.tracks; i++) {
      const row = clusters.rows[rowFirst + i]!;
      this.trackAlone[i] = Math.exp(best.rowPrice[row]!);
      for (let k = table.rowStart[row]!; k < table.rowStart[row + 1]!; k++) {
        const at = i * plots + clusters.place[table.column[k]!]!;
        gain[at] = gain[at] === Number.NEGATIVE_INFINITY ? table.gain[k]! : logAdd(gain[at]!, table.gain[k]!);
      }
      for (let j = 0; j < plots; j++) {
        const price = best.rowPrice[row]! + best.columnPrice[clusters.columns[columnFirst + j]!]!;
        weight[i * plots + j] = Math.exp(gain[i * plots + j]! + price);
      }
    }
    for (let j = 0; j < plots; j++) {
      this.plotAlone[j] = Math.exp(best.columnPrice[clusters.columns[columnFirst + j]!]!);
    }
  }

  private reserve(): void {
    const cells = this.tracks * this.plots;
    if (this.gain.length < cells) {
      this.gain = new Float64Array(2 * cells);
      this.weight = new Float64Array(2 * cells);
      this.probability = new Float64Array(2 * cells);
    }
    if (this.trackAlone.length < this.tracks) {
      this.trackAlone = new Float64Array(2 * this.tracks);
      this.aloneProbability = new Float64Array(2 * this.tracks);
    }
    if (this.plotAlone.length < this.plots) this.plotAlone = new Float64Array(2 * this.plots);
  }
}

function logAdd(a: number, b: number): number {
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}
