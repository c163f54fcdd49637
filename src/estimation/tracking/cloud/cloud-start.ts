import { plotPosition } from "../../kernels/index.js";
import type { PlotTable, RadarScan } from "../plots.js";
import { type Cloud, recentre, relineariseAll, scoreOf, solveAll, startStrands, sweep } from "./cloud.js";
import { multiply6 } from "./dense6.js";
import { exchange } from "./exchange.js";
import { removeSuspects } from "./existence.js";
import { invertSpd6 } from "./invert6.js";
import { expected, expectPlot, type Strand, slope, wrapped } from "./strand.js";

const information = new Float64Array(36);
const vector = new Float64Array(6);
const covariance = new Float64Array(36);
const correction = new Float64Array(6);
const nothing = new Float64Array(6);

/**
 * Fits the cloud's path to all plots as if each were a look at its middle, blurred by the pieces' spread: Gauss and
 * Newton's method, five steps.
 *
 * @param spread m, of the pieces about their middle
 * @param velocitySpread m/s; how it grows
 * @returns covariance of the path's beginning
 */
export function fitPath(cloud: Cloud, spread: number, velocitySpread: number): Float64Array {
  const { plots, reference } = cloud;
  for (let round = 0; round < 5; round += 1) {
    information.fill(0);
    vector.fill(0);
    for (let i = 3; i < 6; i += 1) information[7 * i] = 1 / 5000 ** 2;
    for (let scan = 0; scan < plots.scans; scan += 1) {
      const wide = spread + velocitySpread * (reference.times[scan] - reference.times[0]);
      expectPlot(cloud, scan, nothing);
      const across = wide / expected[0];
      for (let plot = plots.firsts[scan]; plot < plots.firsts[scan + 1]; plot += 1) {
        addRow(0, plots.range[plot] - expected[0], plots.rangeVariance[plot] + wide * wide);
        const level = across / Math.cos(expected[2]);
        addRow(6, wrapped(plots.azimuth[plot] - expected[1]), plots.azimuthVariance[plot] + level * level);
        addRow(12, plots.elevation[plot] - expected[2], plots.elevationVariance[plot] + across * across);
      }
    }
    invertSpd6(information, covariance);
    multiply6(covariance, vector, correction);
    const start = reference.start.slice();
    for (let i = 0; i < 6; i += 1) start[i] += correction[i];
    reference.restart(start);
    if (Math.hypot(correction[0], correction[1], correction[2]) < 1) break;
  }
  return covariance;
}

function addRow(at: number, residual: number, variance: number): void {
  const w = 1 / variance;
  for (let i = 0; i < 6; i += 1) {
    vector[i] += w * slope[at + i] * residual;
    for (let j = 0; j <= i; j += 1) information[6 * i + j] += w * slope[at + i] * slope[at + j];
  }
}

/**
 * Begins a cloud with plots of one scan that lie close together.
 *
 * @returns the deviation of their ranges, m, at least {@link LEAST_WIDTH}
 */
export function beginCloud(
  cloud: Cloud,
  scan: RadarScan,
  group: readonly number[],
  table: PlotTable,
): number {
  const { reference, plots, frames } = cloud;
  const z = new Float64Array(6);
  const place = new Float64Array(6);
  const one = new Float64Array(6);
  let mean = 0;
  for (const row of group) {
    z[0] = table.range[row];
    z[1] = table.azimuth[row];
    z[2] = table.elevation[row];
    mean += z[0] / group.length;
    plotPosition(frames, 12 * scan.radar, z, 0, one, 0);
    for (let i = 0; i < 3; i += 1) place[i] += one[i] / group.length;
  }
  let square = 0;
  for (const row of group) square += (table.range[row] - mean) ** 2;
  reference.startTime = scan.time;
  reference.restart(place);
  reference.append(scan.time);
  plots.addScan(scan.radar, true, table, group);
  return Math.max(LEAST_WIDTH, Math.sqrt(square / Math.max(1, group.length - 1)));
}

const LEAST_WIDTH = 100;

/** A beginning that is tried. */
interface Beginning {
  /** m/s, added to the cloud's range rate: the blurred fit is off by tens. */
  readonly offset: number;
  /** Whether the last of the fullest scans is begun with, and not the first. */
  readonly late: boolean;
}

const beginnings = (late: readonly boolean[], offsets: readonly number[]): Beginning[] =>
  offsets.flatMap((offset) => late.map((l) => ({ offset, late: l })));
/** With hardly any scans, with some, with more, and where the path is believed. */
const FIRST = beginnings([false], [0, 12, -12, 25, -25, 40, -40]);
const EARLY = beginnings([false, true], [0, 12, -12]);
const LATER = [...beginnings([false, true], [0]), { offset: 12, late: false }, { offset: -12, late: true }];
const TRUSTED = beginnings([false, true], [0]);
/** Scans up to which there are hardly any, or some. */
const HARDLY_ANY = 5;
const SOME = 10;
/** Scans from which it is asked whether strands have changed places. */
const EXCHANGE_FROM = 10;

