import { cross, dot, geodeticToEcef, subtract, unit, type Vec3 } from "../../astro/index.js";
import type { FramesBlock } from "../../messages/index.js";
import { applyPointing } from "./pointing.js";

/** Which way a camera looks: unit vectors, Earth-fixed, right-handed. Columns grow to the right, rows downwards. */
export interface CameraAxes {
  readonly right: Vec3;
  readonly down: Vec3;
  readonly forward: Vec3;
}

/** Shape of an image. */
export interface ImageGeometry {
  readonly rows: number;
  readonly columns: number;
  readonly pixelMicroradians: number;
}

/** Nearer than this to the Earth's axis the boresight leaves no "up" in the image, sine of the angle. */
const LEAST_TILT = 1e-3;

/**
 * The attitude that holds a place in the middle of the image, north up: right is normal to the Earth's axis.
 *
 * @param satelliteEcef m
 */
export function boresightAxes(satelliteEcef: Vec3, pointing: FramesBlock["pointing"]): CameraAxes {
  const place = geodeticToEcef({
    latitude: (pointing.latitudeDeg * Math.PI) / 180,
    longitude: (pointing.longitudeDeg * Math.PI) / 180,
    height: 0,
  });
  const forward = unit(subtract(place, satelliteEcef));
  const level = Math.hypot(forward[0], forward[1]);
  const right = unit(cross(forward, level > LEAST_TILT ? [0, 0, 1] : [1, 0, 0]));
  return { right, down: cross(forward, right), forward };
}

/**
 * Turns a camera by small angles about its own right and down axes, exactly (one rotation about their sum).
 *
 * @param aboutRight rad; positive: the image's content moves down (the boresight turns up)
 * @param aboutDown rad; positive: the boresight turns to the right
 */
export function turnedAxes(axes: CameraAxes, aboutRight: number, aboutDown: number): CameraAxes {
  const pair = { east: axes.right, north: axes.down };
  const turn = (v: Vec3): Vec3 => applyPointing(v, pair, aboutRight, aboutDown);
  return { right: turn(axes.right), down: turn(axes.down), forward: turn(axes.forward) };
}

/**
 * Where a direction falls in the image: tangent-plane projection.
 *
 * @param direction unit vector, Earth-fixed
 * @returns row and column, pixel centres at whole numbers; null behind the camera
 */
export function imagePlace(
  axes: CameraAxes,
  image: ImageGeometry,
  direction: Vec3,
): { readonly row: number; readonly column: number } | null {
  const ahead = dot(direction, axes.forward);
  if (ahead <= 0) return null;
  const pixel = image.pixelMicroradians * 1e-6;
  return {
    row: dot(direction, axes.down) / ahead / pixel + (image.rows - 1) / 2,
    column: dot(direction, axes.right) / ahead / pixel + (image.columns - 1) / 2,
  };
}

/**
 * The direction through a place of the image: the inverse of `imagePlace`.
 *
 * @param out unit vector, Earth-fixed, written here
 */
export function imageDirectionInto(
  axes: CameraAxes,
  image: ImageGeometry,
  row: number,
  column: number,
  out: Float64Array,
): void {
  const pixel = image.pixelMicroradians * 1e-6;
  const x = (column - (image.columns - 1) / 2) * pixel;
  const y = (row - (image.rows - 1) / 2) * pixel;
  const length = Math.sqrt(1 + x * x + y * y);
  for (let i = 0; i < 3; i++) {
    out[i] = (axes.forward[i]! + x * axes.right[i]! + y * axes.down[i]!) / length;
  }
}
