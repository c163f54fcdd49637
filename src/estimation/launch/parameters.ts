import { type AscentDeviation, type AscentStart, EARTH, type Geodetic } from "../../astro/index.js";
import type { LaunchFamily } from "./problem.js";

/**
 * The parameters of a launch in one vector: where, when and in what direction (flat priors), then the family's
 * nuisances and each satellite's two pointing angles, in units of their prior sigma (standard normal priors).
 */
export const EAST = 0;
export const NORTH = 1;
export const TIME = 2;
export const AZIMUTH = 3;
/** Thrust, vertical rise, kick, angle of attack, yaw, drag. */
export const NUISANCE = 4;
export const NUISANCES = 6;
export const BIAS = NUISANCE + NUISANCES;

/** Radii of curvature and directions at the place from which EAST and NORTH (m) count. */
export interface LocalPlace {
  readonly latitude: number;
  readonly longitude: number;
  readonly meridianRadius: number;
  readonly parallelRadius: number;
}

export function localPlace(g: Geodetic): LocalPlace {
  const sine = Math.sin(g.latitude);
  const w = 1 - EARTH.eccentricitySquared * sine * sine;
  const normal = EARTH.radius / Math.sqrt(w);
  return {
    latitude: g.latitude,
    longitude: g.longitude,
    meridianRadius: (normal * (1 - EARTH.eccentricitySquared)) / w,
    parallelRadius: normal * Math.max(Math.cos(g.latitude), 1e-3),
  };
}

/** Where the ascent of these parameters starts. */
export function ascentStart(place: LocalPlace, x: Float64Array): AscentStart {
  return {
    latitude: place.latitude + x[NORTH]! / place.meridianRadius,
    longitude: place.longitude + x[EAST]! / place.parallelRadius,
    height: 0,
    azimuth: x[AZIMUTH]!,
  };
}

/** How the ascent of these parameters departs from the family's profile. */
export function ascentDeviation(family: LaunchFamily, x: Float64Array): AscentDeviation {
  const { spread } = family;
  return {
    thrust: x[NUISANCE]! * spread.thrust,
    verticalRiseSeconds: x[NUISANCE + 1]! * spread.verticalRiseSeconds,
    kick: x[NUISANCE + 2]! * spread.kick,
    angleOfAttack: x[NUISANCE + 3]! * spread.angleOfAttack,
    yaw: x[NUISANCE + 4]! * spread.yaw,
    drag: x[NUISANCE + 5]! * spread.drag,
  };
}
