import type { Sensor } from "../../messages/index.js";
import { phaseOf } from "../../sensors/index.js";
import type { TimedMeasurement } from "../faults/delivery.js";
import { type Setting, utcAt } from "../setting.js";
import { microseconds } from "./rounding.js";

/** Seconds between two heartbeats of a sensor. */
const INTERVAL = 10;

/**
 * "I am there and looking", every ten seconds of each sensor, staggered by its name.
 *
 * @param from s after the run's start
 * @param to s after the run's start; outside the span
 */
export function heartbeats(setting: Setting, sensor: Sensor, from: number, to: number): TimedMeasurement[] {
  const out: TimedMeasurement[] = [];
  const phase = phaseOf(sensor.id) * INTERVAL;
  for (let k = Math.max(0, Math.floor((from - phase) / INTERVAL)); ; k++) {
    const exact = phase + k * INTERVAL;
    const time = microseconds(exact);
    if (time >= to || exact > setting.duration) return out;
    if (time < from) continue;
    out.push({
      time,
      measurement: {
        type: "heartbeat",
        sensor: sensor.id,
        origin: setting.inputs.scenario.origin,
        time: utcAt(setting, time),
        sequence: k,
        state: "operating",
      },
    });
  }
}
