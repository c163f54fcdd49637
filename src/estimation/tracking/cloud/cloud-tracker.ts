import { packCovariance } from "../../kernels/layout.js";
import { plotPosition, radarFrame } from "../../kernels/radar-frame.js";
import type { PlotTable, RadarScan, RadarTracker, TrackingRadar, TrackSink } from "../plots.js";
import {
  allStrands,
  type Cloud,
  makeRoomAll,
  newCloud,
  recentre,
  relineariseAll,
  scoreOf,
  solveAll,
  startStrands,
  sweep,
} from "./cloud.js";
import { commonCovariance } from "./cloud-prior.js";
import { fitPath, startCloud } from "./cloud-start.js";
import { congruence6, multiply6, product6 } from "./dense6.js";
import { exchange } from "./exchange.js";
import { isBelieved, prune, removeSuspects } from "./existence.js";
import { bodies, decided, type Piece, pairRadars, pieceMoments } from "./pairing.js";
import { resplit } from "./resplit.js";
import { clearEvidence, copyStrand, expected, expectPlot, type Strand, slope, wrapped } from "./strand.js";

/** Scans after which the beginning is worked out anew, in scans of the radar with most. */
const RESTARTS = new Set([4, 5, 6, 8, 11, 15, 22, 32, 46]);
/** From here on the path is known better than a blurred fit would tell. */
const TRUSTED = 15;
const GATE = 36;

/**
 * Tracks the pieces of a break-up.
 *
 * @param radars in the order that scans number them
 * @param plots all plots; which of them belong to the cloud is found here
 * @param numbers gives a new track number at each call
 */
export function createCloudTracker(
  radars: readonly TrackingRadar[],
  plots: PlotTable,
  numbers: () => number,
): RadarTracker {
  return new CloudTracker(radars, plots, numbers);
}

class CloudTracker implements RadarTracker {
  readonly cloud: Cloud;
  private started = false;
  private pathCovariance: Float64Array = new Float64Array(36);
  private spread = 500;
  private settled = 0;
  private pieces: Piece[] = [];
  private anchor = 0;
  private covered = true;

  constructor(
    private readonly radars: readonly TrackingRadar[],
    private readonly table: PlotTable,
    private readonly numbers: () => number,
  ) {
    const frames = new Float64Array(12 * radars.length);
    for (const [i, r] of radars.entries()) radarFrame(r.latitude, r.longitude, r.height, frames, 12 * i);
    this.cloud = newCloud(
      frames,
      radars.map((r) => r.detectionProbability),
    );
  }

  takeScan(scan: RadarScan): void {
    const rows: number[] = [];
    for (let row = scan.first; row < scan.end; row += 1) rows.push(row);
    this.takePlots(scan, rows);
  }

  takePlots(scan: RadarScan, rows: readonly number[]): void {
    const { cloud } = this;
    if (cloud.plots.scans === 0) {
      const group = firstGroup(this.table, rows);
      if (group.length < 3) return;
      this.begin(scan, group);
      return;
    }
    cloud.reference.append(scan.time);
    const kept = this.gate(scan.radar, rows);
    cloud.plots.addScan(scan.radar, this.covered, this.table, kept);
    const k = cloud.plots.scans - 1;
    makeRoomAll(cloud);
    if (!this.started) {
      this.pathCovariance = fitPath(cloud, this.spread, 25);
      if (cloud.plots.scans >= 3) {
        cloud.prior.setSpread({ age: 20, place: 50, velocity: this.spread / 20 });
        startCloud(cloud);
        this.started = true;
        this.pieces = pairRadars(cloud, this.anchor);
      }
      return;
    }
    this.advance(k);
  }

