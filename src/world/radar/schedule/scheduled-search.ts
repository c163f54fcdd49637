import type { Look } from "../../../astro/index.js";
import type { RadarCue, RadarSchedule } from "../../../messages/index.js";
import {
  couplingSeconds,
  pulseSeconds,
  type RadarCover,
  radarCover,
  radarScanTime,
} from "../../../sensors/index.js";
import { microseconds } from "../../measure/rounding.js";
import type { Meteors } from "../clutter/clutter.js";
import type { Echo } from "../echo.js";
import type { RadarScene } from "../scene.js";
import { type Beam, lookAlong } from "./beam-looks.js";
import { cueDirections } from "./cues.js";
import { type Alert, FenceWatch } from "./fence-watch.js";
import { returnOf } from "./returns.js";
import { type BeamPurpose, emptyTally, type Tally } from "./tally.js";
import { FaceTimeline } from "./timeline.js";
import { openTrackFile, type TrackFile, updateTrack } from "./track-file.js";
import { TrackFiles } from "./track-files.js";

const DEGREE = Math.PI / 180;
/** Candidates are worked out anew after so many scans. */
const BLOCK = 12;

/** A confirmation that waits for its beam. */
interface Confirmation {
  readonly alert: Alert;
  readonly wanted: number;
}

/**
 * A radar with a schedule: its fence comes first, then confirmations of what the fence found, ordered cues, and beams
 * on its tracks, as far as time and energy go. Looks beyond that are not made, and are counted.
 *
 * One track gives at most one plot a scan. What the fence sees of a followed target is not reported: its track is.
 */
export class ScheduledSearch {
  readonly tally: Tally = emptyTally();
  readonly tracks: TrackFiles;
  private readonly fence: FenceWatch;
  private readonly timelines: FaceTimeline[];
  private readonly cycles: number;
  private candidates: Int32Array = new Int32Array(0);
  private waiting: Confirmation[] = [];
  private nextScan = 0;

  constructor(
    private readonly scene: RadarScene,
    private readonly schedule: RadarSchedule,
    private readonly meteors: Meteors,
  ) {
    this.fence = new FenceWatch(scene, schedule);
    const repeat = schedule.fence.repeatSeconds;
    this.timelines = scene.radar.faces.map(() => new FaceTimeline(schedule.budget, repeat));
    this.cycles = Math.round(scene.radar.revisitSeconds / repeat);
    this.tracks = new TrackFiles(scene, schedule);
  }

  /**
   * The echoes that a scan reports. Scans before it that were not asked for are worked out first; an earlier one than
   * the last makes the search begin anew.
   */
  scan(number: number): Echo[] {
    if (number < this.nextScan) this.restart();
    while (this.nextScan < number) this.nextOne();
    return this.nextOne();
  }

  private restart(): void {
    this.nextScan = 0;
    this.waiting = [];
    this.tracks.clear();
    this.fence.forget(Number.POSITIVE_INFINITY);
    Object.assign(this.tally, emptyTally());
  }

  private nextOne(): Echo[] {
    const { radar, targets } = this.scene;
    const scan = this.nextScan++;
    const start = radarScanTime(radar, scan);
    if (scan % BLOCK === 0) {
      this.candidates = targets.candidates(start, start + BLOCK * radar.revisitSeconds);
      this.fence.forget(start);
    }
    this.tracks.planScan(scan);
    const echoes: Echo[] = [];
    for (let cycle = 0; cycle < this.cycles; cycle++) this.repetition(scan, cycle, echoes);
    return echoes;
  }

  /** One repetition of the fence and what goes beside it. */
  private repetition(scan: number, cycle: number, echoes: Echo[]): void {
    const length = this.schedule.fence.repeatSeconds;
    const start = radarScanTime(this.scene.radar, scan) + cycle * length;
    const end = start + length;
    for (const timeline of this.timelines) timeline.begin(start);
    this.tally.beams.fence.made += this.fence.reserve(this.timelines, start);
    const meteors = this.meteors.between(start, end);
    this.findNew(start, scan * this.cycles + cycle, meteors);
    this.confirm(end, scan, echoes);
    this.followCues(start, scan, meteors, echoes);
    for (const due of this.tracks.due(start, end)) this.follow(due.track, due.wanted, scan, echoes);
    this.weighLoad(length);
  }

  /** Alerts of the fence that no track accounts for wait for a confirming look. */
  private findNew(start: number, cycle: number, meteors: readonly number[]): void {
    const { confirmSeconds } = this.schedule.tracking;
    const alerts = this.fence.alerts(start, this.candidates, meteors);
    const noise = this.fence.noiseAlerts(start, cycle);
    this.tally.falseAlerts += noise.length;
    for (const alert of [...alerts, ...noise]) {
      if (this.tracks.accountsFor(alert)) continue;
      this.waiting.push({ alert, wanted: alert.time + confirmSeconds });
    }
    this.waiting.sort((a, b) => a.wanted - b.wanted);
  }

  private confirm(end: number, scan: number, echoes: Echo[]): void {
    const later: Confirmation[] = [];
    for (const confirmation of this.waiting) {
      const { alert, wanted } = confirmation;
      if (wanted >= end) {
        later.push(confirmation);
        continue;
      }
      const cover = this.coverNear(alert);
      if (cover === null) continue;
      const beam = this.send("confirmation", cover.index, wanted, alert, alert.range, cover.offBoresight);
      if (beam === null || alert.target < 0) continue;
      const echo = lookAlong(this.scene, beam, alert.target);
      if (echo === null || this.tracks.of(alert.target) !== undefined) continue;
      this.begin(echo, alert.target, scan, echoes);
    }
    this.waiting = later;
  }

