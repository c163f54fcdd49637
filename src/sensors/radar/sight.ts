import type { Vec3 } from "../../astro/index.js";
import type { Radar } from "../../messages/index.js";
import { radarCover } from "./cover.js";
import type { SwerlingCase } from "./detection.js";
import { radarDetectionProbability } from "./detection.js";
import { measureRadar } from "./measurement.js";
import { pulsesOf } from "./pulse.js";
import { radarSignalToNoise } from "./signal.js";

/**
 * Should the radar have seen it? The probability that one look detects an object at a place: 0 outside the cover.
 *
 * @param positionEcef m
 * @param crossSection mean, m²
 */
export function radarExpectedDetection(
  radar: Radar,
  positionEcef: Vec3,
  crossSection: number,
  swerling: SwerlingCase,
): number {
  const look = measureRadar(radar, positionEcef);
  const cover = radarCover(radar, look);
  if (cover === null) return 0;
  const signalToNoise = radarSignalToNoise(radar, crossSection, look.range, cover.offBoresight);
  return radarDetectionProbability(swerling, signalToNoise, radar.falseAlarmProbability, pulsesOf(radar));
}