/**
 * Finds strands from nothing: the best of several beginnings, by joint likelihood. Each begins with the strands of the
 * fullest scan, the first or the last of these.
 *
 * @param trusted whether the path is believed as it is
 */
export function startCloud(cloud: Cloud, trusted = false): void {
  const { scans } = cloud.plots;
  const tried = trusted ? TRUSTED : scans <= HARDLY_ANY ? FIRST : scans <= SOME ? EARLY : LATER;
  const path = cloud.reference.start.slice();
  const spread = { ...cloud.prior.spread };
  const zero = new Float64Array(6);
  let best = Number.NEGATIVE_INFINITY;
  let bestStrands: Strand[][] = [];
  let bestPath = path;
  let bestSpread = spread;
  const bestMean = new Float64Array(6);
  for (const { offset, late } of tried) {
    const start = path.slice();
    expectPlot(cloud, 0, zero);
    // Along the line of sight of the first radar.
    const c = cloud.reference.centres;
    const f = 12 * cloud.plots.radars[0];
    for (let i = 0; i < 3; i += 1) start[3 + i] += (offset * (c[i] - cloud.frames[f + i])) / expected[0];
    cloud.reference.restart(start);
    cloud.strands = cloud.strands.map(() => []);
    cloud.prior.setSpread(spread);
    cloud.prior.setMean(zero);
    seed(cloud, late);
    settle(cloud, trusted ? ROUNDS : 1);
    let score = 0;
    for (let radar = 0; radar < cloud.strands.length; radar += 1) score += scoreOf(cloud, radar);
    if (score > best) {
      best = score;
      bestStrands = cloud.strands;
      bestPath = cloud.reference.start.slice();
      bestSpread = { ...cloud.prior.spread };
      bestMean.set(cloud.prior.mean);
    }
  }
  cloud.strands = bestStrands;
  cloud.reference.restart(bestPath);
  cloud.prior.setSpread(bestSpread);
  cloud.prior.setMean(bestMean);
  relineariseAll(cloud);
  if (!trusted) settle(cloud, ROUNDS);
  const all = Array.from({ length: scans }, (_, i) => i);
  for (let round = 0; round < 4; round += 1) {
    let removed = 0;
    for (let radar = 0; radar < cloud.strands.length; radar += 1) removed += removeSuspects(cloud, radar);
    if (removed === 0) return;
    refit(cloud);
    sweep(cloud, all);
  }
}

/** One beginning: strands from each radar's fullest scan, the other scans joined from there outwards. */
function seed(cloud: Cloud, late: boolean): void {
  for (let radar = 0; radar < cloud.strands.length; radar += 1) {
    const scans = cloud.plots.scansOf[radar];
    if (scans.length === 0) continue;
    let fullest = 0;
    for (let i = 1; i < scans.length; i += 1)
      if (sizeOf(cloud, scans[i]) > sizeOf(cloud, scans[fullest]) - (late ? 1 : 0)) fullest = i;
    startStrands(cloud, scans[fullest]);
    refitMean(cloud);
    for (let i = fullest + 1; i < scans.length; i += 1) join(cloud, scans[i]);
    for (let i = fullest - 1; i >= 0; i -= 1) join(cloud, scans[i]);
  }
}

const ROUNDS = 6;

/** Sweeps, and what follows from them for the path and the spread, until nothing changes. */
function settle(cloud: Cloud, rounds: number): void {
  const all = Array.from({ length: cloud.plots.scans }, (_, i) => i);
  for (let round = 0; round < rounds; round += 1) {
    refit(cloud);
    relineariseAll(cloud);
    if (sweep(cloud, all) === 0 && round > 1) break;
  }
  if (rounds === 1 || cloud.plots.scans < EXCHANGE_FROM) return;
  for (let radar = 0; radar < cloud.strands.length; radar += 1) removeSuspects(cloud, radar);
  for (let radar = 0; radar < cloud.strands.length; radar += 1) exchange(cloud, radar);
  sweep(cloud, all);
  refit(cloud);
}

function join(cloud: Cloud, scan: number): void {
  sweep(cloud, [scan]);
  startStrands(cloud, scan);
  refitMean(cloud);
}

function refitMean(cloud: Cloud): void {
  cloud.prior.fitMean(cloud.strands.flat());
  solveAll(cloud);
}

function refit(cloud: Cloud): void {
  cloud.prior.fitSpread(cloud.strands.flat());
  recentre(cloud);
  solveAll(cloud);
}

function sizeOf(cloud: Cloud, scan: number): number {
  return cloud.plots.firsts[scan + 1] - cloud.plots.firsts[scan];
}
