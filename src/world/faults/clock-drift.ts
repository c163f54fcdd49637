import type { ClockDrift } from "../../messages/index.js";
import { microseconds } from "../measure/rounding.js";
import { type Setting, utcAt } from "../setting.js";
import { type LineStage, senderOf } from "./delivery.js";
import { windowOf, within } from "./window.js";

/** Writes the times of a sensor's wrong clock into its messages; when it looks, and what it sees, stays as it was. */
export function clockDrift(setting: Setting, fault: ClockDrift): LineStage {
  const window = windowOf(setting, fault);
  return {
    pass(message) {
      const { measurement, time } = message;
      if (senderOf(measurement) !== fault.sensor || !within(window, time)) return [message];
      const error = fault.offsetSeconds + (fault.driftSecondsPerHour * (time - window.from)) / 3600;
      return [{ time, measurement: { ...measurement, time: utcAt(setting, microseconds(time + error)) } }];
    },
  };
}
