import type { RadarSchedule } from "../../../messages/index.js";
import { couplingSeconds, radarLookTime, radarScanTime } from "../../../sensors/index.js";
import type { RadarScene } from "../scene.js";
import type { Alert } from "./fence-watch.js";
import { predictTrack, type TrackFile } from "./track-file.js";

/** A range farther from the expected one than this many standard deviations and this, m, is of something else. */
const GATE_SIGMAS = 5;
const GATE = 1000;
/** A fifth of half the acceleration of a strong motor, m/s²: five of it are the whole. */
const ACCELERATION = 6;
/** A place that is known to no better than this many beamwidths, 1σ, is lost. */
const STALE_BEAMS = 0.5;
/** What the fence sees within so many beamwidths of a track, and within its gate, is the track. */
const FENCE_GATE = 1;
/** No track's range rate is held to be known better than this, m/s. */
const LEAST_RATE_SIGMA = 3;

/** A track and when it wants to be looked at. */
export interface DueLook {
  readonly track: TrackFile;
  readonly wanted: number;
}

/** What a track leads to expect. */
export interface Expected {
  /** rad */
  readonly azimuth: number;
  readonly elevation: number;
  /** m */
  readonly range: number;
  /** m/s, away positive. */
  readonly rangeRate: number;
}

const predicted = new Float64Array(6);

/** All that a radar follows, and who is looked at when. */
export class TrackFiles {
  private readonly byTarget = new Map<number, TrackFile>();
  /** When within the scan each firm track is looked at. */
  private readonly planned = new Map<TrackFile, number>();
  /** Tracks that were given up so far. */
  dropped = 0;
  private readonly repeat: number;
  private readonly fenceCoupling: number;

  constructor(
    private readonly scene: RadarScene,
    private readonly schedule: RadarSchedule,
  ) {
    this.repeat = schedule.fence.repeatSeconds;
    this.fenceCoupling = couplingSeconds(scene.radar, schedule.fence.pulseMilliseconds * 1e-3);
  }

  get count(): number {
    return this.byTarget.size;
  }

  of(target: number): TrackFile | undefined {
    return this.byTarget.get(target);
  }

  add(track: TrackFile): void {
    this.byTarget.set(track.target, track);
  }

  drop(track: TrackFile): void {
    this.dropped += 1;
    this.byTarget.delete(track.target);
    this.planned.delete(track);
  }

  clear(): void {
    this.dropped = 0;
    this.byTarget.clear();
    this.planned.clear();
  }

  private isFirm(track: TrackFile): boolean {
    return track.looks >= this.schedule.tracking.confirmationLooks;
  }

  /** A firm track is looked at once a scan, when a sweep would come by its azimuth. */
  planScan(scan: number): void {
    const { radar } = this.scene;
    this.planned.clear();
    for (const track of this.byTarget.values()) {
      if (!this.isFirm(track)) continue;
      let time = radarScanTime(radar, scan) + radar.revisitSeconds / 2;
      for (let k = 0; k < 3; k++) time = radarLookTime(radar, scan, this.expected(track, time).azimuth);
      this.planned.set(track, time);
    }
  }

  /**
   * Looks that are wanted in a repetition, the first to be served first: tracks that are not firm yet, in each
   * repetition; then by the network's rule.
   */
  due(start: number, end: number): DueLook[] {
    const { priority, youngSeconds } = this.schedule.tracking;
    const due: (DueLook & { readonly rank: number })[] = [];
    for (const track of this.byTarget.values()) {
      if (this.isFirm(track)) {
        const wanted = this.planned.get(track);
        if (wanted === undefined || wanted < start || wanted >= end) continue;
        const young = priority === "young-first" && wanted - track.born < youngSeconds;
        due.push({ track, wanted, rank: young ? 1 : 2 });
      } else if (track.time < start) {
        due.push({ track, wanted: Math.max(start, Math.min(track.time + this.repeat, end)), rank: 0 });
      }
    }
    return due.sort(
      (a, b) =>
        a.rank - b.rank ||
        a.track.time - b.track.time ||
        a.wanted - b.wanted ||
        a.track.target - b.track.target,
    );
  }

  /** Where a track is expected, apparent, and its range rate. */
  expected(track: TrackFile, time: number): Expected {
    predictTrack(track, time, predicted);
    const { positionEcef: origin, east, north, up } = this.scene.site;
    const x = predicted[0]! - origin[0];
    const y = predicted[1]! - origin[1];
    const z = predicted[2]! - origin[2];
    const e = x * east[0] + y * east[1] + z * east[2];
    const n = x * north[0] + y * north[1] + z * north[2];
    const u = x * up[0] + y * up[1] + z * up[2];
    const level = Math.sqrt(e * e + n * n);
    const range = Math.sqrt(level * level + u * u);
    return {
      azimuth: Math.atan2(e, n),
      elevation: Math.atan2(u, level),
      range,
      rangeRate: (x * predicted[3]! + y * predicted[4]! + z * predicted[5]!) / range,
    };
  }

  /**
   * Whether a range may be a track's.
   *
   * @param expected range with the look's coupling in it, m
   * @param coupling t of the look's chirp, s
   */
  gates(track: TrackFile, expected: number, range: number, time: number, coupling: number): boolean {
    const { place, both, speed } = track.along;
    const dt = time - track.time;
    // r + t·ṙ at a time dt later is the place (dt + t) later with today's velocity
    const t = dt + coupling;
    const spread = Math.sqrt(Math.max(0, place + t * (2 * both + t * speed)));
    return Math.abs(range - expected) < GATE + GATE_SIGMAS * (spread + ACCELERATION * dt * dt);
  }

  /** Whether an alert of the fence is something that is followed already. */
  accountsFor(alert: Alert): boolean {
    const track = this.byTarget.get(alert.target);
    if (track === undefined) return false;
    const at = this.expected(track, alert.time);
    const width = (this.scene.radar.beamwidthDeg * Math.PI) / 180;
    const apart = Math.hypot(
      at.elevation - alert.elevation,
      Math.sin(at.azimuth - alert.azimuth) * Math.cos(alert.elevation),
    );
    const range = at.range + this.fenceCoupling * at.rangeRate;
    const near =
      apart < FENCE_GATE * width && this.gates(track, range, alert.range, alert.time, this.fenceCoupling);
    // gone astray: the target is found anew
    if (!near) this.drop(track);
    return near;
  }

  /**
   * How surely a track holds the range rate that is expected of it, before a look is taken into it: by the innovations
   * of its ranges. Null before there is one.
   */
  heldRangeRate(track: TrackFile, rangeRate: number): { rangeRate: number; sigma: number } | null {
    if (Number.isNaN(track.rateSquare)) return null;
    return {
      rangeRate,
      sigma: Math.max(LEAST_RATE_SIGMA, Math.sqrt(Math.max(track.rateSquare, track.along.speed))),
    };
  }

  isLost(track: TrackFile): boolean {
    const { dropAfterMisses } = this.schedule.tracking;
    return track.misses >= (this.isFirm(track) ? dropAfterMisses : Math.ceil(dropAfterMisses / 2));
  }

  /** Whether a track was without look for so long that a beam no longer surely meets it: by its own uncertainty. */
  isStale(track: TrackFile, time: number, range: number): boolean {
    const { place, both, speed } = track.across;
    const dt = time - track.time;
    const spread = Math.sqrt(Math.max(0, place + dt * (2 * both + dt * speed))) + ACCELERATION * dt * dt;
    return spread > (STALE_BEAMS * this.scene.radar.beamwidthDeg * Math.PI * range) / 180;
  }
}
