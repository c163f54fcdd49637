import {
  COVARIANCE,
  coast,
  PLOT,
  RADAR_FRAME,
  radarFrame,
  STATE,
  UPDATED,
  updateFromRadar,
} from "../kernels/index.js";
import { cameApart } from "./came-apart.js";
import { Confirmation } from "./confirmation.js";
import { type RadarBelief, radarBelief } from "./cover.js";
import { NewbornPlaces } from "./flight-prior.js";
import { Initiation, type InitiationScan } from "./initiation.js";
import { NewbornRate } from "./newborn-rate.js";
import { PlotGrid } from "./plot-grid.js";
import { PlotHistory } from "./plot-history.js";
import type { PlotTable, RadarScan, RadarTracker, TrackingRadar, TrackSink } from "./plots.js";
import { RadarLearning } from "./radar-learning.js";
import { ScanPlots } from "./scan-plots.js";
import { TRACKER_SETTINGS, type TrackerSettings } from "./settings.js";
import { DEFERRED, TrackAssociation } from "./track-association.js";
import { TrackTable } from "./track-table.js";

/** A plot founds a family if it is a new body's with at least this probability. */
const LEAST_BEGINNING = 1e-5;
/** A track not looked at for so long is brought up to date, s. */
const IDLE = 60;

/**
 * Tracks many coasting bodies by the plots of radars. Confirmed tracks are associated first (./track-association.ts),
 * what is left extends the beginnings of tracks and founds new ones (./initiation.ts). Existence is a probability:
 * detections raise it by their likelihood against clutter, misses lower it by the radar's own probability of them and
 * only inside cover; nothing dies of being out of sight.
 */
