import type { Radar } from "../../messages/index.js";

const SPEED_OF_LIGHT = 299_792_458;

/**
 * How a linear chirp couples range rate into range: the matched filter answers an echo of Doppler shift −2ṙ/c·f₀ at
 * a delay that is off by that shift over the chirp's slope, so that an up-chirp reports r + t·ṙ with
 * t = f₀·τ/B (Cook & Bernfeld, Radar Signals, 1967, ch. 8; Fitzgerald, IEEE T-AES 10, 1974): an approaching target
 * stands too near, where it will be t seconds later. A down-chirp reports r − t·ṙ.
 *
 * @param pulseSeconds length of the chirp
 * @returns t, s, positive for an up-chirp, negative for a down-chirp, 0 for their mean
 */
export function couplingSeconds(radar: Radar, pulseSeconds: number): number {
  const { waveform } = radar;
  if (waveform === undefined || waveform.chirp === "pair") return 0;
  const t = (radar.frequencyMHz * pulseSeconds) / radar.bandwidthMHz;
  return waveform.chirp === "up" ? t : -t;
}

/**
 * Random error of the range rate that a pair of chirps measures. Up and down report r ± t·ṙ, each with half the
 * look's energy: their mean has the error σ of the whole look's energy, half their difference over t has σ/t.
 *
 * @param sigmaRange by noise alone, of the whole look, m
 * @param pulseSeconds length of one chirp
 * @returns m/s, or null where the waveform measures no range rate
 */
export function rangeRateError(radar: Radar, sigmaRange: number, pulseSeconds: number): number | null {
  if (radar.waveform?.chirp !== "pair") return null;
  return (sigmaRange * radar.bandwidthMHz) / (radar.frequencyMHz * pulseSeconds);
}

/** Range at which the echo of one pulse comes back with the next pulse, m; infinite where each is awaited. */
export function unambiguousRange(radar: Radar): number {
  const repetition = radar.waveform?.pulseRepetitionHz;
  return repetition === undefined ? Number.POSITIVE_INFINITY : SPEED_OF_LIGHT / (2 * repetition);
}

/** Where a range appears that is known modulo the unambiguous range only, m. */
export function foldedRange(radar: Radar, range: number): number {
  const unambiguous = unambiguousRange(radar);
  return range < unambiguous ? range : range % unambiguous;
}

/**
 * Whether an echo comes back while a pulse still goes out, when nothing is received.
 *
 * @param range true, m
 */
export function isEclipsed(radar: Radar, range: number, pulseSeconds: number): boolean {
  return foldedRange(radar, range) < (SPEED_OF_LIGHT * pulseSeconds) / 2;
}
