import { surfaceDestination } from "../../astro/index.js";
import type { Ellipse95 } from "../../messages/index.js";

/** A place on a map: longitude and latitude, degrees, in the order of GeoJSON. */
export type Position = [number, number];
/** A closed line of places: the last is the first. */
export type Ring = Position[];

const DEGREE = Math.PI / 180;
/** Decimals of a degree that are written: 0.1 m. */
const DECIMALS = 6;

/**
 * Outline of an ellipse on the ground: geodesics from its centre, each as long as the ellipse is wide there.
 *
 * @param points number of corners
 * @returns counterclockwise as seen from above, closed; longitudes run on beyond ±180 so that the outline is one
 *   piece around its centre
 */
export function ellipseOutline(
  latitudeDeg: number,
  longitudeDeg: number,
  ellipse: Ellipse95,
  points = 48,
): Ring {
  const { semiMajor, semiMinor, azimuthDeg } = ellipse;
  const centre = { latitude: latitudeDeg * DEGREE, longitude: longitudeDeg * DEGREE, height: 0 };
  const ring: Ring = [];
  let before = longitudeDeg;
  for (let i = 0; i < points; i += 1) {
    const angle = (-2 * Math.PI * i) / points;
    const along = semiMajor * Math.cos(angle);
    const across = semiMinor * Math.sin(angle);
    const azimuth = azimuthDeg * DEGREE + Math.atan2(across, along);
    const corner = surfaceDestination(centre, azimuth, Math.hypot(along, across));
    before = nearestTurn(corner.longitude / DEGREE, before);
    ring.push([rounded(before), rounded(corner.latitude / DEGREE)]);
  }
  const last = nearestTurn(ring[0]![0], ring.at(-1)![0]);
  ring.push([rounded(last), ring[0]![1]]);
  return ring;
}

/** @returns the same longitude, whole turns added or taken off, nearest to another */
export function nearestTurn(longitudeDeg: number, to: number): number {
  return longitudeDeg + 360 * Math.round((to - longitudeDeg) / 360);
}

/** @returns degrees to the decimals that are written */
export function rounded(degrees: number): number {
  return Number(degrees.toFixed(DECIMALS));
}