  private advance(k: number): void {
    const { cloud } = this;
    const radar = cloud.plots.radars[k];
    const own = cloud.plots.scansOf[radar];
    sweep(cloud, [k]);
    startStrands(cloud, k);
    const recent = own.slice(-8);
    sweep(cloud, recent);
    const old = own.length - 8;
    if (old > 0) {
      const few: number[] = [];
      for (let i = 0; i < Math.min(4, old); i += 1) few.push(own[this.settled++ % old]);
      sweep(cloud, few);
    }
    prune(cloud, radar);
    if (own.length % 4 === 0) removeSuspects(cloud, radar);
    if (own.length < 20 || own.length % 4 === 0) {
      this.refit();
    }
    if (own.length % 8 === 0) {
      const parted = own.length > 8 ? resplit(cloud, radar) : 0;
      if (exchange(cloud, radar) + parted > 0) sweep(cloud, own);
    }
    if (radar === this.anchor && RESTARTS.has(own.length)) this.tryAnew();
    if (cloud.strands.length > 1) this.chooseAnchor();
    if (radar === this.anchor || !cloud.plots.covered[own[own.length - 1]] || this.pieces.length === 0)
      this.pieces = pairRadars(cloud, this.anchor);
  }

  private refit(): void {
    const { cloud } = this;
    const known = cloud.strands.length === 1 ? cloud.strands[0] : bodies(cloud, this.pieces);
    cloud.prior.fitSpread(known);
    recentre(cloud);
    relineariseAll(cloud);
  }

  private tryAnew(): void {
    const { cloud } = this;
    for (const s of allStrands(cloud)) clearEvidence(s.others);
    this.pieces = [];
    solveAll(cloud);
    const all = Array.from({ length: cloud.plots.scans }, (_, i) => i);
    for (let i = 0; i < 4 && sweep(cloud, all) > 0; i += 1) {
      cloud.prior.fitSpread(allStrands(cloud));
      recentre(cloud);
      relineariseAll(cloud);
    }
    const total = () => cloud.strands.reduce((sum, _, radar) => sum + scoreOf(cloud, radar), 0);
    const before = total();
    const kept = cloud.strands;
    const path = cloud.reference.start.slice();
    const spread = { ...cloud.prior.spread };
    const mean = cloud.prior.mean.slice();
    cloud.strands = kept.map((list) => list.map(copyStrand));
    const trusted = cloud.plots.scansOf[this.anchor].length >= TRUSTED;
    if (!trusted) fitPath(cloud, this.spread, 25);
    startCloud(cloud, trusted);
    if (total() > before + 1e-6) {
      relabel(kept, cloud.strands);
      return;
    }
    cloud.strands = kept;
    cloud.reference.restart(path);
    cloud.prior.setSpread(spread);
    cloud.prior.setMean(mean);
    solveAll(cloud);
  }

  private begin(scan: RadarScan, group: number[]): void {
    const { cloud } = this;
    cloud.reference.startTime = scan.time;
    const z = new Float64Array(6);
    const place = new Float64Array(6);
    const one = new Float64Array(6);
    let mean = 0;
    for (const row of group) {
      z[0] = this.table.range[row];
      z[1] = this.table.azimuth[row];
      z[2] = this.table.elevation[row];
      mean += z[0] / group.length;
      plotPosition(cloud.frames, 12 * scan.radar, z, 0, one, 0);
      for (let i = 0; i < 3; i += 1) place[i] += one[i] / group.length;
    }
    let square = 0;
    for (const row of group) square += (this.table.range[row] - mean) ** 2;
    this.spread = Math.max(100, Math.sqrt(square / (group.length - 1)));
    cloud.reference.restart(place);
    cloud.reference.append(scan.time);
    cloud.plots.addScan(scan.radar, true, this.table, group);
    this.pathCovariance = fitPath(cloud, this.spread, 25);
    this.anchor = scan.radar;
  }

