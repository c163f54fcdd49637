import type { Vec3 } from "../../astro/index.js";

/** The two axes about which a satellite's whole field is turned by its pointing bias: see `subpointAxes`. */
export interface PointingAxes {
  /** Unit vector, Earth-fixed: east at the sub-satellite point. */
  readonly east: Vec3;
  /** Unit vector, Earth-fixed: north at the sub-satellite point (geocentric). */
  readonly north: Vec3;
}

/**
 * Turns a line of sight with the whole field: by the rotation vector biasEast·east + biasNorth·north
 * (Rodrigues' formula, exact for any angle). A turn about the east axis moves what is seen near nadir north or
 * south, one about the north axis moves it east or west. A turn about nadir itself isn't modelled.
 *
 * @param direction unit vector, Earth-fixed
 * @param biasEast turn about the east axis, rad
 * @param biasNorth turn about the north axis, rad
 * @returns unit vector, Earth-fixed
 */
export function applyPointing(
  direction: Vec3,
  axes: PointingAxes,
  biasEast: number,
  biasNorth: number,
): Vec3 {
  const angle = Math.hypot(biasEast, biasNorth);
  if (angle === 0) return direction;
  const { east, north } = axes;
  const kx = (biasEast * east[0] + biasNorth * north[0]) / angle;
  const ky = (biasEast * east[1] + biasNorth * north[1]) / angle;
  const kz = (biasEast * east[2] + biasNorth * north[2]) / angle;
  const [x, y, z] = direction;
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const along = (kx * x + ky * y + kz * z) * 2 * Math.sin(angle / 2) ** 2;
  return [
    x * cosine + (ky * z - kz * y) * sine + kx * along,
    y * cosine + (kz * x - kx * z) * sine + ky * along,
    z * cosine + (kx * y - ky * x) * sine + kz * along,
  ];
}
