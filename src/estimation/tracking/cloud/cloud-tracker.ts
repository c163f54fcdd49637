import { packCovariance, radarFrame } from "../../kernels/index.js";
import type { PlotTable, RadarScan, RadarTracker, TrackingRadar, TrackSink } from "../plots.js";
import { beginAnew } from "./begin-anew.js";
import {
  allStrands,
  type Cloud,
  learnDetection,
  makeRoomAll,
  newCloud,
  recentre,
  relineariseAll,
  solveAll,
  startStrands,
  sweep,
} from "./cloud.js";
import { gatePlots, pieceSpread } from "./cloud-gate.js";
import { commonCovariance } from "./cloud-prior.js";
import { beginCloud, fitPath, startCloud } from "./cloud-start.js";
import { congruence6, multiply6, product6 } from "./dense6.js";
import { exchange } from "./exchange.js";
import { isBelieved, prune, removeSuspects } from "./existence.js";
import { bodies, decided, type Piece, pairRadars, pieceMoments } from "./pairing.js";
import { handNumbers } from "./piece-numbers.js";
import { PlotGroups } from "./plot-groups.js";
import { resplit } from "./resplit.js";
import { clearEvidence, expected } from "./strand.js";
import { type UnresolvedGroup, unresolvedGroups } from "./unresolved.js";

/** Plots together that begin a cloud. */
export const LEAST_GROUP = 3;
/** Scans from which strands are sought. */
const FIRST_SCANS = 3;
/**
 * Looks of the naming radar after which the beginning is worked out anew, from the third on half as many again each
 * time: what came since may tell better.
 */
const RESTARTS = new Set([2, 3, 4, 6, 9, 15, 22, 32, 46]);
/** Looks, and from then on every 64th, after which strands that lie together are parted anew: it takes many to tell. */
const PARTINGS = new Set([16, 24, 32, 48, 64, 96]);
/** Times in a row that it must come out as believed before it is worked out no more. */
const CONFIRMED = 2;
/** From this look on the path is known better than a blurred fit would tell. */
const TRUSTED = 15;
/** Scans that are gone through again after each scan: the last ones, and some of the old in turn. */
const RECENT = 8;
const OLD = 4;
/**
 * Looks that a detection probability weighs as much as when it is guessed, and when the radar's owner tells it: told as
 * 1 where it is 0.9, pieces would be given up at their second miss.
 */
const GUESSED_LOOKS = 10;
const TOLD_LOOKS = 50;
/** Share of what the owner tells that is believed at least. */
const TOLD_SHARE = 0.7;
/** m/s; how fast the pieces drift apart, as long as nothing is known of it. */
const DRIFT = 25;

/**
 * Tracks the pieces of one break-up, from the first scan that shows {@link LEAST_GROUP} of them close together.
 *
 * @param radars in the order that scans number them
 * @param plots all plots; which of them belong to the cloud is found here
 * @param numbers gives a new track number at each call
 */
export function createCloudTracker(
  radars: readonly TrackingRadar[],
  plots: PlotTable,
  numbers: () => number,
): CloudTracker {
  return new CloudTracker(radars, plots, numbers);
}

export class CloudTracker implements RadarTracker {
  private readonly cloud: Cloud;
  private readonly spread = new Float64Array(36);
  private pieces: Piece[] = [];
  /** Radar whose strands name the pieces. */
  private anchor = 0;
  private started = false;
  /** m, of the pieces in the first scan. */
  private width = 0;
  private turn = 0;
  /** Times in a row that the beginning came out as it was believed. */
  private confirmed = 0;

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

  /**
   * Takes a scan of which only some rows are on offer.
   *
   * @returns the rows that fell into the cloud's gate, and are its own now
   */
  takePlots(scan: RadarScan, rows: readonly number[]): readonly number[] {
    const { cloud } = this;
    if (cloud.plots.scans === 0) {
      const groups = new PlotGroups().find(this.table, scan.first, scan.end, LEAST_GROUP);
      groups.sort((a, b) => b.length - a.length);
      return groups.length > 0 ? this.begin(scan, groups[0]) : [];
    }
    cloud.reference.append(scan.time);
    if (this.started) pieceSpread(cloud, this.spread);
    const kept = gatePlots(cloud, scan.radar, this.spread, this.table, rows);
    cloud.plots.addScan(scan.radar, this.inCover(scan.radar), this.table, kept);
    makeRoomAll(cloud);
    if (this.started) this.advance(cloud.plots.scans - 1);
    else this.gather();
    return kept;
  }

  /** Begins the cloud with the plots of one scan that lie close together. */
  begin(scan: RadarScan, group: readonly number[]): readonly number[] {
    this.anchor = scan.radar;
    this.width = beginCloud(this.cloud, scan, group, this.table);
    this.fitBlurred();
    return group;
  }

  /** Before there are strands: the path of the whole. */
  private gather(): void {
    const { cloud } = this;
    this.fitBlurred();
    if (cloud.plots.scans < FIRST_SCANS) return;
    cloud.prior.setSpread({ age: 20, place: 50, velocity: this.width / 20 });
    startCloud(cloud);
    this.started = true;
    this.pieces = pairRadars(cloud, this.anchor);
  }

