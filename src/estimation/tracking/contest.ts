import { Clusters, JointProbabilities, PairTable } from "../association/index.js";
import { BeliefTable } from "./belief.js";

/** Pairs that gain less (ln) hardly weigh on others: they are taken one by one, and don't chain families together. */
const LEAST_GAIN = -3;
/** Clusters of which both sides are larger are approximated. */
const LARGEST_EXACT = 10;

/**
 * Families of hypotheses and a scan's plots: which belongs to which, where each family takes at most one plot and each
 * plot is of at most one family, of clutter or of a new body. Probabilities are exact in clusters that are small on one
 * side (joint probabilistic data association), belief propagation's in larger ones.
 */
export class Contest {
  /** Pairs, those of a family one after the other. */
  edges = 0;
  family = new Int32Array(64);
  plot = new Int32Array(64);
  /** Likelihood of a family taking a plot against that of its being clutter, summed over the family's hypotheses. */
  total = new Float64Array(64);
  /** The same against the family taking none: given by the caller before {@link solve}. */
  ratio = new Float64Array(64);
  /** Probability of each pair. */
  probability = new Float64Array(64);
  /** By family: probability that it takes none of the plots. */
  none = new Float64Array(0);
  /** By family: 1 where probabilities are approximate. */
  approximate = new Uint8Array(0);
  /** By plot: probability that a family takes it. */
  wanted = new Float64Array(0);
  /** By plot: families that want it for good reasons. */
  private suitors = new Int32Array(0);
  private families = 0;
  private plots = 0;
  private gain = new Float64Array(64);
  /** Place among the pairs of the table that a pair was solved in, or −1. */
  private place = new Int32Array(64);
  private readonly strong = new PairTable();
  private readonly small = new PairTable();
  private readonly clusters = new Clusters();
  private readonly joint = new JointProbabilities();
  private readonly belief = new BeliefTable();

  begin(families: number, plots: number): void {
    this.edges = 0;
    this.families = families;
    this.plots = plots;
    if (this.none.length < families) {
      this.none = new Float64Array(2 * families);
      this.approximate = new Uint8Array(2 * families);
    }
    if (this.wanted.length < plots) {
      this.wanted = new Float64Array(2 * plots);
      this.suitors = new Int32Array(2 * plots);
    }
  }

  /** @returns the pair of a family, that which came last, and a plot; a new one if there is none yet */
  pair(family: number, plot: number): number {
    let edge = this.edges - 1;
    while (edge >= 0 && this.family[edge] === family && this.plot[edge] !== plot) edge--;
    if (edge >= 0 && this.family[edge] === family) return edge;
    if (this.edges === this.family.length) this.grow();
    this.family[this.edges] = family;
    this.plot[this.edges] = plot;
    this.total[this.edges] = 0;
    return this.edges++;
  }

  /** @param others by plot: weight of its being clutter (1) or a new body's, in units of clutter */
  solve(others: Float64Array): void {
    const { strong, gain, edges, family, plot, place, suitors } = this;
    suitors.fill(0, 0, this.plots);
    for (let e = 0; e < edges; e++) {
      gain[e] = Math.log(this.ratio[e] / others[plot[e]]);
      if (gain[e] > LEAST_GAIN) suitors[plot[e]]++;
    }
    this.none.fill(1, 0, this.families);
    this.approximate.fill(0, 0, this.families);
    strong.begin(this.families, this.plots);
    for (let e = 0; e < edges; ) {
      const end = this.endOfFamily(e);
      if (this.isAlone(e, end)) this.solveAlone(e, end);
      else {
        for (let k = e; k < end; k++) {
          this.probability[k] = 0;
          place[k] = -1;
          if (!(gain[k] > LEAST_GAIN)) continue;
          place[k] = strong.count;
          strong.add(family[k], plot[k], gain[k]);
        }
      }
      e = end;
    }
    if (strong.count > 0) {
      if (this.findLarge()) this.solveApart();
      else this.solveExactly(strong);
    }
    this.addWeak();
  }

  private endOfFamily(edge: number): number {
    let end = edge + 1;
    while (end < this.edges && this.family[end] === this.family[edge]) end++;
    return end;
  }

