import { poissonAt, randomStream, uniformAt } from "../../../astro/index.js";
import type { RadarSchedule } from "../../../messages/index.js";
import {
  type FaceFence,
  faceFences,
  facing,
  fenceBeamDirection,
  fenceBeamTime,
  nearestFenceBeam,
  rangeResolution,
  refract,
} from "../../../sensors/index.js";
import { microseconds } from "../../measure/rounding.js";
import { type RadarScene, TrueLook } from "../scene.js";
import { GREATEST_SPEED } from "../targets.js";
import { type Beam, lookAlong } from "./beam-looks.js";
import { returnOf } from "./returns.js";
import type { FaceTimeline } from "./timeline.js";

const DEGREE = Math.PI / 180;
/** Air lifts nothing by more than this, rad; with two beamwidths it bounds who can be in the fence. */
const GREATEST_LIFT = 0.01;

/** An echo in the fence that no track accounts for yet. */
export interface Alert {
  readonly azimuth: number;
  readonly elevation: number;
  /** With its coupling in it, m. */
  readonly range: number;
  readonly time: number;
  /** Whose echo it is, or −1: noise. */
  readonly target: number;
}

const truth = new TrueLook();

/** The fence of a radar, laid again and again. */
export class FenceWatch {
  readonly fences: readonly FaceFence[];
  /** Beams of a whole repetition. */
  readonly beams: number;
  private readonly pulse: number;
  private readonly repeat: number;
  private readonly low: number;
  private readonly high: number;
  /** Before this time a target can't have come to the fence, by number. */
  private readonly notBefore = new Map<number, number>();

  constructor(
    private readonly scene: RadarScene,
    schedule: RadarSchedule,
  ) {
    const { radar } = scene;
    this.fences = faceFences(radar, schedule);
    this.beams = this.fences.reduce((sum, f) => sum + f.positions * f.elevations.length, 0);
    this.pulse = schedule.fence.pulseMilliseconds * 1e-3;
    this.repeat = schedule.fence.repeatSeconds;
    const margin = 2 * radar.beamwidthDeg * DEGREE + GREATEST_LIFT;
    const elevations = this.fences.flatMap((f) => f.elevations);
    this.low = Math.min(...elevations) - margin;
    this.high = Math.max(...elevations) + margin;
  }

  /** Takes the fence's time and energy before all else. */
  reserve(timelines: readonly FaceTimeline[], start: number): number {
    let made = 0;
    this.fences.forEach((fence, face) => {
      const beams = fence.positions * fence.elevations.length;
      for (let beam = 0; beam < beams; beam++) {
        const time = timelines[face]!.place(
          start + fenceBeamTime(fence, beam),
          this.pulse * this.scene.pulses,
        );
        if (!Number.isNaN(time)) made++;
      }
    });
    return made;
  }

  /**
   * The echoes of targets in one repetition, in order of time.
   *
   * @param candidates that last
   * @param momentary that come and go
   */
  alerts(start: number, candidates: ArrayLike<number>, momentary: readonly number[]): Alert[] {
    const found: Alert[] = [];
    for (let k = 0; k < candidates.length; k++) {
      const target = candidates[k]!;
      if (this.isFarOff(target, start)) continue;
      const alert = this.alertOf(target, start);
      if (alert !== null) found.push(alert);
    }
    for (const target of momentary) {
      const alert = this.alertOf(target, start);
      if (alert !== null) found.push(alert);
    }
    return found.sort((a, b) => a.time - b.time || a.range - b.range);
  }

  /** Whether a target surely does not come to the fence in a repetition: by bounds. */
  private isFarOff(target: number, start: number): boolean {
    if ((this.notBefore.get(target) ?? 0) > start + this.repeat) return true;
    const { scene } = this;
    truth.at(scene, target, start + this.repeat / 2);
    const off = Math.max(this.low - truth.elevation, truth.elevation - this.high);
    if (off > 0) {
      // its elevation changes by its speed over its range at most, and the range by its speed
      const soonest = (off * truth.range) / (GREATEST_SPEED * (1 + off));
      if (soonest > this.repeat) this.notBefore.set(target, start + this.repeat / 2 + soonest);
      return soonest > this.repeat / 2;
    }
    return false;
  }

  private alertOf(target: number, start: number): Alert | null {
    const { scene } = this;
    const beam = this.beamOn(target, start);
    if (beam === null) return null;
    const echo = lookAlong(scene, beam, target);
    if (echo === null) return null;
    const { azimuth, elevation, range } = returnOf(scene, echo);
    return { azimuth, elevation, range, time: beam.time, target };
  }

  /** The beam of this repetition that comes nearest to where a target stands in its middle. */
  private beamOn(target: number, start: number): Beam | null {
    const { radar, fixed, targets } = this.scene;
    const middle = start + this.repeat / 2;
    truth.at(this.scene, target, middle);
    if (
      truth.elevation < this.low ||
      truth.range > radar.maximumRangeKm * 1000 + GREATEST_SPEED * this.repeat
    ) {
      return null;
    }
    const { azimuth, elevation } = refract(fixed.surfaceRefractivity, truth);
    const face = facing(radar, azimuth, elevation);
    if (face === null) return null;
    const fence = this.fences[face.index]!;
    const number = nearestFenceBeam(fence, azimuth, elevation);
    const time = microseconds(start + fenceBeamTime(fence, number));
    if (!targets.isThere(target, time)) return null;
    const direction = fenceBeamDirection(fence, number);
    const { offBoresight } = facing(radar, direction.azimuth, direction.elevation) ?? face;
    return { time, ...direction, offBoresight, pulse: this.pulse, purpose: 0 };
  }

  /** Noise that passes the threshold in some range cell of some beam of a repetition. */
  noiseAlerts(start: number, cycle: number): Alert[] {
    const { radar, setting } = this.scene;
    const cells = (radar.maximumRangeKm * 1000) / rangeResolution(radar);
    const mean = this.beams * cells * radar.falseAlarmProbability;
    const draws = randomStream(setting.inputs.seed, "radar", radar.id, "\u0000fence noise", cycle);
    const count = poissonAt(draws, 0, mean);
    const found: Alert[] = [];
    for (let k = 0; k < count; k++) {
      let beam = Math.floor(uniformAt(draws, 1 + 2 * k) * this.beams);
      let face = 0;
      while (beam >= beamsOf(this.fences[face]!)) beam -= beamsOf(this.fences[face++]!);
      const fence = this.fences[face]!;
      found.push({
        ...fenceBeamDirection(fence, beam),
        range: uniformAt(draws, 2 + 2 * k) * radar.maximumRangeKm * 1000,
        time: microseconds(start + fenceBeamTime(fence, beam)),
        target: -1,
      });
    }
    return found;
  }

  /** Forgets when targets may come that can no longer be met, so that memory stays bounded. */
  forget(before: number): void {
    for (const [target, time] of this.notBefore) if (time < before) this.notBefore.delete(target);
  }
}

function beamsOf(fence: FaceFence): number {
  return fence.positions * fence.elevations.length;
}
