import type { Measurement } from "../../messages/index.js";
import type { WorldInputs } from "../inputs.js";
import { bodyLights } from "../light/body-lights.js";
import { type Setting, settingOf } from "../setting.js";
import { bodiesOfSky } from "../sky/sky-bodies.js";
import type { Truth } from "../truth.js";
import { heartbeats } from "./heartbeats.js";
import { InfraredObserver } from "./infrared.js";
import { notification } from "./notifications.js";
import { recordedPulses } from "./pulses.js";
import { RadarObserver } from "./radar.js";

/** A part of the work that depends on no other: a block of one sensor's looks or scans. */
export interface WorkUnit {
  readonly sensor: number;
  readonly first: number;
  readonly last: number;
}

/** Looks or scans in one block. */
const BLOCK = 12;

/** Observers of a truth, made once for each sensor that is asked for. */
export class Observers {
  private readonly infrared = new Map<number, InfraredObserver>();
  private readonly radar = new Map<number, RadarObserver>();

  private readonly setting: Setting;

  /**
   * @param inputs the network and the scenario's messages
   * @param truth what is there to be seen
   */
  constructor(
    private readonly inputs: WorldInputs,
    private readonly truth: Truth,
  ) {
    this.setting = settingOf(inputs);
  }

  /** Cuts all looks and scans of a run into units, in a fixed order. */
  units(): WorkUnit[] {
    const units: WorkUnit[] = [];
    this.inputs.network.sensors.forEach((sensor, index) => {
      if (sensor.kind === "optical") return;
      const [first, last] =
        sensor.kind === "infrared" ? this.infraredObserver(index).looks() : this.radarObserver(index).scans();
      for (let k = first; k <= last; k += BLOCK) {
        units.push({ sensor: index, first: k, last: Math.min(last, k + BLOCK - 1) });
      }
    });
    return units;
  }

  /** What one unit of work measures, in the order of time and then of place. */
  measure(unit: WorkUnit): Measurement[] {
    const sensor = this.inputs.network.sensors[unit.sensor]!;
    if (sensor.kind === "radar") return this.radarObserver(unit.sensor).block(unit.first, unit.last);
    const observer = this.infraredObserver(unit.sensor);
    const out: Measurement[] = [];
    for (let look = unit.first; look <= unit.last; look++) out.push(...observer.look(look));
    return out;
  }

  /** Messages that take no work: heartbeats, notifications, recorded pulses. */
  light(): Measurement[] {
    const { setting } = this;
    const { network, scenario } = this.inputs;
    const out: Measurement[] = network.sensors.flatMap((s) => heartbeats(setting, s));
    let pulses = 0;
    let notices = 0;
    for (const object of scenario.objects) {
      if (object.kind === "notification") out.push(notification(setting, object, notices++));
      if (object.kind !== "lightning") continue;
      const recorded = recordedPulses(setting, object, pulses);
      pulses += recorded.length;
      out.push(...recorded);
    }
    return out;
  }

  private infraredObserver(index: number): InfraredObserver {
    let observer = this.infrared.get(index);
    if (observer === undefined) {
      const sensor = this.inputs.network.sensors[index]!;
      if (sensor.kind !== "infrared") throw new TypeError(`${sensor.id} is no infrared satellite`);
      observer = new InfraredObserver(this.setting, sensor, [
        bodyLights(this.truth.bodies, this.setting.duration),
      ]);
      this.infrared.set(index, observer);
    }
    return observer;
  }

  private radarObserver(index: number): RadarObserver {
    let observer = this.radar.get(index);
    if (observer === undefined) {
      const sensor = this.inputs.network.sensors[index]!;
      if (sensor.kind !== "radar") throw new TypeError(`${sensor.id} is no radar`);
      const { bodies, sky } = this.truth;
      observer = new RadarObserver(this.setting, sensor, [
        ...bodies,
        ...bodiesOfSky(sky, this.setting.duration),
      ]);
      this.radar.set(index, observer);
    }
    return observer;
  }
}
