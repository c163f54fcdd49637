import { BeliefPropagation } from "./belief-propagation.js";
import { ClusterTable } from "./cluster-table.js";
import { Clusters } from "./clusters.js";
import { pruneCoalescence } from "./distinct-hypotheses.js";
import type { PairTable } from "./pair-table.js";
import { SparseAssignment } from "./sparse-assignment.js";
import { sumHypotheses, sumWork } from "./sum-hypotheses.js";

export interface JointOptions {
  /**
   * Of joint hypotheses that give the same plots to the same tracks in another order, only the likeliest counts: joint
   * probabilistic data association that avoids coalescence (JPDA*, Blom and Bloem, IEEE T-AC 45(2), 2000).
   */
  readonly avoidCoalescence?: boolean;
  /** Multiplications that a cluster may cost before it is approximated; 2 million unless told. */
  readonly exactLimit?: number;
}

const EXACT_LIMIT = 2_000_000;

/**
 * Probabilities that a plot belongs to a track, given all tracks and plots of a scan: joint probabilistic data
 * association (Fortmann, Bar-Shalom and Scheffe, IEEE J. Oceanic Engineering 8(3), 1983).
 *
 * Exact within each cluster, by a recursion over sets instead of an enumeration: with t tracks and m plots, least
 * side s = min(t, m), it costs s·2^s·max(t, m) and not the number of joint hypotheses. A cluster beyond the limit is
 * approximated by loopy belief propagation (Williams and Lau, IEEE T-AES 50(4), 2014), which always converges and errs
 * by a few per cent at worst where tracks contend for the same plots. Weights are scaled by the prices of the best
 * assignment, so that the likeliest hypothesis weighs 1 and nothing over- or underflows.
 *
 * A pair's gain in the table is ln[P_d·p(plot | track)/(λ·(1 − P_d))], λ the density of false plots (and new bodies)
 * in the plot's units. The arrays are kept from call to call and only grow.
 */
export class JointProbabilities {
  /** For each pair of the table in its order: probability that the plot is the track's. */
  pair = new Float64Array(0);
  /** For each row: probability that none of the plots is its. */
  alone = new Float64Array(0);
  /** ln of the sum over all joint hypotheses, the one in which all stay alone counting as 0. */
  logEvidence = 0;
  /** Rows whose cluster was approximated, and which they are (1). */
  approximated = 0;
  isApproximate = new Uint8Array(0);
  private readonly clusters = new Clusters();
  private readonly best = new SparseAssignment();
  private readonly local = new ClusterTable();
  private readonly belief = new BeliefPropagation();

  solve(table: PairTable, options: JointOptions = {}): void {
    table.order();
    if (this.pair.length < table.count) this.pair = new Float64Array(2 * table.count);
    if (this.alone.length < table.rows) {
      this.alone = new Float64Array(2 * table.rows);
      this.isApproximate = new Uint8Array(2 * table.rows);
    }
    this.pair.fill(0, 0, table.count);
    this.alone.fill(1, 0, table.rows);
    this.isApproximate.fill(0, 0, table.rows);
    this.approximated = 0;
    this.logEvidence = this.best.solve(table);
    this.clusters.split(table);
    const limit = options.exactLimit ?? EXACT_LIMIT;
    for (let c = 0; c < this.clusters.count; c++)
      this.solveCluster(table, c, limit, options.avoidCoalescence);
  }

  private solveCluster(table: PairTable, cluster: number, limit: number, avoid = false): void {
    const { clusters, best, local } = this;
    const tracks = clusters.rowStart[cluster + 1]! - clusters.rowStart[cluster]!;
    const plots = clusters.columnStart[cluster + 1]! - clusters.columnStart[cluster]!;
    if (tracks === 1) {
      this.solveOne(table, clusters.rows[clusters.rowStart[cluster]!]!);
      return;
    }
    local.fill(table, clusters, cluster, best);
    if (avoid) {
      if (!pruneCoalescence(local, limit)) this.markApproximate(cluster);
    } else if (sumWork(tracks, plots) <= limit) {
      sumHypotheses(local);
    } else {
      this.belief.solve(local);
      this.markApproximate(cluster);
    }
    this.logEvidence += local.logSum;
    this.readBack(table, cluster);
  }

  private markApproximate(cluster: number): void {
    const { clusters } = this;
    for (let k = clusters.rowStart[cluster]!; k < clusters.rowStart[cluster + 1]!; k++) {
      this.isApproximate[clusters.rows[k]!] = 1;
      this.approximated++;
    }
  }

  /** A track that contends with no other: Bayes' rule. */
  private solveOne(table: PairTable, row: number): void {
    const { gain, rowStart } = table;
    const first = rowStart[row]!;
    const end = rowStart[row + 1]!;
    const greatest = -this.best.rowPrice[row]!;
    let sum = Math.exp(-greatest);
    for (let k = first; k < end; k++) {
      this.pair[k] = Math.exp(gain[k]! - greatest);
      sum += this.pair[k]!;
    }
    for (let k = first; k < end; k++) this.pair[k] = this.pair[k]! / sum;
    this.alone[row] = Math.exp(-greatest) / sum;
    this.logEvidence += Math.log(sum);
  }

  private readBack(table: PairTable, cluster: number): void {
    const { clusters, local } = this;
    const first = clusters.rowStart[cluster]!;
    for (let i = 0; i < local.tracks; i++) {
      const row = clusters.rows[first + i]!;
      for (let k = table.rowStart[row]!; k < table.rowStart[row + 1]!; k++) {
        const at = i * local.plots + clusters.place[table.column[k]!]!;
        // a pair that was added twice shares by weight
        const share = Math.exp(table.gain[k]! - local.gain[at]!);
        this.pair[k] = local.probability[at]! * share;
      }
      this.alone[row] = local.aloneProbability[i]!;
    }
  }
}
