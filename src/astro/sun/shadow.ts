import { EARTH } from "../earth/constants.js";
import { dot, norm, subtract, type Vec3 } from "../vector.js";

const SUN_RADIUS = 6.957e8;

export type Shadow = "sunlit" | "penumbra" | "umbra";

/**
 * Whether a place above the Earth sees the whole Sun, part of it, or nothing of it.
 *
 * Both discs are taken as circles on the sky: Montenbruck and Gill (2000), section 3.4.2, with the Earth a sphere of
 * equatorial radius (the flattening shifts the edge by up to 21 km near the poles).
 * @param positionEcef m
 * @param sunEcef m, same frame
 */
export function shadow(positionEcef: Vec3, sunEcef: Vec3): Shadow {
  const toSun = subtract(sunEcef, positionEcef);
  const sunDistance = norm(toSun);
  const distance = norm(positionEcef);
  const sunRadius = Math.asin(SUN_RADIUS / sunDistance);
  const earthRadius = Math.asin(Math.min(1, EARTH.radius / distance));
  const cosine = -dot(positionEcef, toSun) / (distance * sunDistance);
  const separation = Math.acos(Math.max(-1, Math.min(1, cosine)));
  if (separation >= earthRadius + sunRadius) return "sunlit";
  return separation <= earthRadius - sunRadius ? "umbra" : "penumbra";
}
