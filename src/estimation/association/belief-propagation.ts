import type { ClusterTable } from "./cluster-table.js";
import { restAlone } from "./sum-hypotheses.js";

const MOST_ROUNDS = 2000;
/** Largest change of a message's logarithm at which a round was the last. */
const SETTLED = 1e-8;
/** Messages stay within its inverse. */
const LEAST = 1e-150;

/**
 * Approximate association probabilities of one cluster by loopy belief propagation (Williams and Lau, "Approximate
 * evaluation of marginal association probabilities with belief propagation", IEEE T-AES 50(4), 2014; it always
 * converges, and to one fixed point). A round costs tracks × plots. The sum of weights is Bethe's approximation.
 */
export class BeliefPropagation {
  /** Messages of tracks to plots and back, tracks × plots by rows. */
  private toPlot = new Float64Array(0);
  private toTrack = new Float64Array(0);
  private after = new Float64Array(0);

  solve(cluster: ClusterTable): void {
    const cells = cluster.tracks * cluster.plots;
    if (this.toPlot.length < cells) {
      this.toPlot = new Float64Array(2 * cells);
      this.toTrack = new Float64Array(2 * cells);
    }
    if (this.after.length < cluster.tracks) this.after = new Float64Array(2 * cluster.tracks);
    this.toTrack.fill(1, 0, cells);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      this.tracksSpeak(cluster);
      if (this.plotsAnswer(cluster) < SETTLED) break;
    }
    this.read(cluster);
  }

  /** μ = w / (all that the track could have instead). Sums from both ends, so that nothing cancels. */
  private tracksSpeak(cluster: ClusterTable): void {
    const { plots, weight, trackAlone } = cluster;
    const { toPlot, toTrack } = this;
    for (let i = 0; i < cluster.tracks; i++) {
      let before = trackAlone[i]!;
      for (let at = i * plots; at < (i + 1) * plots; at++) {
        toPlot[at] = before;
        before += weight[at]! * toTrack[at]!;
      }
      let after = 0;
      for (let at = (i + 1) * plots - 1; at >= i * plots; at--) {
        toPlot[at] = Math.min(1 / LEAST, weight[at]! / Math.max(toPlot[at]! + after, LEAST));
        after += weight[at]! * toTrack[at]!;
      }
    }
  }

  /**
   * ν = 1 / (all that the plot could be otherwise).
   *
   * @returns the greatest change of a message's logarithm
   */
  private plotsAnswer(cluster: ClusterTable): number {
    const { tracks, plots, plotAlone } = cluster;
    const { toPlot, toTrack, after } = this;
    let change = 0;
    for (let j = 0; j < plots; j++) {
      let sum = 0;
      for (let i = tracks - 1; i >= 0; i--) {
        after[i] = sum;
        sum += toPlot[i * plots + j]!;
      }
      let before = plotAlone[j]!;
      for (let i = 0; i < tracks; i++) {
        const at = i * plots + j;
        const next = 1 / Math.max(before + after[i]!, LEAST);
        change = Math.max(change, Math.abs(Math.log(next / toTrack[at]!)));
        toTrack[at] = next;
        before += toPlot[at]!;
      }
    }
    return change;
  }

  private read(cluster: ClusterTable): void {
    const { tracks, plots, weight, probability } = cluster;
    const { toPlot, toTrack } = this;
    let logSum = 0;
    for (let i = 0; i < tracks; i++) {
      let all = cluster.trackAlone[i]!;
      for (let at = i * plots; at < (i + 1) * plots; at++) all += weight[at]! * toTrack[at]!;
      for (let at = i * plots; at < (i + 1) * plots; at++) {
        probability[at] = (weight[at]! * toTrack[at]!) / all;
        logSum -= Math.log1p(toPlot[at]! * toTrack[at]!);
      }
      logSum += Math.log(all);
    }
    for (let j = 0; j < plots; j++) {
      let all = cluster.plotAlone[j]!;
      for (let i = 0; i < tracks; i++) all += toPlot[i * plots + j]!;
      logSum += Math.log(all);
    }
    cluster.logSum = logSum;
    restAlone(cluster);
  }
}
