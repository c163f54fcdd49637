import { addSeconds, epochToUtc } from "../../astro/index.js";
import {
  decodeText,
  HEAD_BYTES,
  type LightningRecording,
  readLightning,
  readLightningTable,
  recogniseFormat,
} from "../../formats/index.js";
import type { IntakeRejection, OpticalPulse, OpticalSatellite } from "../../messages/index.js";
import { PULSE_SIGMA } from "../../sensors/index.js";

/**
 * Reads a recording of lightning: a GLM granule, or our own table.
 *
 * @param bytes the file
 * @param file its path, for messages
 * @throws {InputError} where it is neither
 */
export async function readLightningFile(
  bytes: Uint8Array,
  file: string,
): Promise<{ readonly table: LightningRecording; readonly rejections: readonly IntakeRejection[] }> {
  const kind = recogniseFormat(bytes.subarray(0, HEAD_BYTES), file);
  const table =
    kind === "glm" || kind === "netcdf"
      ? await readLightning(bytes, file)
      : readLightningTable(decodeText(bytes, file), file);
  const where = file.split("/").at(-1)!;
  const rejections = table.rejected.map(
    ({ reason, count }): IntakeRejection => ({ type: "intake-rejection", where, reason, count }),
  );
  return { table, rejections };
}

/** The satellite that made a recording, as a network names it. */
export function recordingSatellite(recording: LightningRecording): OpticalSatellite {
  return {
    id: recording.platform,
    kind: "optical",
    orbit: { geostationaryLongitudeDeg: recording.subLongitudeDeg },
    dependsOn: {},
  };
}

/**
 * The pulses of a recording as measurements, in order of time.
 *
 * @param recording what the granule holds
 * @param name distinguishes the recording's pulses from those of another of the same satellite
 */
export function recordedPulses(recording: LightningRecording, name: string): OpticalPulse[] {
  return recording.pulses.map((pulse, index) => ({
    type: "optical-pulse",
    id: `${name}/${index}`,
    sensor: recording.platform,
    origin: "replay",
    time: epochToUtc(addSeconds(recording.start, pulse.seconds)),
    positionEcef: [...recording.satellitePositionEcef],
    lineOfSightEcef: [...pulse.lineOfSightEcef],
    sigma: PULSE_SIGMA,
    energy: pulse.energy,
    flash: pulse.flash,
    quality: pulse.quality,
  }));
}
