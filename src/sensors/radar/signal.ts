import type { Radar } from "../../messages/index.js";

const SPEED_OF_LIGHT = 299_792_458;

/**
 * The range equation, calibrated by the radar's reference object:
 * SNR = SNR₀ · (σ/σ₀) · (R₀/R)⁴ · cosⁿ(angle off boresight), n for both ways (Skolnik, Introduction to Radar
 * Systems, 3rd ed., eq. 1.10 and section 9.5).
 *
 * @param crossSection mean radar cross-section, m²
 * @param range m
 * @param offBoresight rad
 * @returns mean power ratio of one look, linear
 */
export function radarSignalToNoise(
  radar: Radar,
  crossSection: number,
  range: number,
  offBoresight: number,
): number {
  const cosine = Math.cos(offBoresight);
  if (cosine <= 0) return 0;
  const { rangeKm, crossSectionM2, signalToNoiseDb } = radar.reference;
  const ratio = (rangeKm * 1000) / range;
  return (
    10 ** (signalToNoiseDb / 10) *
    (crossSection / crossSectionM2) *
    ratio ** 4 *
    cosine ** radar.scanLossExponent
  );
}

/** Length of a range cell, ΔR = c/2B, m. */
export function rangeResolution(radar: Radar): number {
  return SPEED_OF_LIGHT / (2e6 * radar.bandwidthMHz);
}

/** Random errors of one plot, 1σ. */
export interface RadarErrors {
  /** m */
  readonly sigmaRange: number;
  /** Of the azimuth itself, not of azimuth · cos elevation, rad. */
  readonly sigmaAzimuth: number;
  /** rad */
  readonly sigmaElevation: number;
}

/**
 * Random errors of a plot: σ_R = ΔR/√(2·SNR) with ΔR = c/2B, σ_angle = θ₃/(1.6·√(2·SNR)) with the beam
 * broadened by 1/cos of the angle off boresight (Barton, Radar System Analysis, 1964; Skolnik ch. 6), each with
 * its floor in quadrature. The broadening is put on both angles.
 *
 * @param signalToNoise power ratio of the look, linear
 * @param offBoresight rad
 * @param elevation rad
 */
export function radarErrors(
  radar: Radar,
  signalToNoise: number,
  offBoresight: number,
  elevation: number,
): RadarErrors {
  const root = Math.sqrt(2 * signalToNoise);
  const cell = rangeResolution(radar);
  const beamwidth = (radar.beamwidthDeg * Math.PI) / 180 / Math.cos(offBoresight);
  const angle = Math.hypot(beamwidth / (1.6 * root), radar.errorFloor.angleMilliradians * 1e-3);
  return {
    sigmaRange: Math.hypot(cell / root, radar.errorFloor.rangeM),
    sigmaAzimuth: angle / Math.cos(elevation),
    sigmaElevation: angle,
  };
}
