import { addSeconds, epochToUtc } from "../../astro/index.js";
import type { LightningRecording } from "../../formats/index.js";
import type { IntakeRejection, OpticalPulse, OpticalSatellite } from "../../messages/index.js";
import { PULSE_SIGMA } from "../../sensors/index.js";
import type { RecordedItem } from "./recorded-item.js";

/** The satellite that made a recording, as a network names it. */
export function lightningSatellite(recording: LightningRecording): OpticalSatellite {
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
function recordedPulses(recording: LightningRecording, name: string): OpticalPulse[] {
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

/**
 * What a recording of lightning gives a watch: by reason what of it can't be used, then its pulses in order of time.
 *
 * @param name of the recording's file
 */
export function lightningItems(recording: LightningRecording, name: string): RecordedItem[] {
  return [
    ...recording.rejected.map(({ reason, count }): RecordedItem => {
      const rejection: IntakeRejection = { type: "intake-rejection", where: name, reason, count };
      return { rejection };
    }),
    ...recordedPulses(recording, name).map((measurement) => ({ measurement })),
  ];
}
