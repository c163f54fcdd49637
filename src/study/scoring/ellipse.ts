import { type Geodetic, surfaceCourse, surfaceDistance } from "../../astro/index.js";
import type { Ellipse95 } from "../../messages/index.js";

const RADIANS = Math.PI / 180;

/** A place on the ground as the messages write it. */
export interface GroundPlace {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

export function geodeticOf(place: GroundPlace): Geodetic {
  return { latitude: place.latitudeDeg * RADIANS, longitude: place.longitudeDeg * RADIANS, height: 0 };
}

/** @returns geodesic distance between two places, m */
export function groundDistance(a: GroundPlace, b: GroundPlace): number {
  return surfaceDistance(geodeticOf(a), geodeticOf(b));
}

/**
 * How far out a place lies in an ellipse, along the geodesic from its centre.
 *
 * @returns distance from the centre in units of the ellipse: up to 1 is inside
 */
export function ellipseDistance(centre: GroundPlace, ellipse: Ellipse95, place: GroundPlace): number {
  const from = geodeticOf(centre);
  const to = geodeticOf(place);
  const distance = surfaceDistance(from, to);
  if (distance === 0) return 0;
  const angle = surfaceCourse(from, to) - ellipse.azimuthDeg * RADIANS;
  return Math.hypot(
    (distance * Math.cos(angle)) / ellipse.semiMajor,
    (distance * Math.sin(angle)) / ellipse.semiMinor,
  );
}

/**
 * @returns whether the ellipse touches a circle on the ground, judged by its long half-axis on the line between them
 */
export function ellipseTouchesCircle(
  centre: GroundPlace,
  ellipse: Ellipse95,
  circle: GroundPlace & { readonly radiusKm: number },
): boolean {
  const from = geodeticOf(centre);
  const to = geodeticOf(circle);
  const distance = surfaceDistance(from, to);
  const angle = surfaceCourse(from, to) - ellipse.azimuthDeg * RADIANS;
  const reach =
    (ellipse.semiMajor * ellipse.semiMinor) /
    Math.hypot(ellipse.semiMinor * Math.cos(angle), ellipse.semiMajor * Math.sin(angle));
  return distance <= circle.radiusKm * 1000 + reach;
}
