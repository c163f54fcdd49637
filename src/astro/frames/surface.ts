import geographic from "geographiclib-geodesic";
import { positiveAngle } from "../angle.js";
import type { Geodetic } from "./geodetic.js";

const { Geodesic } = geographic;
const ELLIPSOID = Geodesic.WGS84;
const DEGREE = Math.PI / 180;

function inverse(a: Geodetic, b: Geodetic) {
  return ELLIPSOID.Inverse(
    a.latitude / DEGREE,
    a.longitude / DEGREE,
    b.latitude / DEGREE,
    b.longitude / DEGREE,
    Geodesic.DISTANCE | Geodesic.AZIMUTH,
  );
}

/** Length of the geodesic between two places on the ellipsoid, m; heights do not count. Source: Karney (2013). */
export function surfaceDistance(a: Geodetic, b: Geodetic): number {
  return inverse(a, b).s12!;
}

/** Azimuth at `a` of the geodesic to `b`, rad in [0, 2π). */
export function surfaceCourse(a: Geodetic, b: Geodetic): number {
  return positiveAngle(inverse(a, b).azi1! * DEGREE);
}

/** The place on the ellipsoid (height 0) reached from `a` on an azimuth (rad) after a distance (m). */
export function surfaceDestination(a: Geodetic, azimuth: number, distance: number): Geodetic {
  const end = ELLIPSOID.Direct(
    a.latitude / DEGREE,
    a.longitude / DEGREE,
    azimuth / DEGREE,
    distance,
    Geodesic.LATITUDE | Geodesic.LONGITUDE,
  );
  return { latitude: end.lat2! * DEGREE, longitude: end.lon2! * DEGREE, height: 0 };
}
