import { EARTH } from "../earth/constants.js";
import { meridian } from "../earth/ellipsoid.js";
import type { Vec3 } from "../vector.js";

/** A place by geodetic latitude and longitude (rad, east positive) and height above the WGS-84 ellipsoid (m). */
export interface Geodetic {
  readonly latitude: number;
  readonly longitude: number;
  readonly height: number;
}

const A = EARTH.radius;
const E2 = EARTH.eccentricitySquared;

/** Geodetic → Earth-fixed, written into `out` (m). */
export function geodeticToEcefInto(
  latitude: number,
  longitude: number,
  height: number,
  out: Float64Array,
  offset = 0,
): void {
  const sinLatitude = Math.sin(latitude);
  const cosLatitude = Math.cos(latitude);
  const normal = A / Math.sqrt(1 - E2 * sinLatitude * sinLatitude);
  out[offset] = (normal + height) * cosLatitude * Math.cos(longitude);
  out[offset + 1] = (normal + height) * cosLatitude * Math.sin(longitude);
  out[offset + 2] = (normal * (1 - E2) + height) * sinLatitude;
}

const scratch = new Float64Array(3);

/** Geodetic → Earth-fixed (m). */
export function geodeticToEcef(g: Geodetic): Vec3 {
  geodeticToEcefInto(g.latitude, g.longitude, g.height, scratch);
  return [scratch[0]!, scratch[1]!, scratch[2]!];
}

/** Earth-fixed (m) → latitude, longitude (rad) and height (m), written into `out`. */
export function ecefToGeodeticInto(x: number, y: number, z: number, out: Float64Array): void {
  meridian(Math.sqrt(x * x + y * y), z, out);
  out[0] = Math.atan2(out[0]!, out[1]!);
  out[1] = Math.atan2(y, x);
}

/** Earth-fixed (m) → geodetic. At the Earth's centre, where there is none, latitude is 0. */
export function ecefToGeodetic(p: Vec3): Geodetic {
  if (p[0] === 0 && p[1] === 0 && p[2] === 0) return { latitude: 0, longitude: 0, height: -A };
  ecefToGeodeticInto(p[0], p[1], p[2], scratch);
  return { latitude: scratch[0]!, longitude: scratch[1]!, height: scratch[2]! };
}
