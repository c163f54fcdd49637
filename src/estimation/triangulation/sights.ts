import { cross, scale, unit, type Vec3 } from "../../astro/index.js";

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

/** Median of some numbers; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A point so far along a direction. */
export function along(from: Vec3, direction: Vec3, distance: number): Vec3 {
  const away = scale(direction, distance);
  return [from[0] + away[0], from[1] + away[1], from[2] + away[2]];
}
