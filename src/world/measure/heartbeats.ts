import type { Heartbeat, Sensor } from "../../messages/index.js";
import { phaseOf } from "../../sensors/index.js";
import { type Setting, utcAt } from "../setting.js";
import { microseconds } from "./rounding.js";

/** Seconds between two heartbeats of a sensor. */
const INTERVAL = 10;

/** "I am there and looking", every ten seconds of each sensor, staggered by its name. */
export function heartbeats(setting: Setting, sensor: Sensor): { time: number; message: Heartbeat }[] {
  const out: { time: number; message: Heartbeat }[] = [];
  const phase = phaseOf(sensor.id) * INTERVAL;
  for (let k = 0; phase + k * INTERVAL <= setting.duration; k++) {
    const time = microseconds(phase + k * INTERVAL);
    out.push({
      time,
      message: {
        type: "heartbeat",
        sensor: sensor.id,
        origin: setting.inputs.scenario.origin,
        time: utcAt(setting, time),
        sequence: k,
        state: "operating",
      },
    });
  }
  return out;
}
