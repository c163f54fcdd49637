import type { Vec3 } from "../../astro/index.js";
import { ecefToGeodetic, normalUpperTail } from "../../astro/index.js";
import type { InfraredPayload } from "../../messages/index.js";
import { airTransmission } from "./air.js";

/** Error of a matched-filter centroid in widths of the spot at signal-to-noise ratio 1: √2 / 2.355. */
const CENTROID_FACTOR = Math.SQRT2 / (2 * Math.sqrt(2 * Math.LN2));

export interface InfraredSignal {
  /** In-band irradiance at the aperture, W/m². */
  readonly irradiance: number;
  /** Amplitude ratio. */
  readonly signalToNoise: number;
}

/**
 * What a source gives at a satellite's aperture: E = I·τ / R².
 *
 * @param satelliteEcef m
 * @param targetEcef m
 * @param radiantIntensity of the source where it is (for a plume see `plumeIntensity`), W/sr
 */
export function infraredSignal(
  payload: InfraredPayload,
  satelliteEcef: Vec3,
  targetEcef: Vec3,
  radiantIntensity: number,
): InfraredSignal {
  const dx = satelliteEcef[0] - targetEcef[0];
  const dy = satelliteEcef[1] - targetEcef[1];
  const dz = satelliteEcef[2] - targetEcef[2];
  const range = Math.hypot(dx, dy, dz);
  const { latitude, longitude, height } = ecefToGeodetic(targetEcef);
  const level = Math.cos(latitude);
  const sine =
    (dx * level * Math.cos(longitude) + dy * level * Math.sin(longitude) + dz * Math.sin(latitude)) / range;
  const elevation = Math.asin(Math.max(-1, Math.min(1, sine)));
  const transmission = airTransmission(payload.band, height, elevation);
  const irradiance = (radiantIntensity * transmission) / (range * range);
  return { irradiance, signalToNoise: irradiance / payload.noiseEquivalentIrradiance };
}

/**
 * Random error of a line of sight: the payload's own at high signal, and that of finding a spot's centre in
 * noise, √2·s / SNR for a Gaussian spot of deviation s (Cramér–Rao bound of the matched filter; the spot's
 * full width at half maximum is taken as the resolution), in quadrature.
 *
 * @param signalToNoise amplitude ratio
 * @returns 1σ an axis, rad
 */
export function lineOfSightSigma(payload: InfraredPayload, signalToNoise: number): number {
  const centroid = (CENTROID_FACTOR * payload.resolutionMicroradians) / Math.max(signalToNoise, 1);
  return Math.hypot(payload.randomMicroradians, centroid) * 1e-6;
}

/**
 * Probability that a source passes the threshold in Gaussian noise: Q(threshold − SNR).
 *
 * @param signalToNoise amplitude ratio without noise
 */
export function infraredDetectionProbability(payload: InfraredPayload, signalToNoise: number): number {
  return normalUpperTail(payload.thresholdSignalToNoise - signalToNoise);
}
