import type { Vec3 } from "../../astro/index.js";
import type { Radar } from "../../messages/index.js";
import { earliestSight } from "../earliest-sight.js";
import { radarCover } from "./cover.js";
import type { SwerlingCase } from "./detection.js";
import { radarDetectionProbability } from "./detection.js";
import { measureRadar } from "./measurement.js";
import { radarSignalToNoise } from "./signal.js";

/**
 * Whether a place lies within a radar's cover: above its horizon, its elevation limits, a face, its range.
 * Geometry and refraction only, no signal.
 *
 * @param positionEcef m
 */
export function radarHorizonSight(radar: Radar, positionEcef: Vec3): boolean {
  return radarCover(radar, measureRadar(radar, positionEcef)) !== null;
}

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
  return radarDetectionProbability(swerling, signalToNoise, radar.falseAlarmProbability);
}

/** What is looked for, and how surely it is to be seen. */
export interface SoughtObject {
  /** Mean radar cross-section, m². */
  readonly crossSection: number;
  readonly swerling: SwerlingCase;
  /** Detection probability of one look that counts as sight; 0.9 where absent. */
  readonly probability?: number;
}

/**
 * When a radar will first see an object that moves along a known way: in cover, and detected in one look with
 * the probability asked for.
 *
 * @param positionEcef the place by time, m; null where there is none (it has come down)
 * @param from s, on the caller's time scale
 * @param to s
 * @param step distance of the times tried, s; a shorter sight may be missed
 * @returns s, to 0.1 s, or null where it won't
 */
export function earliestRadarSight(
  radar: Radar,
  positionEcef: (time: number) => Vec3 | null,
  sought: SoughtObject,
  from: number,
  to: number,
  step = 5,
): number | null {
  const enough = sought.probability ?? 0.9;
  return earliestSight(
    (time) => {
      const place = positionEcef(time);
      return (
        place !== null && radarExpectedDetection(radar, place, sought.crossSection, sought.swerling) >= enough
      );
    },
    from,
    to,
    step,
  );
}
