import { addSeconds, epochToUtc, secondsBetween } from "../../astro/index.js";
import { InputError, type LightningObject } from "../../messages/index.js";
import { PULSE_SIGMA } from "../../sensors/index.js";
import type { TimedMeasurement } from "../faults/delivery.js";
import { type Setting, scenarioSeconds } from "../setting.js";
import { microseconds } from "./rounding.js";

/**
 * A recording of lightning as messages of one of the network's optical satellites, moved to the scenario's time where
 * it says so.
 *
 * @param firstNumber number of its first pulse among the run's
 * @throws InputError when the recording is not among the inputs or the satellite not in the network
 */
export function recordedPulses(
  setting: Setting,
  object: LightningObject,
  firstNumber: number,
): TimedMeasurement[] {
  const { inputs, start, duration } = setting;
  const table = inputs.lightning.get(object.file);
  if (table === undefined) throw new InputError(object.id, `lightning ${object.file} was not loaded`);
  if (!inputs.network.sensors.some((s) => s.id === object.sensor && s.kind === "optical")) {
    throw new InputError(object.id, `the network has no optical satellite "${object.sensor}"`);
  }
  const pulses = [...table.pulses].sort((a, b) => a.seconds - b.seconds);
  const first = pulses[0]?.seconds ?? 0;
  const offset =
    object.time === undefined
      ? secondsBetween(start, table.start)
      : scenarioSeconds(setting, object.time) - first;
  return pulses
    .map((pulse) => ({ pulse, time: microseconds(offset + pulse.seconds) }))
    .filter(({ time }) => time >= 0 && time <= duration)
    .map(({ pulse, time }, k) => ({
      time,
      measurement: {
        type: "optical-pulse",
        id: `${object.sensor}/pulse/${firstNumber + k}`,
        sensor: object.sensor,
        origin: inputs.scenario.origin,
        time: epochToUtc(addSeconds(start, time)),
        positionEcef: [...table.satellitePositionEcef],
        lineOfSightEcef: [...pulse.lineOfSightEcef],
        sigma: PULSE_SIGMA,
        energy: pulse.energy,
        flash: pulse.flash,
        quality: pulse.quality,
      },
    }));
}
