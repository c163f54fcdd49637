import type { Cloud } from "./cloud.js";
import { lastLogDeterminant, quadraticSpd6 } from "./invert6.js";
import {
  addPlot,
  clearEvidence,
  newStrand,
  relinearise,
  type Strand,
  setPlot,
  solveStrand,
} from "./strand.js";
import { changePairs, LEAST_GAIN, NEAR } from "./strand-pairs.js";

/**
 * Tries whether two strands of a radar have changed places where their ranges met: for each meeting of each pair, all
 * plots before it are exchanged if both bodies are then likelier. Sweeps can't find this, since each scan alone would
 * make it worse.
 *
 * @returns number of exchanges
 */
export function exchange(cloud: Cloud, radar: number): number {
  return changePairs(cloud, radar, (a, b, scans, rangesA, rangesB) => {
    const cuts = meetings(cloud, scans, rangesA, rangesB);
    return cuts.length > 0 && exchangePair(cloud, a, b, scans, cuts);
  });
}

/** Places in the list of scans before which two strands may have changed over: ends and middle of each meeting. */
function meetings(cloud: Cloud, scans: readonly number[], a: Float64Array, b: Float64Array): number[] {
  const cuts: number[] = [];
  let from = -1;
  for (let k = 0; k <= scans.length; k += 1) {
    let near = false;
    if (k < scans.length) {
      const first = cloud.plots.firsts[scans[k]];
      const variance = first < cloud.plots.count ? cloud.plots.rangeVariance[first] : 900;
      near = (a[k] - b[k]) ** 2 < NEAR * NEAR * variance;
    }
    if (near && from < 0) from = k;
    if (!near && from >= 0) {
      for (const cut of [from + 1, (from + k + 1) >> 1, k]) {
        if (cut > 0 && cut < scans.length && cut !== cuts[cuts.length - 1]) cuts.push(cut);
      }
      from = -1;
    }
  }
  return cuts;
}

const early = [newStrand(0, 0), newStrand(0, 0)];
const late = [newStrand(0, 0), newStrand(0, 0)];

function exchangePair(
  cloud: Cloud,
  a: Strand,
  b: Strand,
  scans: readonly number[],
  cuts: readonly number[],
): boolean {
  const both = [a, b];
  for (let s = 0; s < 2; s += 1) {
    clearEvidence(early[s]);
    early[s].about.set(both[s].about);
  }
  let best = LEAST_GAIN;
  let bestCut = -1;
  let next = 0;
  for (let k = 0; k < scans.length && next < cuts.length; k += 1) {
    if (k === cuts[next]) {
      next += 1;
      const gain = gainOf(cloud, a, b);
      if (gain > best) {
        best = gain;
        bestCut = k;
      }
    }
    for (let s = 0; s < 2; s += 1) {
      const plot = both[s].owned[scans[k]];
      if (plot >= 0) addPlot(cloud, early[s], scans[k], plot, 1);
    }
  }
  return bestCut >= 0 && carryOut(cloud, a, b, scans, bestCut);
}

/** What two strands gain by exchanging all that is in `early`. */
function gainOf(cloud: Cloud, a: Strand, b: Strand): number {
  subtract(a, early[0], late[0]);
  subtract(b, early[1], late[1]);
  return (
    pairScore(cloud, early[1], late[0], a) +
    pairScore(cloud, early[0], late[1], b) -
    pairScore(cloud, early[0], late[0], a) -
    pairScore(cloud, early[1], late[1], b)
  );
}

function subtract(whole: Strand, part: Strand, out: Strand): void {
  for (let i = 0; i < 36; i += 1) out.information[i] = whole.information[i] - part.information[i];
  for (let i = 0; i < 6; i += 1) out.vector[i] = whole.vector[i] - part.vector[i];
  out.square = whole.square - part.square;
}

const system = new Float64Array(36);
const rhs = new Float64Array(6);

/** Evidence of two sets of plots together with what other radars lend to a strand. */
function pairScore(cloud: Cloud, x: Strand, y: Strand, of: Strand): number {
  const { precision, vector } = cloud.prior;
  for (let i = 0; i < 6; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const at = 6 * i + j;
      system[at] = x.information[at] + y.information[at] + of.others.information[at] + precision[at];
    }
    rhs[i] = x.vector[i] + y.vector[i] + of.others.vector[i] + vector[i];
  }
  const fit = quadraticSpd6(system, rhs);
  return 0.5 * (fit - x.square - y.square - lastLogDeterminant);
}

/** Exchanges all plots before a place in the list of scans, and keeps that only if the bodies are indeed likelier. */
function carryOut(cloud: Cloud, a: Strand, b: Strand, scans: readonly number[], cut: number): boolean {
  const before = a.score + b.score;
  swap(cloud, a, b, scans, cut);
  if (a.score + b.score > before + LEAST_GAIN) return true;
  swap(cloud, a, b, scans, cut);
  return false;
}

function swap(cloud: Cloud, a: Strand, b: Strand, scans: readonly number[], cut: number): void {
  for (let k = 0; k < cut; k += 1) {
    const scan = scans[k];
    const plot = a.owned[scan];
    setPlot(cloud, a, scan, b.owned[scan]);
    setPlot(cloud, b, scan, plot);
  }
  for (let round = 0; round < 2; round += 1) {
    for (const strand of [a, b]) {
      solveStrand(strand, cloud.prior);
      relinearise(cloud, strand, cloud.prior);
    }
  }
}
