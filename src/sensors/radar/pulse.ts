import type { Radar } from "../../messages/index.js";

/** Pulses that a look sums after the detector. */
export function pulsesOf(radar: Radar): number {
  return radar.pulses ?? 1;
}

/**
 * Length of the pulse of a look at a range: of a radar with a schedule the tracking beam's, else the waveform's.
 *
 * @param range m
 * @returns s; 0 where the network file says nothing of it
 */
export function pulseSeconds(radar: Radar, range: number): number {
  const byRange = radar.schedule?.tracking.pulseByRange;
  if (byRange === undefined) return (radar.waveform?.pulseMilliseconds ?? 0) * 1e-3;
  let k = byRange.length - 1;
  while (k > 0 && byRange[k]!.fromRangeKm * 1000 > range) k--;
  return byRange[k]!.milliseconds * 1e-3;
}

/**
 * Length of the pulse to which the range equation's signal refers: the transmitter's own, else the waveform's, else
 * the longest of the schedule.
 *
 * @returns s; 0 where the radar has one pulse length only
 */
export function referencePulseSeconds(radar: Radar): number {
  const { transmitter, waveform, schedule } = radar;
  if (transmitter !== undefined) return transmitter.pulseMilliseconds * 1e-3;
  if (schedule === undefined) return 0;
  if (waveform?.pulseMilliseconds !== undefined) return waveform.pulseMilliseconds * 1e-3;
  return Math.max(...schedule.tracking.pulseByRange.map((p) => p.milliseconds)) * 1e-3;
}

/** Energy of a pulse over that to which the range equation's signal refers. */
export function pulseEnergy(radar: Radar, seconds: number): number {
  const reference = referencePulseSeconds(radar);
  return reference > 0 && seconds > 0 ? seconds / reference : 1;
}