  /** Whether no other family wants, for good reasons, one of the plots that this one does. */
  private isAlone(first: number, end: number): boolean {
    for (let e = first; e < end; e++)
      if (this.gain[e] > LEAST_GAIN && this.suitors[this.plot[e]] > 1) return false;
    return true;
  }

  /** Bayes' rule for a family that contends with no other. */
  private solveAlone(first: number, end: number): void {
    const { gain, probability, place } = this;
    let greatest = 0;
    for (let e = first; e < end; e++) if (gain[e] > greatest) greatest = gain[e];
    let sum = Math.exp(-greatest);
    for (let e = first; e < end; e++) {
      place[e] = -1;
      probability[e] = gain[e] > LEAST_GAIN ? Math.exp(gain[e] - greatest) : 0;
      sum += probability[e];
    }
    for (let e = first; e < end; e++) probability[e] /= sum;
    this.none[this.family[first]] = Math.exp(-greatest) / sum;
  }

  /** Marks the families of large clusters; tells whether there are any. */
  private findLarge(): boolean {
    const { clusters, strong, approximate } = this;
    strong.order();
    clusters.split(strong);
    let any = false;
    for (let c = 0; c < clusters.count; c++) {
      const rows = clusters.rowStart[c + 1]! - clusters.rowStart[c]!;
      const columns = clusters.columnStart[c + 1]! - clusters.columnStart[c]!;
      if (Math.min(rows, columns) <= LARGEST_EXACT) continue;
      any = true;
      for (let k = clusters.rowStart[c]!; k < clusters.rowStart[c + 1]!; k++)
        approximate[clusters.rows[k]!] = 1;
    }
    return any;
  }

  private solveExactly(table: PairTable): void {
    const { joint, place, probability, none, family } = this;
    joint.solve(table);
    for (let e = 0; e < this.edges; e++) {
      if (place[e] < 0) continue;
      probability[e] = joint.pair[place[e]]!;
      none[family[e]] = joint.alone[family[e]]!;
    }
  }

  /** Small clusters exactly, large ones by belief propagation. */
  private solveApart(): void {
    const { small, belief, approximate, place, gain } = this;
    small.begin(this.families, this.plots);
    belief.begin(this.families, this.plots);
    for (let e = 0; e < this.edges; e++) {
      if (place[e] < 0) continue;
      const f = this.family[e];
      if (approximate[f] === 1) {
        belief.add(f, this.plot[e], Math.exp(gain[e]));
        place[e] = -1;
      } else {
        place[e] = small.count;
        small.add(f, this.plot[e], gain[e]);
      }
    }
    this.solveExactly(small);
    belief.solve();
    let next = 0;
    for (let e = 0; e < this.edges; e++) {
      const f = this.family[e];
      if (approximate[f] === 0 || !(gain[e] > LEAST_GAIN)) continue;
      this.probability[e] = belief.probability[next++];
      this.none[f] = belief.none[f];
    }
  }

  /** Weak pairs share in what the strong ones leave of family and plot. */
  private addWeak(): void {
    const { family, plot, gain, probability, none, wanted, edges } = this;
    wanted.fill(0, 0, this.plots);
    for (let e = 0; e < edges; e++) wanted[plot[e]] += probability[e];
    for (let e = 0; e < edges; ) {
      const f = family[e];
      let sum = 1;
      let end = e;
      for (; end < edges && family[end] === f; end++) {
        if (gain[end] > LEAST_GAIN) continue;
        probability[end] = Math.exp(gain[end]) * Math.max(0, 1 - wanted[plot[end]]);
        sum += probability[end];
      }
      none[f] /= sum;
      for (; e < end; e++) {
        if (gain[e] > LEAST_GAIN) continue;
        probability[e] *= none[f];
        wanted[plot[e]] += probability[e];
      }
    }
  }

  private grow(): void {
    const room = 2 * this.family.length;
    const wider = (old: Float64Array) => {
      const next = new Float64Array(room);
      next.set(old);
      return next;
    };
    const widerInt = (old: Int32Array) => {
      const next = new Int32Array(room);
      next.set(old);
      return next;
    };
    this.family = widerInt(this.family);
    this.plot = widerInt(this.plot);
    this.place = widerInt(this.place);
    this.total = wider(this.total);
    this.ratio = wider(this.ratio);
    this.gain = wider(this.gain);
    this.probability = wider(this.probability);
  }
}