export class SingleBodyTracker implements RadarTracker {
  private readonly tracks = new TrackTable();
  private readonly history = new PlotHistory();
  /** Of the scan that was loaded last. */
  readonly plots = new ScanPlots();
  private readonly grid = new PlotGrid();
  private readonly association: TrackAssociation;
  private readonly initiation: Initiation;
  private readonly confirmation: Confirmation;
  private readonly learnings: readonly RadarLearning[];
  private readonly newborn: readonly NewbornRate[];
  private readonly places: readonly NewbornPlaces[];
  private readonly frames: Float64Array;
  /** By row of the plot table: 1 where a track uses the plot. */
  private readonly claimed: Uint8Array;
  /** By row: 1 where so many plots lie together that no track may begin by it; null where there are none. */
  crowded: Uint8Array | null = null;
  private readonly outcome = new Float64Array(2);
  private readonly x = new Float64Array(STATE);
  private readonly p = new Float64Array(COVARIANCE);
  private ending = new Uint8Array(64);
  private now = Number.NEGATIVE_INFINITY;
  private readonly refusals = new Map<string, number>();
  private readonly refuse = (reason: string): void => {
    this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + 1);
  };
  /** Last node of each track that was ever reported, by number. */
  private readonly reported = new Map<number, number>();

  constructor(
    radars: readonly TrackingRadar[],
    private readonly table: PlotTable,
    numbers: () => number,
    private readonly settings: TrackerSettings = TRACKER_SETTINGS,
  ) {
    this.association = new TrackAssociation(settings);
    this.initiation = new Initiation(settings, this.history);
    this.learnings = radars.map((radar) => new RadarLearning(radar));
    this.newborn = radars.map(() => new NewbornRate());
    this.places = radars.map(
      (radar) => new NewbornPlaces(radar.longestRange, radar.leastElevation, radarBelief(radar).volume),
    );
    this.frames = new Float64Array(radars.length * RADAR_FRAME);
    radars.forEach((r, k) => {
      radarFrame(r.latitude, r.longitude, r.height, this.frames, k * RADAR_FRAME);
    });
    this.claimed = new Uint8Array(table.count);
    this.confirmation = new Confirmation(
      settings,
      this.initiation.families,
      this.tracks,
      this.history,
      this.claimed,
      numbers,
      this.newborn,
    );
  }

  takeScan(scan: RadarScan): void {
    if (this.load(scan)) this.track(scan);
  }

  /** First half of taking a scan: brings its plots in. @returns whether it can be taken */
  load(scan: RadarScan): boolean {
    if (!this.inOrder(scan)) return false;
    this.confirmation.pass(Math.max(0, scan.time - this.now));
    this.now = scan.time;
    this.plots.load(scan, this.table, this.refuse);
    return true;
  }

  /** Second half: what has been claimed meanwhile is left alone. */
  track(scan: RadarScan): void {
    const { plots, grid, tracks, frames } = this;
    const fAt = scan.radar * RADAR_FRAME;
    const learning = this.learnings[scan.radar];
    const { belief } = learning;
    this.passOverClaimed();
    learning.see(plots);
    grid.fill(plots, true);
    const rate = this.newborn[scan.radar];
    const density = belief.clutterDensity + rate.prediction / belief.volume;
    this.association.run(tracks, plots, grid, belief, frames, fAt, scan.time, density);
    this.update(belief, fAt, density);
    learning.learn(scan, this.claimed, this.association, tracks);
    this.initiate(scan, belief, fAt, rate);
    this.endTracks(scan.time);
  }

  /** Rows of the scan's plots that can be used and that nothing has claimed. */
  freeRows(): number[] {
    const rows: number[] = [];
    for (let j = 0; j < this.plots.count; j++)
      if (this.claimed[this.plots.row[j]] === 0) rows.push(this.plots.row[j]);
    return rows;
  }

  /** Takes plots away from this tracker: of a scan that was loaded and not yet tracked, or of earlier ones. */
  claim(rows: readonly number[]): void {
    for (const row of rows) this.claimed[row] = 1;
  }

  /**
   * Ends all tracks and beginnings that have used one of the plots marked, and tracks of what came to pieces.
   *
   * @param marks by row of the plot table
   * @param scan in which the pieces were seen first
   * @param pieces rows of their plots in it
   */
  forget(marks: Uint8Array, scan: RadarScan, pieces: readonly number[]): void {
    const { tracks, history, frames, table, settings } = this;
    const fAt = scan.radar * RADAR_FRAME;
    if (this.ending.length < tracks.count) this.ending = new Uint8Array(2 * tracks.count);
    let ended = 0;
    for (let i = 0; i < tracks.count; i++) {
      const isUnseen = history.lastRow(tracks.node[i]) < scan.first;
      const over =
        history.meets(tracks.node[i], marks) ||
        (isUnseen && cameApart(tracks, i, scan.time, frames, fAt, table, pieces, settings));
      this.ending[i] = over ? 1 : 0;
      ended += this.ending[i];
      if (this.ending[i] === 1) this.keepHistory(i);
    }
    if (ended > 0) tracks.drop(this.ending);
    this.confirmation.dropMeeting(this.claimed);
    this.initiation.families.compact();
  }

  report(time: number, sink: TrackSink): void {
    this.endTracks(time);
    const { tracks, x, p, settings } = this;
    for (let i = 0; i < tracks.count; i++) {
      if (tracks.existence[i] < 0) continue;
      for (let k = 0; k < STATE; k++) x[k] = tracks.x[i * STATE + k];
      for (let k = 0; k < COVARIANCE; k++) p[k] = tracks.p[i * COVARIANCE + k];
      coast(x, 0, p, 0, time - tracks.time[i], settings.processNoise);
      if (tracks.plots[i] === 2 && p[0] + p[2] + p[5] > settings.widestReport ** 2) continue;
      this.reported.set(tracks.number[i], tracks.node[i]);
      sink(time, tracks.number[i], x, 0, p, 0);
    }
  }

  usedPlots(): ReadonlyMap<number, readonly number[]> {
    const { tracks } = this;
    for (let i = 0; i < tracks.count; i++) this.keepHistory(i);
    return new Map([...this.reported].map(([number, node]) => [number, this.history.rows(node)]));
  }

  refused(): ReadonlyMap<string, number> {
    return this.refusals;
  }

  private passOverClaimed(): void {
    const { plots, claimed } = this;
    for (let j = 0; j < plots.count; j++) if (claimed[plots.row[j]] === 1) plots.taken[j] = 1;
  }

  private inOrder(scan: RadarScan): boolean {
    const reason =
      this.learnings[scan.radar] === undefined
        ? "unknown radar"
        : !Number.isFinite(scan.time)
          ? "not a number"
          : scan.time < this.now
            ? "before the scan that came last"
            : null;
    if (reason === null) return true;
    for (let k = scan.first; k < scan.end; k++) this.refuse(reason);
    return false;
  }

  /** Updates the tracks that have taken a plot, and lowers the existence of those that should have. */
  private update(belief: RadarBelief, fAt: number, density: number): void {
    const { tracks, plots, history, outcome, settings } = this;
    const { plotOf, detection } = this.association;
    const toDensity = Math.log(density);
    for (let i = 0; i < tracks.count; i++) {
      const pd = detection[i];
      if (pd === 0) continue;
      const j = plotOf[i];
      if (j === DEFERRED) continue;
      if (
        j < 0 ||
        updateFromRadar(
          tracks.x,
          i * STATE,
          tracks.p,
          i * COVARIANCE,
          this.frames,
          fAt,
          plots.z,
          j * PLOT,
          outcome,
        ) !== UPDATED
      ) {
        tracks.existence[i] += Math.log(1 - pd);
        continue;
      }
      tracks.existence[i] = Math.min(
        settings.surest,
        tracks.existence[i] + Math.log(belief.detection) + outcome[1] - toDensity,
      );
      tracks.plots[i]++;
      tracks.node[i] = history.add(plots.row[j], tracks.node[i]);
      plots.taken[j] = 1;
      this.claimed[plots.row[j]] = 1;
    }
  }

  private initiate(scan: RadarScan, belief: RadarBelief, fAt: number, rate: NewbornRate): void {
    const { plots, grid, initiation, frames } = this;
    if (initiation.families.count > 0) {
      grid.fill(plots, true);
      plots.place(frames, fAt);
    }
    const part: InitiationScan = {
      plots,
      grid,
      belief,
      frame: frames,
      fAt,
      time: scan.time,
      radar: scan.radar,
      places: this.places[scan.radar],
      newborn: rate.prediction,
      appeared: rate.appeared,
    };
    initiation.extend(part);
    part.newborn = rate.judge(
      initiation.unexplained(part),
      belief.detection,
      this.learnings[scan.radar].falsePlotsAScan(),
    );
    this.confirmation.run(this.crowded);
    this.passOverClaimed();
    initiation.found(part, LEAST_BEGINNING);
  }

  /** Tracks end when they are disproved, too widely known to be found again, or down. */
  private endTracks(now: number): void {
    const { tracks, settings } = this;
    if (this.ending.length < tracks.count) this.ending = new Uint8Array(2 * tracks.count);
    const { ending } = this;
    const ground = (6_378_137 + settings.leastHeight) ** 2;
    let ended = 0;
    for (let i = 0; i < tracks.count; i++) {
      const gap = now - tracks.time[i];
      if (gap > IDLE) {
        coast(tracks.x, i * STATE, tracks.p, i * COVARIANCE, gap, settings.processNoise);
        tracks.time[i] = now;
      }
      const x = i * STATE;
      const p = i * COVARIANCE;
      const r2 = tracks.x[x] ** 2 + tracks.x[x + 1] ** 2 + tracks.x[x + 2] ** 2;
      const wide = tracks.p[p] + tracks.p[p + 2] + tracks.p[p + 5];
      const over =
        tracks.existence[i] < settings.given || !(r2 > ground) || !(wide < settings.widestTrack ** 2);
      ending[i] = over ? 1 : 0;
      if (!over) continue;
      ended++;
      this.keepHistory(i);
    }
    if (ended > 0) tracks.drop(ending);
  }

  /** What a track that ends has used stays known, if it was ever reported. */
  private keepHistory(i: number): void {
    const { reported, tracks } = this;
    if (reported.has(tracks.number[i])) reported.set(tracks.number[i], tracks.node[i]);
  }
}
