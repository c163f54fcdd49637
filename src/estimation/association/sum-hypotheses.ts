import type { ClusterTable } from "./cluster-table.js";

let forward = new Float64Array(0);
let backward = new Float64Array(0);

/** Multiplications that {@link sumHypotheses} takes, about. */
export function sumWork(tracks: number, plots: number): number {
  const least = Math.min(tracks, plots);
  return least > 24 ? Number.POSITIVE_INFINITY : 2 * least * 2 ** least * Math.max(tracks, plots);
}

/**
 * Exact association probabilities of one cluster. The longer side (say, the plots) is gone through one by one; what
 * matters of the plots before is only which set of tracks they have taken. F_k(S) sums the weights of all ways in
 * which the first k plots take exactly the tracks S, B_k(S) those of what may follow; then
 * P(plot k is track i's) = Σ over S without i of F_k(S)·w·B_{k+1}(S ∪ i) / Z. This is the recursion by which a
 * permanent is computed over subsets (Ryser's problem; Bellman 1962, Held and Karp 1962), forwards and backwards.
 */
export function sumHypotheses(cluster: ClusterTable): void {
  const { tracks, plots, weight } = cluster;
  const overPlots = plots >= tracks;
  const steps = overPlots ? plots : tracks;
  const bits = overPlots ? tracks : plots;
  const stepStride = overPlots ? 1 : plots;
  const bitStride = overPlots ? plots : 1;
  const stepAlone = overPlots ? cluster.plotAlone : cluster.trackAlone;
  const bitAlone = overPlots ? cluster.trackAlone : cluster.plotAlone;
  const sets = 2 ** bits;
  if (forward.length < (steps + 1) * sets) {
    forward = new Float64Array((steps + 1) * sets);
    backward = new Float64Array((steps + 1) * sets);
  }
  sumForward(weight, steps, bits, stepStride, bitStride, stepAlone);
  lastOfAll(steps, bits, bitAlone);
  sumBackward(weight, steps, bits, stepStride, bitStride, stepAlone);
  const total = backward[0]!;
  cluster.logSum = Math.log(total);
  for (let k = 0; k < steps; k++) {
    const here = k * sets;
    const next = here + sets;
    for (let b = 0; b < bits; b++) {
      const at = k * stepStride + b * bitStride;
      const bit = 1 << b;
      let sum = 0;
      if (weight[at]! > 0) {
        for (let s = 0; s < sets; s++)
          if ((s & bit) === 0) sum += forward[here + s]! * backward[next + s + bit]!;
      }
      cluster.probability[at] = (sum * weight[at]!) / total;
    }
  }
  restAlone(cluster);
}

/** A track is alone with what its plots leave of 1. */
export function restAlone(cluster: ClusterTable): void {
  for (let i = 0; i < cluster.tracks; i++) {
    let sum = 0;
    for (let j = 0; j < cluster.plots; j++) sum += cluster.probability[i * cluster.plots + j]!;
    cluster.aloneProbability[i] = Math.max(0, 1 - sum);
  }
}

function sumForward(
  weight: Float64Array,
  steps: number,
  bits: number,
  stepStride: number,
  bitStride: number,
  stepAlone: Float64Array,
): void {
  const sets = 2 ** bits;
  forward.fill(0, 0, sets);
  forward[0] = 1;
  for (let k = 0; k < steps; k++) {
    const here = k * sets;
    const next = here + sets;
    for (let s = 0; s < sets; s++) forward[next + s] = forward[here + s]! * stepAlone[k]!;
    for (let b = 0; b < bits; b++) {
      const w = weight[k * stepStride + b * bitStride]!;
      if (w === 0) continue;
      const bit = 1 << b;
      for (let s = bit; s < sets; s++) if (s & bit) forward[next + s]! += w * forward[here + s - bit]!;
    }
  }
}

/** After the last step, what has not been taken stays alone. */
function lastOfAll(steps: number, bits: number, bitAlone: Float64Array): void {
  const sets = 2 ** bits;
  const last = steps * sets;
  backward[last + sets - 1] = 1;
  for (let s = sets - 2; s >= 0; s--) {
    const missing = 31 - Math.clz32(~s & (sets - 1));
    backward[last + s] = backward[last + s + (1 << missing)]! * bitAlone[missing]!;
  }
}

function sumBackward(
  weight: Float64Array,
  steps: number,
  bits: number,
  stepStride: number,
  bitStride: number,
  stepAlone: Float64Array,
): void {
  const sets = 2 ** bits;
  for (let k = steps - 1; k >= 0; k--) {
    const here = k * sets;
    const next = here + sets;
    for (let s = 0; s < sets; s++) backward[here + s] = backward[next + s]! * stepAlone[k]!;
    for (let b = 0; b < bits; b++) {
      const w = weight[k * stepStride + b * bitStride]!;
      if (w === 0) continue;
      const bit = 1 << b;
      for (let s = 0; s < sets; s++)
        if ((s & bit) === 0) backward[here + s]! += w * backward[next + s + bit]!;
    }
  }
}
