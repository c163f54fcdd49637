import type { Heartbeat, Sensor } from "../../messages/index.js";
import { phaseOf } from "../../sensors/index.js";
import { type Setting, utcAt } from "../setting.js";
import { microseconds } from "./rounding.js";

/** Seconds between two heartbeats of a sensor. */
const INTERVAL = 10;

/** "I am there and looking", every ten seconds of each sensor, staggered by its name. */
export function heartbeats(setting: Setting, sensor: Sensor): Heartbeat[] {
  const out: Heartbeat[] = [];
  const phase = phaseOf(sensor.id) * INTERVAL;
  for (let k = 0; phase + k * INTERVAL <= setting.duration; k++) {
    out.push({
      type: "heartbeat",
      sensor: sensor.id,
      origin: setting.inputs.scenario.origin,
      time: utcAt(setting, microseconds(phase + k * INTERVAL)),
      sequence: k,
      state: "operating",
    });
  }
  return out;
}
