import { bestAssignments } from "./best-assignments.js";
import type { ClusterTable } from "./cluster-table.js";
import { restAlone } from "./sum-hypotheses.js";

/** Joint hypotheses taken where sets are too many to keep them all. */
const FEW = 200;

/** What it costs to keep a pair of sets, in multiplications. */
const KEEPING = 20;

/** The likeliest way in which a set of tracks takes a set of plots; a chain back through the tracks. */
interface Taking {
  readonly tracks: number;
  readonly plots: number;
  readonly weight: number;
  /** The last pair, and what it was added to. */
  readonly track: number;
  readonly plot: number;
  readonly before: Taking | null;
}

/**
 * Association probabilities of one cluster in which, of all joint hypotheses that give the same set of plots to the
 * same set of tracks, only the likeliest keeps its weight (Blom and Bloem, "Probabilistic data association avoiding
 * track coalescence", IEEE T-AC 45(2), 2000, the pruning of JPDA*). Found track by track over pairs of sets, not by
 * enumeration.
 *
 * @param limit multiplications that a sum over hypotheses may cost; each pair of sets here counts for twenty
 * @returns false where there were too many, and only the 200 likeliest joint hypotheses were taken
 */
export function pruneCoalescence(cluster: ClusterTable, limit: number): boolean {
  const { tracks, plots, probability } = cluster;
  const cells = tracks * plots;
  probability.fill(0, 0, cells);
  const whole = tracks <= 26 && plots <= 26 && setPairs(tracks, plots) * plots * KEEPING <= limit;
  const takings = whole ? allTakings(cluster) : likeliestTakings(cluster);
  let total = 0;
  for (const taking of takings) {
    const weight = taking.weight * left(cluster, taking);
    total += weight;
    for (let at: Taking | null = taking; at?.before; at = at.before) {
      probability[at.track * plots + at.plot] = probability[at.track * plots + at.plot]! + weight;
    }
  }
  for (let k = 0; k < cells; k++) probability[k] = probability[k]! / total;
  cluster.logSum = Math.log(total);
  restAlone(cluster);
  return whole;
}

/** Pairs of a set of tracks and a set of as many plots: C(tracks + plots, tracks). */
function setPairs(tracks: number, plots: number): number {
  let pairs = 1;
  for (let k = 1; k <= tracks; k++) pairs *= (plots + k) / k;
  return pairs;
}

const NONE: Taking = { tracks: 0, plots: 0, weight: 1, track: -1, plot: -1, before: null };

function allTakings({ tracks, plots, weight }: ClusterTable): readonly Taking[] {
  const kept = new Map<number, Taking>([[0, NONE]]);
  for (let track = 0; track < tracks; track++) {
    for (const before of [...kept.values()]) {
      for (let plot = 0; plot < plots; plot++) {
        const w = weight[track * plots + plot]! * before.weight;
        if (w === 0 || before.plots & (1 << plot)) continue;
        const taking: Taking = {
          tracks: before.tracks | (1 << track),
          plots: before.plots | (1 << plot),
          weight: w,
          track,
          plot,
          before,
        };
        const key = taking.tracks * 2 ** plots + taking.plots;
        const old = kept.get(key);
        if (!old || w > old.weight) kept.set(key, taking);
      }
    }
  }
  return [...kept.values()];
}

/** Weight of what a taking leaves alone. */
function left({ tracks, plots, trackAlone, plotAlone }: ClusterTable, taking: Taking): number {
  const trackTaken = new Set<number>();
  const plotTaken = new Set<number>();
  for (let at: Taking | null = taking; at?.before; at = at.before) {
    trackTaken.add(at.track);
    plotTaken.add(at.plot);
  }
  let weight = 1;
  for (let i = 0; i < tracks; i++) if (!trackTaken.has(i)) weight *= trackAlone[i]!;
  for (let j = 0; j < plots; j++) if (!plotTaken.has(j)) weight *= plotAlone[j]!;
  return weight;
}

function likeliestTakings({ tracks, plots, gain, weight }: ClusterTable): readonly Taking[] {
  const columns = plots + tracks;
  const cost = new Float64Array(tracks * columns).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < tracks; i++) {
    for (let j = 0; j < plots; j++) cost[i * columns + j] = -gain[i * plots + j]!;
    cost[i * columns + plots + i] = 0;
  }
  const kept = new Map<string, Taking>();
  for (const { columnOf } of bestAssignments(cost, tracks, columns, FEW)) {
    let taking = NONE;
    const taken: number[] = [];
    let which = "";
    for (let track = 0; track < tracks; track++) {
      const plot = columnOf[track]!;
      if (plot >= plots) continue;
      const w = taking.weight * weight[track * plots + plot]!;
      taking = { tracks: 0, plots: 0, weight: w, track, plot, before: taking };
      taken.push(plot);
      which += `${track} `;
    }
    const key = `${which}: ${taken.sort((a, b) => a - b).join(" ")}`;
    if (!kept.has(key)) kept.set(key, taking);
  }
  return [...kept.values()];
}
