import { type RandomStream, randomStream } from "../../astro/index.js";
import type { Radar } from "../../messages/index.js";
import { type RadarSite, radarSite } from "../../sensors/index.js";
import { type Body, crossSectionAt } from "../body.js";
import type { Setting } from "../setting.js";
import type { Sky } from "../sky.js";

/** No body of a scenario moves faster over ground, m/s: bounds what can come into cover within a block of scans. */
export const GREATEST_SPEED = 12_000;

/** Something that is there for a moment only, on a straight line: a meteor's trail or head. */
export interface Transient {
  /** Name by which its draws are keyed. */
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** Earth-fixed at its start, m, and m/s. */
  readonly position: readonly [number, number, number];
  readonly velocity: readonly [number, number, number];
  /** m². */
  readonly crossSection: number;
}

/**
 * All that may return an echo to one radar, by number: the scenario's bodies, then the sky's objects, then what comes
 * and goes.
 */
export class RadarTargets {
  private readonly site: RadarSite;
  private readonly fluctuations = new Map<number, RandomStream>();
  private readonly noises = new Map<number, RandomStream>();
  private readonly transients = new Map<number, Transient>();
  private readonly state = new Float64Array(6);
  private readonly fixed: number;
  private next: number;

  constructor(
    private readonly setting: Setting,
    private readonly radar: Radar,
    private readonly bodies: readonly Body[],
    private readonly sky: Sky,
  ) {
    this.site = radarSite(radar);
    this.fixed = bodies.length + sky.count;
    this.next = this.fixed;
  }

  /** Numbers of the bodies and sky's objects that may come into cover at some time of a span: never one too few. */
  candidates(from: number, to: number): Int32Array {
    const bodies: number[] = [];
    this.bodies.forEach((body, k) => {
      if (this.mayBeSeen(body, from, to)) bodies.push(k);
    });
    const objects = this.sky.count > 0 ? this.sky.candidates(this.radar, from, to) : new Int32Array(0);
    const all = new Int32Array(bodies.length + objects.length);
    all.set(bodies);
    for (let k = 0; k < objects.length; k++) all[bodies.length + k] = this.bodies.length + objects[k]!;
    return all;
  }

  /** A bound that costs one position: could the body be above the horizon and in range at some time of a span? */
  private mayBeSeen(body: Body, from: number, to: number): boolean {
    const start = Math.max(from, body.motion.start);
    const end = Math.min(to, body.motion.end);
    if (end < start || body.crossSections.length === 0) return false;
    body.motion.stateAt((start + end) / 2, this.state);
    const d = [0, 1, 2].map((i) => this.state[i]! - this.site.positionEcef[i]!);
    const reach = GREATEST_SPEED * ((end - start) / 2 + 1);
    if (Math.hypot(...d) > this.radar.maximumRangeKm * 1000 + reach) return false;
    const { up } = this.site;
    return d[0]! * up[0] + d[1]! * up[1] + d[2]! * up[2] > -reach;
  }

  /** Numbers something that comes and goes. */
  add(transient: Transient): number {
    this.transients.set(this.next, transient);
    return this.next++;
  }

  /** Forgets what has gone for good before a time. */
  forget(before: number): void {
    for (const [number, t] of this.transients) {
      if (t.end >= before) continue;
      this.transients.delete(number);
      this.fluctuations.delete(number);
      this.noises.delete(number);
    }
  }

  isThere(target: number, time: number): boolean {
    if (target < this.bodies.length) {
      const { motion } = this.bodies[target]!;
      return time >= motion.start && time < motion.end;
    }
    if (target < this.fixed) return time >= 0 && time < this.setting.duration;
    const transient = this.transients.get(target);
    return transient !== undefined && time >= transient.start && time < transient.end;
  }

  /** @param out 6: Earth-fixed position m, velocity m/s; zeros where it has decayed or gone */
  stateAt(target: number, time: number, out: Float64Array): void {
    if (target < this.bodies.length) this.bodies[target]!.motion.stateAt(time, out);
    else if (target < this.fixed) {
      this.sky.stateAt(target - this.bodies.length, time, out);
    } else {
      const t = this.transients.get(target);
      if (t === undefined) {
        out.fill(0, 0, 6);
        return;
      }
      const since = Math.min(Math.max(time, t.start), t.end) - t.start;
      for (let i = 0; i < 3; i++) {
        out[i] = t.position[i]! + t.velocity[i]! * since;
        out[3 + i] = t.velocity[i]!;
      }
    }
  }

  /** Mean radar cross-section, m². */
  crossSection(target: number, time: number): number {
    if (target < this.bodies.length) return crossSectionAt(this.bodies[target]!, time);
    if (target < this.fixed) return this.sky.crossSection(target - this.bodies.length);
    return this.transients.get(target)?.crossSection ?? 0;
  }

  swerling(target: number): 0 | 1 | 2 | 3 | 4 {
    if (target < this.bodies.length) return this.bodies[target]!.swerling;
    return target < this.fixed ? this.sky.swerling : 1;
  }

  /** The draws of how its cross-section fluctuates, as this radar sees it. */
  fluctuation(target: number): RandomStream {
    return this.kept(this.fluctuations, target, "");
  }

  /** The draws of the receiver's noise in looks at it, and of the errors of its plots. */
  noise(target: number): RandomStream {
    return this.kept(this.noises, target, "\u0000noise");
  }

  private kept(streams: Map<number, RandomStream>, target: number, purpose: string): RandomStream {
    let stream = streams.get(target);
    if (stream === undefined) {
      const { setting, radar } = this;
      stream = randomStream(setting.inputs.seed, "radar", radar.id, `${this.id(target)}${purpose}`);
      streams.set(target, stream);
    }
    return stream;
  }

  private id(target: number): string {
    if (target < this.bodies.length) return this.bodies[target]!.id;
    if (target < this.fixed) return this.sky.id(target - this.bodies.length);
    return this.transients.get(target)!.id;
  }
}
