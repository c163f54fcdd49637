import { add, cross, scale, unit, type Vec3 } from "../../astro/index.js";

/** One direction in which a camera saw what moves. */
export interface Sight {
  /** By the camera's clock, s after a common reference. */
  readonly time: number;
  /** Unit vector from the camera, Earth-fixed. */
  readonly lineOfSightEcef: Vec3;
  /** 1σ across the line, an axis, rad; absent where nobody states it. */
  readonly sigma?: number;
}

/** What one camera saw, and how far its clock is to be trusted. */
export interface CameraSights {
  readonly camera: string;
  /** m */
  readonly positionEcef: Vec3;
  /** In the order of time. */
  readonly sights: readonly Sight[];
  /** 1σ of its clock's offset beforehand, s. */
  readonly clockSigma: number;
}

/** Two unit vectors across a direction and each other. */
export function axesAcross(direction: Vec3): readonly [Vec3, Vec3] {
  const any: Vec3 = Math.abs(direction[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0];
  const first = unit(cross(direction, any));
  return [first, cross(direction, first)];
}

/** A point so far along a direction. */
export function along(from: Vec3, direction: Vec3, distance: number): Vec3 {
  return add(from, scale(direction, distance));
}
