import type { TimedMeasurement } from "../faults/delivery.js";
import type { WorldInputs } from "../inputs.js";
import { lightSources } from "../light/sources.js";
import { type Lightning, lightningOf } from "../lightning/lightning.js";
import { RadarObserver } from "../radar/observer.js";
import { type Setting, scenarioSeconds, settingOf } from "../setting.js";
import { SLICE_SECONDS, sliceCount } from "../slice.js";
import type { Truth } from "../truth.js";
import { heartbeats } from "./heartbeats.js";
import { InfraredObserver } from "./infrared.js";
import { notification } from "./notifications.js";
import { recordedPulses } from "./pulses.js";

/** A part of the work: the looks or scans of one sensor that begin in one slice. */
export interface WorkUnit {
  /** Index in the network. */
  readonly sensor: number;
  readonly slice: number;
}

/** Observers of a truth, made once for each sensor that is asked for. */
export class Observers {
  private readonly infrared = new Map<number, InfraredObserver>();
  private readonly radar = new Map<number, RadarObserver>();
  private readonly setting: Setting;
  private messages: { fixed: readonly TimedMeasurement[]; lightning: readonly Lightning[] } | undefined;

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

  /**
   * What one unit of work measures, in the order of time and then of place. The slices of a radar are asked for in rising
   * order, all of them of one observer: what it does may follow from what it saw before.
   */
  measure({ sensor, slice }: WorkUnit): TimedMeasurement[] {
    const kind = this.inputs.network.sensors[sensor]!.kind;
    if (kind === "optical") return [];
    const [from, to] = [slice * SLICE_SECONDS, (slice + 1) * SLICE_SECONDS];
    if (kind === "radar") {
      const observer = this.radarObserver(sensor);
      const [first, last] = beginningIn(from, to, observer.scans(), (scan) => observer.scanTime(scan));
      return first > last ? [] : observer.block(first, last);
    }
    if (this.looksThroughImages(sensor)) return [];
    const observer = this.infraredObserver(sensor);
    const [first, last] = beginningIn(from, to, observer.looks(), (look) => observer.lookTime(look));
    const out: TimedMeasurement[] = [];
    for (let look = first; look <= last; look++) out.push(...observer.look(look));
    return out;
  }

  /** Messages of a slice that take no work: heartbeats, notifications, pulses of lightning. */
  light(slice: number): TimedMeasurement[] {
    const { setting } = this;
    const from = slice * SLICE_SECONDS;
    const last = slice === sliceCount(setting.duration) - 1;
    // the end of the run belongs to it
    const to = last ? setting.duration + 1e-6 : from + SLICE_SECONDS;
    this.messages ??= this.prepare();
    const { fixed, lightning } = this.messages;
    return [
      ...this.inputs.network.sensors.flatMap((sensor) => heartbeats(setting, sensor, from, to)),
      ...fixed.filter(({ time }) => (slice === 0 || time >= from) && (last || time < to)),
      ...lightning.flatMap((one) => one.between(from, to)),
    ];
  }

  private prepare() {
    const { setting } = this;
    const fixed: TimedMeasurement[] = [];
    const lightning: Lightning[] = [];
    let pulses = 0;
    let notices = 0;
    for (const object of this.inputs.scenario.objects) {
      if (object.kind === "notification") {
        const time = scenarioSeconds(setting, object.time);
        fixed.push({ time, measurement: notification(setting, object, notices++) });
      } else if (object.kind === "lightning") {
        const recorded = recordedPulses(setting, object, pulses);
        pulses += recorded.length;
        for (const pulse of recorded) fixed.push(pulse);
      } else if (object.kind === "lightning-model") lightning.push(lightningOf(setting, object));
    }
    return { fixed, lightning };
  }

  /** What an imager sees is found in its images, by a front end. */
  private looksThroughImages(index: number): boolean {
    const sensor = this.inputs.network.sensors[index]!;
    const { id } = sensor;
    if (sensor.kind === "infrared" && sensor.payload.output === "frames") return true;
    return this.inputs.scenario.objects.some((o) => o.kind === "recorded-scan" && o.sensor === id);
  }

  private infraredObserver(index: number): InfraredObserver {
    let observer = this.infrared.get(index);
    if (observer === undefined) {
      const sensor = this.inputs.network.sensors[index]!;
      if (sensor.kind !== "infrared") throw new TypeError(`${sensor.id} is no infrared satellite`);
      const sources = lightSources(this.setting, this.truth);
      observer = new InfraredObserver(this.setting, sensor, sources);
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
      observer = new RadarObserver(this.setting, sensor, bodies, sky);
      this.radar.set(index, observer);
    }
    return observer;
  }
}

/**
 * Those of a run's looks or scans that begin in a span, its end outside.
 *
 * @param run first and last of the run
 * @param beginOf when one begins, s after the run's start; rising
 */
function beginningIn(
  from: number,
  to: number,
  [first, last]: readonly [number, number],
  beginOf: (number: number) => number,
): readonly [first: number, last: number] {
  const firstFrom = (time: number): number => {
    let [low, high] = [first, last + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (beginOf(middle) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return [firstFrom(from), firstFrom(to) - 1];
}
