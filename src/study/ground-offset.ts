import { EARTH, signedAngle } from "../astro/index.js";

interface Place {
  /** geodetic, rad */
  readonly latitude: number;
  readonly longitude: number;
}

/** How far east and north of `to` a place near it lies, m, by the radii of the ellipsoid there. */
export function eastNorthOffset(from: Place, to: Place): [east: number, north: number] {
  const sine = Math.sin(to.latitude);
  const w = 1 - EARTH.eccentricitySquared * sine * sine;
  const normal = EARTH.radius / Math.sqrt(w);
  return [
    signedAngle(from.longitude - to.longitude) * normal * Math.cos(to.latitude),
    (from.latitude - to.latitude) * ((normal * (1 - EARTH.eccentricitySquared)) / w),
  ];
}
