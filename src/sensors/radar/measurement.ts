import type { Look, Vec3 } from "../../astro/index.js";
import { positiveAngle } from "../../astro/index.js";
import type { Radar } from "../../messages/index.js";
import { EARTH_RADIUS } from "./ray.js";
import { apparentElevation, heightAbove } from "./refraction.js";
import {
  ELEVATION_BIAS_BY_ELEVATION,
  ELEVATION_BIAS_BY_HEIGHT,
  RANGE_BIAS,
  RANGE_BIAS_BY_ELEVATION,
  RANGE_BIAS_BY_HEIGHT,
  refractionTable,
} from "./refraction-table.js";
import { radarSite } from "./site.js";

const bias = new Float64Array(6);
const place = new Float64Array(3);
const looked = new Float64Array(3);

/**
 * h(x): what a radar would measure of a place without error: apparent azimuth, elevation and range.
 *
 * @param positionEcef m
 * @param surfaceRefractivity of the air to reckon with, N units; absent: the network file's
 */
export function measureRadar(
  radar: Radar,
  positionEcef: Vec3,
  surfaceRefractivity = radar.refraction.surfaceRefractivity,
): Look {
  place.set(positionEcef);
  measureRadarInto(radar, place, surfaceRefractivity, looked, null);
  return { range: looked[0]!, azimuth: looked[1]!, elevation: looked[2]! };
}

/**
 * h(x) and its Jacobian for filters, without allocation.
 *
 * Straight above the site azimuth has no slope: there its row is 0.
 *
 * @param position Earth-fixed, m; the first three numbers of a state
 * @param surfaceRefractivity of the air to reckon with, N units
 * @param look written: apparent range (m), azimuth (rad, 0 to 2π), elevation (rad)
 * @param jacobian written unless null: 3 × 3 by rows, slopes of range, azimuth, elevation by x, y, z
 */
export function measureRadarInto(
  radar: Radar,
  position: Float64Array,
  surfaceRefractivity: number,
  look: Float64Array,
  jacobian: Float64Array | null,
): void {
  const { positionEcef: origin, east, north, up } = radarSite(radar);
  const dx = position[0]! - origin[0];
  const dy = position[1]! - origin[1];
  const dz = position[2]! - origin[2];
  const e = dx * east[0] + dy * east[1] + dz * east[2];
  const n = dx * north[0] + dy * north[1] + dz * north[2];
  const u = dx * up[0] + dy * up[1] + dz * up[2];
  const level = Math.sqrt(e * e + n * n);
  const range = Math.sqrt(level * level + u * u);
  const azimuth = Math.atan2(e, n);
  const elevation = Math.atan2(u, level);
  const height = heightAbove(elevation, range);
  const apparent = apparentElevation(refractionTable(surfaceRefractivity), elevation, height, bias);
  look[0] = range + bias[RANGE_BIAS]!;
  look[1] = positiveAngle(azimuth);
  look[2] = apparent;
  if (jacobian === null) return;

  // slopes of height and of the biases by true range and elevation (e₀ = e + ε(e₀, h))
  const away = EARTH_RADIUS + height;
  const heightByRange = (range + EARTH_RADIUS * Math.sin(elevation)) / away;
  const heightByElevation = (EARTH_RADIUS * range * Math.cos(elevation)) / away;
  const gain = 1 / (1 - bias[ELEVATION_BIAS_BY_ELEVATION]!);
  const apparentByElevation = (1 + bias[ELEVATION_BIAS_BY_HEIGHT]! * heightByElevation) * gain;
  const apparentByRange = bias[ELEVATION_BIAS_BY_HEIGHT]! * heightByRange * gain;
  const rangeByRange =
    1 + bias[RANGE_BIAS_BY_ELEVATION]! * apparentByRange + bias[RANGE_BIAS_BY_HEIGHT]! * heightByRange;
  const rangeByElevation =
    bias[RANGE_BIAS_BY_ELEVATION]! * apparentByElevation + bias[RANGE_BIAS_BY_HEIGHT]! * heightByElevation;

  // true range and elevation by east, north and up, then all to Earth-fixed axes
  const overRange = 1 / range;
  const overLevel = level > 0 ? 1 / level : 0;
  const elevationLevel = -u * overRange * overRange * overLevel;
  const elevationUp = level * overRange * overRange;
  for (let i = 0; i < 3; i++) {
    const trueRange = (e * east[i]! + n * north[i]! + u * up[i]!) * overRange;
    const trueElevation = elevationLevel * (e * east[i]! + n * north[i]!) + elevationUp * up[i]!;
    jacobian[i] = rangeByRange * trueRange + rangeByElevation * trueElevation;
    jacobian[3 + i] = (n * east[i]! - e * north[i]!) * overLevel * overLevel;
    jacobian[6 + i] = apparentByRange * trueRange + apparentByElevation * trueElevation;
  }
}