  private followCues(start: number, scan: number, meteors: readonly number[], echoes: Echo[]): void {
    for (const cue of this.schedule.cues) {
      if (start < cue.startSeconds || start >= cue.endSeconds) continue;
      this.searchCue(cue, start, scan, meteors, echoes);
    }
  }

  private searchCue(
    cue: RadarCue,
    start: number,
    scan: number,
    meteors: readonly number[],
    echoes: Echo[],
  ): void {
    const { radar } = this.scene;
    for (const direction of cueDirections(radar, cue)) {
      const cover = radarCover(radar, { ...direction, range: 0 });
      if (cover === null) continue;
      const beam = this.sendPulse(
        "cue",
        cover.index,
        start,
        direction,
        cue.pulseMilliseconds * 1e-3,
        cover.offBoresight,
      );
      if (beam === null) continue;
      for (const targets of [this.candidates, meteors]) {
        for (const target of targets) {
          if (this.tracks.of(target) !== undefined) continue;
          const echo = lookAlong(this.scene, beam, target);
          if (echo !== null) this.begin(echo, target, scan, echoes);
        }
      }
    }
  }

  /** The face that sees a direction; one up to a beamwidth below the least elevation is looked for at that. */
  private coverNear(look: Look): RadarCover | null {
    const { radar } = this.scene;
    const least = radar.elevationMinDeg * DEGREE;
    const below = least - look.elevation;
    if (below <= 0 || below > radar.beamwidthDeg * DEGREE) return radarCover(radar, look);
    return radarCover(radar, { azimuth: look.azimuth, elevation: least, range: look.range });
  }

  private begin(echo: Echo, target: number, scan: number, echoes: Echo[]): void {
    const { radar, site } = this.scene;
    const coupling = couplingSeconds(radar, echo.pulse);
    const track = openTrackFile(site, target, echo.time, returnOf(this.scene, echo), coupling);
    track.reportedIn = scan;
    this.tracks.add(track);
    this.tally.tracksOpened += 1;
    echoes.push(echo);
  }

  /** A beam where a track is expected. */
  private follow(track: TrackFile, wanted: number, scan: number, echoes: Echo[]): void {
    const aim = this.tracks.expected(track, wanted);
    const cover = this.coverNear(aim);
    if (cover === null) {
      this.tracks.drop(track);
      return;
    }
    const sent = this.send("track", cover.index, wanted, aim, aim.range, cover.offBoresight);
    if (sent === null) {
      if (this.tracks.isStale(track, wanted, aim.range)) this.tracks.drop(track);
      return;
    }
    // sent a little later than wanted: the beam follows the track
    const at = this.tracks.expected(track, sent.time);
    const coupling = couplingSeconds(this.scene.radar, sent.pulse);
    const range = at.range + coupling * at.rangeRate;
    const echo = lookAlong(
      this.scene,
      { ...sent, azimuth: at.azimuth, elevation: at.elevation },
      track.target,
    );
    const back = echo === null ? null : returnOf(this.scene, echo);
    if (echo === null || back === null || !this.tracks.gates(track, range, back.range, sent.time, coupling)) {
      track.misses += 1;
      if (this.tracks.isLost(track)) this.tracks.drop(track);
      return;
    }
    const held = this.tracks.heldRangeRate(track, at.rangeRate);
    updateTrack(this.scene.site, track, sent.time, back, back.range - range, coupling);
    if (track.reportedIn === scan) return;
    track.reportedIn = scan;
    echoes.push(held === null ? echo : { ...echo, held });
  }

  private send(
    purpose: BeamPurpose,
    face: number,
    wanted: number,
    direction: { readonly azimuth: number; readonly elevation: number },
    range: number,
    offBoresight: number,
  ): Beam | null {
    const pulse = pulseSeconds(this.scene.radar, range);
    return this.sendPulse(purpose, face, wanted, direction, pulse, offBoresight);
  }

  /** Sends a beam if there is time and energy for it. */
  private sendPulse(
    purpose: BeamPurpose,
    face: number,
    wanted: number,
    { azimuth, elevation }: { readonly azimuth: number; readonly elevation: number },
    pulse: number,
    offBoresight: number,
  ): Beam | null {
    const time = this.timelines[face]!.place(wanted, pulse * this.scene.pulses);
    const count = this.tally.beams[purpose];
    if (Number.isNaN(time)) {
      count.refused += 1;
      return null;
    }
    count.made += 1;
    return {
      time: microseconds(time),
      azimuth,
      elevation,
      offBoresight,
      pulse,
      purpose: PURPOSES.indexOf(purpose),
    };
  }

  private weighLoad(length: number): void {
    for (const timeline of this.timelines) {
      this.tally.greatestDuty = Math.max(this.tally.greatestDuty, timeline.transmitted / length);
      this.tally.greatestLoad = Math.max(this.tally.greatestLoad, timeline.load);
    }
  }
}

const PURPOSES: readonly BeamPurpose[] = ["fence", "confirmation", "cue", "track"];
