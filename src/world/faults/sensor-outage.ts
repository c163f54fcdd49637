import type { SensorOutage } from "../../messages/index.js";
import type { Setting } from "../setting.js";
import { type LineStage, senderOf } from "./delivery.js";
import { windowOf, within } from "./window.js";

/** Keeps back what a sensor that is out can't have sent; its heartbeats say what the scenario lets them say. */
export function sensorOutage(setting: Setting, fault: SensorOutage): LineStage {
  const window = windowOf(setting, fault);
  return {
    pass(message) {
      const { measurement, time } = message;
      if (senderOf(measurement) !== fault.sensor || !within(window, time)) return [message];
      if (measurement.type !== "heartbeat" || fault.heartbeat === "silent") return [];
      return [{ time, measurement: { ...measurement, state: fault.heartbeat } }];
    },
  };
}
