import { add, cross, dot, EARTH, norm, scale, subtract, unit, type Vec3 } from "../../astro/index.js";

/**
 * The plane in which one satellite's track is followed: through a fixed anchor near the source, always normal to
 * the line of sight from the satellite to that anchor. Coordinates are metres at the source, so that a source that
 * stays on the ground stays in place even while a satellite on an eccentric orbit moves.
 */
export interface Plane {
  readonly anchorEcef: Vec3;
}

/**
 * Sets the anchor where a line of sight meets the equatorial sphere, or comes nearest to it.
 *
 * @param positionEcef satellite, m
 * @param lineOfSightEcef unit vector
 */
export function planeFrom(positionEcef: Vec3, lineOfSightEcef: Vec3): Plane {
  const middle = -dot(positionEcef, lineOfSightEcef);
  const nearest = add(positionEcef, scale(lineOfSightEcef, middle));
  const inside = EARTH.radius ** 2 - dot(nearest, nearest);
  const back = inside > 0 ? Math.sqrt(inside) : 0;
  return { anchorEcef: add(positionEcef, scale(lineOfSightEcef, middle - back)) };
}

/** Where a line of sight crosses a plane. */
export interface PlanePoint {
  /** Towards east as the satellite sees it, m. */
  readonly u: number;
  /** Towards north as the satellite sees it, m. */
  readonly v: number;
  /** From the satellite to the anchor, m. */
  readonly range: number;
}

/** Cosine of the angle to the Earth's axis beyond which east is not told from it any more. */
const ALONG_AXIS = 1 - 1e-10;

/** The plane's axes as seen from a place: [towards the anchor, east, north]. */
export function planeAxes(plane: Plane, positionEcef: Vec3): { depth: Vec3; east: Vec3; north: Vec3 } {
  const away = subtract(plane.anchorEcef, positionEcef);
  const depth = norm(away) > 1 ? unit(away) : unit(scale(positionEcef, -1));
  // looking along the Earth's axis there is no east: any axis does
  const east = unit(cross(depth, Math.abs(depth[2]) < ALONG_AXIS ? [0, 0, 1] : [1, 0, 0]));
  return { depth, east, north: cross(east, depth) };
}

/**
 * Crosses a line of sight with the plane.
 *
 * @returns null where the line runs away from the anchor
 */
export function crossPlane(plane: Plane, positionEcef: Vec3, lineOfSightEcef: Vec3): PlanePoint | null {
  const { depth, east, north } = planeAxes(plane, positionEcef);
  const cosine = dot(depth, lineOfSightEcef);
  if (cosine < 0.5) return null;
  const range = dot(subtract(plane.anchorEcef, positionEcef), depth);
  return {
    u: (dot(lineOfSightEcef, east) / cosine) * range,
    v: (dot(lineOfSightEcef, north) / cosine) * range,
    range,
  };
}
