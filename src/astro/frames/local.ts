import { positiveAngle } from "../angle.js";
import { cross, dot, type Vec3 } from "../vector.js";
import { type Geodetic, geodeticToEcef } from "./geodetic.js";

/** Where a target stands as seen from a site: azimuth clockwise from north and elevation (rad), range (m). */
export interface Look {
  readonly azimuth: number;
  readonly elevation: number;
  readonly range: number;
}

/** The directions east, north and up (normal to the ellipsoid) at a site, Earth-fixed unit vectors. */
export function eastNorthUp(site: Geodetic): { east: Vec3; north: Vec3; up: Vec3 } {
  const sinLatitude = Math.sin(site.latitude);
  const cosLatitude = Math.cos(site.latitude);
  const sinLongitude = Math.sin(site.longitude);
  const cosLongitude = Math.cos(site.longitude);
  const east: Vec3 = [-sinLongitude, cosLongitude, 0];
  const up: Vec3 = [cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude];
  return { east, north: cross(up, east), up };
}

/**
 * East and north at the point under a satellite, both normal to the direction of the Earth's centre: Earth-fixed unit
 * vectors. At a pole, where there is no east, it is the direction of 90° east.
 *
 * @param satelliteEcef m
 */
export function subpointAxes(satelliteEcef: Vec3): { east: Vec3; north: Vec3 } {
  const [x, y, z] = satelliteEcef;
  const equatorial = Math.hypot(x, y);
  const radius = Math.hypot(equatorial, z);
  const cosine = equatorial > 0 ? x / equatorial : 1;
  const sine = equatorial > 0 ? y / equatorial : 0;
  return {
    east: [-sine, cosine, 0],
    north: [(-z / radius) * cosine, (-z / radius) * sine, equatorial / radius],
  };
}

/** @returns geometric azimuth in [0, 2π), elevation and range of a target, without refraction */
export function lookAt(site: Geodetic, targetEcef: Vec3): Look {
  const origin = geodeticToEcef(site);
  const { east, north, up } = eastNorthUp(site);
  const away: Vec3 = [targetEcef[0] - origin[0], targetEcef[1] - origin[1], targetEcef[2] - origin[2]];
  const e = dot(away, east);
  const n = dot(away, north);
  const u = dot(away, up);
  return {
    azimuth: positiveAngle(Math.atan2(e, n)),
    elevation: Math.atan2(u, Math.hypot(e, n)),
    range: Math.hypot(e, n, u),
  };
}

/** The Earth-fixed place (m) that is seen from a site at a geometric azimuth, elevation and range. */
export function lookToEcef(site: Geodetic, look: Look): Vec3 {
  const origin = geodeticToEcef(site);
  const { east, north, up } = eastNorthUp(site);
  const across = look.range * Math.cos(look.elevation);
  const e = across * Math.sin(look.azimuth);
  const n = across * Math.cos(look.azimuth);
  const u = look.range * Math.sin(look.elevation);
  return [
    origin[0] + e * east[0] + n * north[0] + u * up[0],
    origin[1] + e * east[1] + n * north[1] + u * up[1],
    origin[2] + e * east[2] + n * north[2] + u * up[2],
  ];
}