  /** Whether a radar's cover holds the whole cloud, of which `expected` tells the middle. */
  private inCover(k: number, radar: number): boolean {
    const { age, velocity } = this.cloud.prior.spread;
    const { times } = this.cloud.reference;
    const wide = 3 * (this.started ? velocity * (age + times[k] - times[0]) : this.spread);
    const r = this.radars[radar];
    return expected[0] + wide < r.longestRange && expected[2] - wide / expected[0] > r.leastElevation;
  }

  /** The radar that has seen most names the pieces; another must have seen half as much again to take over. */
  private chooseAnchor(): void {
    const seen = this.cloud.strands.map((list) => list.reduce((sum, s) => sum + s.plots, 0));
    let most = this.anchor;
    for (let radar = 0; radar < seen.length; radar += 1) if (seen[radar] > seen[most]) most = radar;
    if (seen[most] <= 1.5 * seen[this.anchor] + 20) return;
    nameLike(this.pieces, this.cloud.strands[most], most);
    this.anchor = most;
  }

  /** The rows that may come from a piece. */
  private gate(radar: number, rows: readonly number[]): number[] {
    const { cloud } = this;
    const k = cloud.plots.scans;
    const covariance = new Float64Array(36);
    if (this.started) {
      const s = cloud.prior.spread;
      const p = s.place * s.place;
      const v = s.velocity * s.velocity;
      for (let i = 0; i < 3; i += 1) {
        covariance[7 * i] = p + s.age * s.age * v;
        covariance[6 * i + i + 3] = covariance[6 * (i + 3) + i] = s.age * v;
        covariance[7 * (i + 3)] = v;
      }
      for (let i = 0; i < 36; i += 1) covariance[i] += cloud.prior.meanCovariance[i];
    } else {
      covariance.set(this.pathCovariance);
      for (let i = 0; i < 3; i += 1) {
        covariance[7 * i] += this.spread ** 2;
        covariance[7 * (i + 3)] += 30 ** 2;
      }
    }
    expectPlot(cloud, k, cloud.prior.mean, radar);
    this.covered = this.inCover(k, radar);
    const kept: number[] = [];
    const t = this.table;
    for (const row of rows) {
      const d = [
        t.range[row] - expected[0],
        wrapped(t.azimuth[row] - expected[1]),
        t.elevation[row] - expected[2],
      ];
      const noise = [t.rangeVariance[row], t.azimuthVariance[row], t.elevationVariance[row]];
      let inside = true;
      for (let a = 0; a < 3 && inside; a += 1) {
        let v = noise[a];
        for (let i = 0; i < 6; i += 1)
          for (let j = 0; j < 6; j += 1) v += slope[6 * a + i] * covariance[6 * i + j] * slope[6 * a + j];
        inside = d[a] * d[a] < GATE * v;
      }
      if (inside) kept.push(row);
    }
    return kept;
  }

  report(time: number, sink: TrackSink): void {
    if (!this.started) return;
    const { cloud } = this;
    const state = new Float64Array(6);
    const transition = new Float64Array(36);
    cloud.reference.at(time, state, transition);
    const x = new Float64Array(6);
    const packed = new Float64Array(21);
    const gain = new Float64Array(36);
    const common = new Float64Array(36);
    const full = new Float64Array(36);
    const mean = new Float64Array(6);
    const shared = new Float64Array(36);
    const covariance = new Float64Array(36);
    for (const piece of this.pieces) {
      const strand = piece.anchor;
      if (!isBelieved(cloud, strand)) continue;
      if (strand.label === 0) strand.label = this.numbers();
      pieceMoments(cloud, piece, mean, covariance);
      product6(covariance, cloud.prior.precision, gain);
      commonCovariance(cloud.prior, mean, shared);
      congruence6(gain, shared, common);
      for (let i = 0; i < 36; i += 1) common[i] += covariance[i];
      congruence6(transition, common, full);
      packCovariance(full, packed, 0);
      multiply6(transition, mean, x);
      for (let i = 0; i < 6; i += 1) x[i] += state[i];
      sink(time, strand.label, x, 0, packed, 0);
    }
  }

