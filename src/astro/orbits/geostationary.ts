import { EARTH } from "../earth/constants.js";
import type { Vec3 } from "../vector.js";

/** The radius at which a point mass keeps pace with the Earth's rotation, m: (GM/ω²)^⅓, 42,164 km. */
const RADIUS = Math.cbrt(EARTH.gm / EARTH.rotation ** 2);

/**
 * The ideal geostationary place over a longitude.
 *
 * @param longitude rad, east positive
 * @returns Earth-fixed, m
 */
export function geostationaryEcef(longitude: number): Vec3 {
  return [RADIUS * Math.cos(longitude), RADIUS * Math.sin(longitude), 0];
}
