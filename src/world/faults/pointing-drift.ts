import { positiveAngle, subpointAxes, type Vec3 } from "../../astro/index.js";
import type { Measurement, PointingDrift } from "../../messages/index.js";
import { applyPointing } from "../../sensors/index.js";
import { rounded } from "../measure/rounding.js";
import type { Setting } from "../setting.js";
import { type LineStage, senderOf } from "./delivery.js";
import { windowOf, within } from "./window.js";

const LOWEST = -Math.PI / 2;

function turned(measurement: Measurement, first: number, second: number): Measurement {
  if (measurement.type === "radar-plot") {
    const elevation = Math.min(-LOWEST, Math.max(LOWEST, measurement.elevation + second));
    return {
      ...measurement,
      azimuth: rounded(positiveAngle(measurement.azimuth + first), 8),
      elevation: rounded(elevation, 8),
    };
  }
  if (measurement.type !== "infrared-detection" && measurement.type !== "optical-pulse") return measurement;
  const axes = subpointAxes(measurement.positionEcef as Vec3);
  const [x, y, z] = applyPointing(measurement.lineOfSightEcef as Vec3, axes, first, second);
  return { ...measurement, lineOfSightEcef: [rounded(x, 10), rounded(y, 10), rounded(z, 10)] };
}

/** Turns what a sensor reports by an error of its axes that grows with time. */
export function pointingDrift(setting: Setting, fault: PointingDrift): LineStage {
  const window = windowOf(setting, fault);
  return {
    pass(message) {
      const { measurement, time } = message;
      if (senderOf(measurement) !== fault.sensor || !within(window, time)) return [message];
      const hours = (time - window.from) / 3600;
      const first = fault.firstAxisMicroradians + fault.firstAxisMicroradiansPerHour * hours;
      const second = fault.secondAxisMicroradians + fault.secondAxisMicroradiansPerHour * hours;
      return [{ time, measurement: turned(measurement, first * 1e-6, second * 1e-6) }];
    },
  };
}