  usedPlots(): ReadonlyMap<number, readonly number[]> {
    const used = new Map<number, number[]>();
    const { cloud } = this;
    for (const piece of this.pieces) {
      if (piece.anchor.label === 0) continue;
      const members = [piece.anchor];
      for (let radar = 0; radar < piece.partners.length; radar += 1) {
        const partner = decided(piece, radar);
        if (partner) members.push(partner);
      }
      const rows: number[] = [];
      for (let k = 0; k < cloud.plots.scans; k += 1) {
        for (const strand of members) {
          const plot = strand.owned[k] ?? -1;
          if (plot >= 0) rows.push(cloud.plots.rows[plot]);
        }
      }
      used.set(piece.anchor.label, rows);
    }
    return used;
  }

  refused(): ReadonlyMap<string, number> {
    return new Map();
  }
}

/** Hands the labels of old strands to the new ones that own most of their plots. */
function relabel(before: readonly Strand[][], after: readonly Strand[][]): void {
  for (let radar = 0; radar < before.length; radar += 1) {
    const pairs: { a: Strand; b: Strand; common: number }[] = [];
    for (const a of before[radar]) {
      if (a.label === 0) continue;
      for (const b of after[radar]) {
        let common = 0;
        for (let k = 0; k < b.owned.length && k < a.owned.length; k += 1) {
          if (a.owned[k] >= 0 && a.owned[k] === b.owned[k]) common += 1;
        }
        if (common > 0) pairs.push({ a, b, common });
      }
    }
    pairs.sort((p, q) => q.common - p.common);
    const done = new Set<Strand>();
    for (const { a, b } of pairs) {
      if (done.has(a) || b.label !== 0) continue;
      done.add(a);
      b.label = a.label;
    }
  }
}

/** Hands the numbers of pieces to another radar's strands, the likeliest pairs first. */
function nameLike(pieces: readonly Piece[], strands: readonly Strand[], radar: number): void {
  for (const strand of strands) strand.label = 0;
  const pairs = pieces
    .flatMap((piece) => piece.partners[radar].map((partner) => ({ piece, partner })))
    .sort((a, b) => b.partner.probability - a.partner.probability);
  const given = new Set<number>();
  for (const { piece, partner } of pairs) {
    const { label } = piece.anchor;
    if (label === 0 || given.has(label) || partner.strand.label !== 0) continue;
    given.add(label);
    partner.strand.label = label;
  }
  for (const piece of pieces) {
    const { label } = piece.anchor;
    if (label === 0 || given.has(label)) continue;
    const free = strands.find((s) => s.label === 0);
    if (free) free.label = label;
  }
}

/** The largest group of plots that lie close together, by links. */
function firstGroup(table: PlotTable, rows: readonly number[]): number[] {
  let best: number[] = [];
  const seen = new Set<number>();
  for (const start of rows) {
    if (seen.has(start)) continue;
    const group = [start];
    seen.add(start);
    for (let i = 0; i < group.length; i += 1) {
      for (const row of rows) {
        if (seen.has(row) || !linked(table, group[i], row)) continue;
        seen.add(row);
        group.push(row);
      }
    }
    if (group.length > best.length) best = group;
  }
  return best;
}

const LINK = 3000;

function linked(t: PlotTable, a: number, b: number): boolean {
  if (Math.abs(t.range[a] - t.range[b]) > LINK) return false;
  const across = LINK / t.range[a];
  const da = wrapped(t.azimuth[a] - t.azimuth[b]) * Math.cos(t.elevation[a]);
  const de = t.elevation[a] - t.elevation[b];
  return (
    Math.abs(da) < across + 5 * Math.sqrt(t.azimuthVariance[a] + t.azimuthVariance[b]) &&
    Math.abs(de) < across + 5 * Math.sqrt(t.elevationVariance[a] + t.elevationVariance[b])
  );
}
