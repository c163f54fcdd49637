import type { Vec3 } from "../../astro/index.js";
import type { InfraredPayload } from "../../messages/index.js";
import { infraredDetectionProbability, infraredSignal } from "./signal.js";
import { infraredVisibility } from "./visibility.js";

/**
 * Should the satellite have seen it? The probability that one look detects a source: 0 where geometry forbids.
 *
 * @param satelliteEcef m
 * @param targetEcef m
 * @param sunEcef m
 * @param radiantIntensity of the source where it is, W/sr
 */
export function infraredExpectedDetection(
  payload: InfraredPayload,
  satelliteEcef: Vec3,
  targetEcef: Vec3,
  sunEcef: Vec3,
  radiantIntensity: number,
): number {
  if (infraredVisibility(payload, satelliteEcef, targetEcef, sunEcef) !== "visible") return 0;
  const { signalToNoise } = infraredSignal(payload, satelliteEcef, targetEcef, radiantIntensity);
  return infraredDetectionProbability(payload, signalToNoise);
}