  private fitBlurred(): void {
    this.spread.set(fitPath(this.cloud, this.width, DRIFT));
    for (let i = 0; i < 3; i += 1) {
      this.spread[7 * i] += this.width * this.width;
      this.spread[7 * (i + 3)] += DRIFT * DRIFT;
    }
  }

  /** Works a new scan in. */
  private advance(scan: number): void {
    const { cloud } = this;
    const radar = cloud.plots.radars[scan];
    const own = cloud.plots.scansOf[radar];
    const looks = own.length;
    const { assumed, detectionProbability } = this.radars[radar];
    if (assumed?.detectionProbability) learnDetection(cloud, radar, detectionProbability, GUESSED_LOOKS, 0);
    else learnDetection(cloud, radar, detectionProbability, TOLD_LOOKS, TOLD_SHARE);
    sweep(cloud, [scan]);
    startStrands(cloud, scan);
    sweep(cloud, own.slice(-RECENT));
    for (let i = 0; i < Math.min(OLD, looks - RECENT); i += 1) {
      sweep(cloud, [own[this.turn % (looks - RECENT)]]);
      this.turn += 1;
    }
    prune(cloud, radar);
    if (looks % 4 === 0) removeSuspects(cloud, radar);
    if (looks < 20 || looks % 4 === 0) this.refit();
    if (looks % 8 === 0) {
      const parted = PARTINGS.has(looks) || looks % 64 === 0 ? resplit(cloud, radar) : 0;
      if (exchange(cloud, radar) + parted > 0) sweep(cloud, own);
    }
    if (radar === this.anchor && RESTARTS.has(looks) && this.confirmed < CONFIRMED) this.tryAnew();
    if (cloud.strands.length > 1) this.chooseAnchor();
    if (radar === this.anchor || !cloud.plots.covered[scan] || this.pieces.length === 0)
      this.pieces = pairRadars(cloud, this.anchor);
  }

  private refit(): void {
    const { cloud } = this;
    const known = cloud.strands.length === 1 ? cloud.strands[0] : bodies(cloud, this.pieces);
    cloud.prior.fitSpread(known);
    recentre(cloud);
    relineariseAll(cloud);
  }

  /** Works the beginning out anew, and keeps it if the plots are likelier so. */
  private tryAnew(): void {
    const { cloud } = this;
    for (const s of allStrands(cloud)) clearEvidence(s.others);
    this.pieces = [];
    solveAll(cloud);
    const all = Array.from({ length: cloud.plots.scans }, (_, i) => i);
    for (let i = 0; i < 4 && sweep(cloud, all) > 0; i += 1) this.refit();
    const trusted = cloud.plots.scansOf[this.anchor].length >= TRUSTED;
    const alike = beginAnew(cloud, trusted ? null : { width: this.width, drift: DRIFT });
    this.confirmed = alike && trusted ? this.confirmed + 1 : 0;
  }

  /** Whether a radar's cover holds the whole cloud, of which `expected` tells the middle. */
  private inCover(radar: number): boolean {
    const { age, velocity } = this.cloud.prior.spread;
    const { times } = this.cloud.reference;
    const elapsed = times[times.length - 1] - times[0];
    const wide = 3 * (this.started ? velocity * (age + elapsed) : this.width);
    const r = this.radars[radar];
    return expected[0] + wide < r.longestRange && expected[2] - wide / expected[0] > r.leastElevation;
  }

  /** The radar that has seen most names the pieces; another must have seen half as much again to take over. */
  private chooseAnchor(): void {
    const seen = this.cloud.strands.map((list) => list.reduce((sum, s) => sum + s.plots, 0));
    let most = this.anchor;
    for (let radar = 0; radar < seen.length; radar += 1) if (seen[radar] > seen[most]) most = radar;
    if (seen[most] <= 1.5 * seen[this.anchor] + 20) return;
    handNumbers(this.pieces, this.cloud.strands[most], most);
    this.anchor = most;
  }

  report(time: number, sink: TrackSink): void {
    if (!this.started) return;
    const { cloud } = this;
    cloud.reference.at(time, state, transition);
    for (const piece of this.pieces) {
      const { anchor } = piece;
      if (!isBelieved(cloud, anchor)) continue;
      if (anchor.label === 0) anchor.label = this.numbers();
      pieceMoments(cloud, piece, mean, covariance);
      product6(covariance, cloud.prior.precision, gain);
      commonCovariance(cloud.prior, mean, shared);
      congruence6(gain, shared, total);
      for (let i = 0; i < 36; i += 1) total[i] += covariance[i];
      congruence6(transition, total, shared);
      packCovariance(shared, packed, 0);
      multiply6(transition, mean, x);
      for (let i = 0; i < 6; i += 1) x[i] += state[i];
      sink(time, anchor.label, x, 0, packed, 0);
    }
  }

  usedPlots(): ReadonlyMap<number, readonly number[]> {
    const used = new Map<number, readonly number[]>();
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

  /** Pieces that no radar tells apart at present. */
  unresolved(): UnresolvedGroup[] {
    return unresolvedGroups(this.cloud, this.pieces);
  }

  refused(): ReadonlyMap<string, number> {
    return new Map();
  }
}

const state = new Float64Array(6);
const transition = new Float64Array(36);
const mean = new Float64Array(6);
const covariance = new Float64Array(36);
const gain = new Float64Array(36);
const shared = new Float64Array(36);
const total = new Float64Array(36);
const packed = new Float64Array(21);
const x = new Float64Array(6);
