import { type Cloud, STRAY } from "./cloud.js";
import { reassignSome } from "./reassign.js";
import {
  copyStrand,
  expected,
  expectPlot,
  relinearise,
  restoreStrand,
  type Strand,
  setPlot,
  solveStrand,
  wrapped,
} from "./strand.js";
import { changePairs, LEAST_GAIN, NEAR } from "./strand-pairs.js";

/** Scans together from which two strands may have been mixed up for good. */
const LEAST_SCANS = 8;
/** Directions across the line of sight in which their plots are parted, rad. */
const DIRECTIONS = [0, Math.PI / 4, Math.PI / 2, (3 * Math.PI) / 4];
const ROUNDS = 5;

/**
 * Parts the plots of two strands anew where range does not tell them apart for many scans. Only the mean of many
 * bearings does, and once mixed the strands lie on each other, so that no scan alone sees which plot is whose. Their
 * plots are parted by a straight cut across the line of sight, in several directions; sweeps of the two alone settle
 * the rest, and the likeliest parting stays.
 *
 * @returns number of pairs that were parted anew
 */
export function resplit(cloud: Cloud, radar: number): number {
  return changePairs(cloud, radar, (a, b, scans, rangesA, rangesB) => {
    const near = scansTogether(cloud, rangesA, rangesB, scans);
    return near.length >= LEAST_SCANS && part(cloud, a, b, near);
  });
}

function scansTogether(cloud: Cloud, a: Float64Array, b: Float64Array, scans: readonly number[]): number[] {
  const { firsts, rangeVariance } = cloud.plots;
  const near: number[] = [];
  for (let k = 0; k < scans.length; k += 1) {
    const plot = firsts[scans[k]];
    if (plot === firsts[scans[k] + 1]) continue;
    if ((a[k] - b[k]) ** 2 < NEAR * NEAR * rangeVariance[plot]) near.push(scans[k]);
  }
  return near;
}

function part(cloud: Cloud, a: Strand, b: Strand, near: readonly number[]): boolean {
  const kept = [copyStrand(a), copyStrand(b)];
  const before = worth(cloud, a) + worth(cloud, b);
  const pooled = new Float64Array(6);
  for (let i = 0; i < 6; i += 1) pooled[i] = 0.5 * (a.mean[i] + b.mean[i]);
  let best = before + LEAST_GAIN;
  let found: Strand[] | null = null;
  for (const direction of DIRECTIONS) {
    restoreStrand(a, kept[0]);
    restoreStrand(b, kept[1]);
    cut(cloud, a, b, near, pooled, direction);
    settle(cloud, [a, b], near);
    const now = worth(cloud, a) + worth(cloud, b);
    if (now <= best) continue;
    best = now;
    found = [copyStrand(a), copyStrand(b)];
  }
  restoreStrand(a, (found ?? kept)[0]);
  restoreStrand(b, (found ?? kept)[1]);
  return found !== null;
}

/** Evidence of a strand with what its plots would cost as strays. */
function worth(cloud: Cloud, strand: Strand): number {
  const pd = cloud.detection[strand.radar];
  return strand.score + strand.plots * (STRAY + Math.log(pd / (1 - pd)));
}

/** Gives the plot that lies farther in a direction to the first strand, and the other to the second. */
function cut(
  cloud: Cloud,
  a: Strand,
  b: Strand,
  near: readonly number[],
  pooled: Float64Array,
  direction: number,
): void {
  const cos = Math.cos(direction);
  const sin = Math.sin(direction);
  const { azimuth, elevation } = cloud.plots;
  for (const scan of near) {
    expectPlot(cloud, scan, pooled);
    const level = cos * Math.cos(expected[2]);
    const along = (plot: number): number =>
      level * wrapped(azimuth[plot] - expected[1]) + sin * (elevation[plot] - expected[2]);
    const p = a.owned[scan];
    const q = b.owned[scan];
    if (p >= 0 && q >= 0 ? along(p) >= along(q) : p >= 0 ? along(p) >= 0 : q < 0 || along(q) < 0) continue;
    setPlot(cloud, a, scan, q);
    setPlot(cloud, b, scan, p);
  }
}

function settle(cloud: Cloud, pair: readonly Strand[], near: readonly number[]): void {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const strand of pair) {
      solveStrand(strand, cloud.prior);
      relinearise(cloud, strand, cloud.prior);
    }
    let changes = 0;
    for (const scan of near)
      changes += reassignSome(cloud, cloud.prior, pair, scan, cloud.strands[pair[0].radar]);
    if (changes === 0) return;
  }
  for (const strand of pair) relinearise(cloud, strand, cloud.prior);
}
