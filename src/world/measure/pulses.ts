import { addSeconds, epochToUtc, secondsBetween } from "../../astro/index.js";
import { InputError, type LightningObject, type OpticalPulse } from "../../messages/index.js";
import { type Setting, scenarioSeconds } from "../setting.js";
import { microseconds } from "./rounding.js";

/**
 * Error of a pulse's line of sight, 1σ an axis, rad: a pixel of 8 km seen from 35,786 km, its place within the pixel
 * unknown (Goodman et al. 2013, the GLM's ground sample distance at nadir).
 */
const PULSE_SIGMA = 8000 / 35_786_000 / Math.sqrt(12);

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
): OpticalPulse[] {
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
      ? secondsBetween(start, addSeconds(table.start, 0))
      : scenarioSeconds(setting, object.time) - first;
  return pulses
    .map((pulse) => ({ pulse, time: microseconds(offset + pulse.seconds) }))
    .filter(({ time }) => time >= 0 && time <= duration)
    .map(({ pulse, time }, k) => ({
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
    }));
}
