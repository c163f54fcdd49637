import type { Look } from "../../astro/index.js";
import { EARTH_RADIUS } from "./ray.js";
import type { RefractionTable } from "./refraction-table.js";
import {
  ELEVATION_BIAS,
  ELEVATION_BIAS_BY_ELEVATION,
  RANGE_BIAS,
  readRefraction,
  refractionTable,
} from "./refraction-table.js";

const bias = new Float64Array(6);
const CLOSE_ENOUGH = 1e-11;
const ROUNDS = 20;

/** Height above the antenna of a point at a true elevation and range over the spherical Earth, m. */
export function heightAbove(elevation: number, range: number): number {
  const rise = range * (range + 2 * EARTH_RADIUS * Math.sin(elevation));
  return rise / (Math.sqrt(EARTH_RADIUS * EARTH_RADIUS + rise) + EARTH_RADIUS);
}

/**
 * Apparent elevation of a target at a true elevation and height: e₀ − ε(e₀, h) = e, solved by Newton's rule.
 * On return `out` holds the biases there.
 */
export function apparentElevation(
  table: RefractionTable,
  trueElevation: number,
  height: number,
  out: Float64Array,
): number {
  let apparent = trueElevation;
  for (let round = 0; round < ROUNDS; round++) {
    readRefraction(table, apparent, height, out);
    const off = trueElevation + out[ELEVATION_BIAS]! - apparent;
    if (Math.abs(off) < CLOSE_ENOUGH) break;
    apparent += off / (1 - out[ELEVATION_BIAS_BY_ELEVATION]!);
  }
  return apparent;
}

/**
 * What a radar measures of a target, given where it is: the exponential atmosphere's bending and delay at the
 * target's own range (bending seen at a finite range is less than to infinity).
 *
 * @param surfaceRefractivity at the antenna, N units
 * @param trueLook geometric azimuth, elevation and range
 * @returns the apparent look
 */
export function refract(surfaceRefractivity: number, trueLook: Look): Look {
  const table = refractionTable(surfaceRefractivity);
  const height = heightAbove(trueLook.elevation, trueLook.range);
  const elevation = apparentElevation(table, trueLook.elevation, height, bias);
  return { azimuth: trueLook.azimuth, elevation, range: trueLook.range + bias[RANGE_BIAS]! };
}

/**
 * Where a target is, given what a radar measures of it: the inverse of `refract`, to 1e-9 rad and 1 mm.
 *
 * @param surfaceRefractivity at the antenna, N units
 * @param apparentLook as measured
 * @returns the geometric look
 */
export function unrefract(surfaceRefractivity: number, apparentLook: Look): Look {
  const table = refractionTable(surfaceRefractivity);
  let elevation = apparentLook.elevation;
  let range = apparentLook.range;
  for (let round = 0; round < ROUNDS; round++) {
    readRefraction(table, apparentLook.elevation, heightAbove(elevation, range), bias);
    const nextElevation = apparentLook.elevation - bias[ELEVATION_BIAS]!;
    const nextRange = apparentLook.range - bias[RANGE_BIAS]!;
    const moved = Math.abs(nextElevation - elevation);
    elevation = nextElevation;
    range = nextRange;
    if (moved < CLOSE_ENOUGH) break;
  }
  return { azimuth: apparentLook.azimuth, elevation, range };
}
