import { CloudPlots } from "./cloud-plots.js";
import { CloudPrior } from "./cloud-prior.js";
import { reassign } from "./reassign.js";
import { Reference } from "./reference.js";
import {
  addPlot,
  type Geometry,
  linearise,
  makeRoom,
  newStrand,
  relinearise,
  type Strand,
  solveStrand,
} from "./strand.js";

/** All that is believed of a break-up: the plots, the path it is described about, its pieces as each radar sees them. */
export interface Cloud extends Geometry {
  readonly plots: CloudPlots;
  readonly reference: Reference;
  readonly prior: CloudPrior;
  /** By radar. */
  strands: Strand[][];
  /** By radar, kept off 0 and 1. */
  readonly detection: number[];
}

export function newCloud(frames: Float64Array, detection: readonly number[]): Cloud {
  return {
    plots: new CloudPlots(detection.length),
    reference: new Reference(),
    prior: new CloudPrior(),
    strands: detection.map(() => []),
    frames,
    detection: detection.map(possibleDetection),
  };
}

/** A detection probability kept off 0 and 1: no single miss, or plot, must decide. */
function possibleDetection(pd: number): number {
  return Math.min(0.99, Math.max(0.05, pd));
}

/**
 * Corrects what is thought of a radar's detection probability by how often the cloud's strands have had a plot since
 * their first (a beta prior).
 *
 * @param told by the radar's owner, or guessed
 * @param weight looks that this weighs as much as
 * @param least of it that may be left: strands that are no pieces, as where two clouds overlap, are seen too rarely, and
 *   must not make all of their kind believable
 */
export function learnDetection(
  cloud: Cloud,
  radar: number,
  told: number,
  weight: number,
  least: number,
): void {
  let looks = weight;
  let hits = weight * told;
  for (const strand of cloud.strands[radar]) {
    const since = looksOf(cloud, strand);
    if (since < 2) continue;
    looks += since - 1;
    hits += Math.min(strand.plots, since) - 1;
  }
  cloud.detection[radar] = possibleDetection(Math.max(least * told, hits / looks));
}

/** Starts a strand from one plot. */
export function startStrand(cloud: Cloud, scan: number, plot: number): Strand {
  const radar = cloud.plots.radars[scan];
  const strand = newStrand(radar, cloud.plots.scans);
  strand.about.set(cloud.prior.mean);
  addPlot(cloud, strand, scan, plot, 1);
  strand.owned[scan] = plot;
  strand.first = scan;
  strand.plots = 1;
  solveStrand(strand, cloud.prior);
  relinearise(cloud, strand, cloud.prior);
  cloud.strands[radar].push(strand);
  return strand;
}

/** Starts a strand from each plot of a scan that no strand owns. */
export function startStrands(cloud: Cloud, scan: number): void {
  const { firsts, radars } = cloud.plots;
  const owners = cloud.strands[radars[scan]];
  const before = owners.length;
  for (let plot = firsts[scan]; plot < firsts[scan + 1]; plot += 1) {
    let owned = false;
    for (let i = 0; i < before && !owned; i += 1) owned = owners[i].owned[scan] === plot;
    if (!owned) startStrand(cloud, scan, plot);
  }
}

/** Reassigns the given scans in turn. */
export function sweep(cloud: Cloud, scans: readonly number[]): number {
  let changes = 0;
  for (const scan of scans)
    changes += reassign(cloud, cloud.prior, cloud.strands[cloud.plots.radars[scan]], scan);
  return changes;
}

export function allStrands(cloud: Cloud): Strand[] {
  return cloud.strands.length === 1 ? cloud.strands[0] : cloud.strands.flat();
}

/** Solves every strand anew after the prior has changed. */
export function solveAll(cloud: Cloud): void {
  for (const list of cloud.strands) for (const strand of list) solveStrand(strand, cloud.prior);
}

export function relineariseAll(cloud: Cloud): void {
  for (const list of cloud.strands) for (const strand of list) relinearise(cloud, strand, cloud.prior);
}

/** Rewrites an evidence for deviations counted from m on: b → b − Λm, q → q − 2bᵀm + mᵀΛm. */
function shiftOrigin(e: Strand["others"], m: Float64Array): void {
  for (let i = 0; i < 6; i += 1) {
    let image = 0;
    for (let j = 0; j < 6; j += 1) image += e.information[6 * i + j] * m[j];
    e.square -= m[i] * (2 * e.vector[i] - image);
    moved[i] = e.vector[i] - image;
  }
  e.vector.set(moved);
}

const moved = new Float64Array(6);

/** Farthest that the cloud's mean may be from the reference's beginning before that is moved: m, m/s. */
const OFF_PLACE = 200;
const OFF_VELOCITY = 5;

/** Moves the reference to the cloud's mean when it has come off; everything is linearised anew then. */
export function recentre(cloud: Cloud): void {
  const { prior, reference } = cloud;
  const m = prior.mean;
  if (Math.hypot(m[0], m[1], m[2]) < OFF_PLACE && Math.hypot(m[3], m[4], m[5]) < OFF_VELOCITY) return;
  for (const list of cloud.strands) {
    for (const strand of list) {
      for (let i = 0; i < 6; i += 1) strand.mean[i] -= m[i];
      shiftOrigin(strand.others, m);
    }
  }
  const start = reference.start.slice();
  for (let i = 0; i < 6; i += 1) start[i] += m[i];
  reference.restart(start);
  prior.setMean(new Float64Array(6));
  for (const list of cloud.strands) for (const strand of list) linearise(cloud, strand, prior);
}

/** Looks of a radar, with the cloud in its cover, from a strand's first plot to the last scan. */
export function looksOf(cloud: Cloud, strand: Strand): number {
  const scans = cloud.plots.scansOf[strand.radar];
  let looks = 0;
  for (let i = scans.length - 1; i >= 0 && scans[i] >= strand.first; i -= 1) {
    if (cloud.plots.covered[scans[i]]) looks += 1;
  }
  return looks;
}

/** Cost of a plot that no strand owns, against one that sits where it was expected. */
export const STRAY = 14;

/** ln of the joint likelihood of a radar's plots and their assignment, besides what all assignments share. */
export function scoreOf(cloud: Cloud, radar: number): number {
  const pd = cloud.detection[radar];
  const scans = cloud.plots.scansOf[radar];
  let score = 0;
  let owned = 0;
  let looks = 0;
  for (const scan of scans) if (cloud.plots.covered[scan]) looks += 1;
  for (const strand of cloud.strands[radar]) {
    score += strand.score + cloud.prior.constant;
    score += strand.plots * Math.log(pd) + Math.max(0, looks - strand.plots) * Math.log(1 - pd);
    owned += strand.plots;
  }
  let plots = 0;
  for (const scan of scans) plots += cloud.plots.firsts[scan + 1] - cloud.plots.firsts[scan];
  return score - STRAY * (plots - owned);
}

export function makeRoomAll(cloud: Cloud): void {
  for (const list of cloud.strands) for (const strand of list) makeRoom(strand, cloud.plots.scans);
}
