import { subpointAxes, type Vec3 } from "../../astro/index.js";

function turned(v: Vec3, axis: Vec3, angle: number): Vec3 {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const along = (axis[0] * v[0] + axis[1] * v[1] + axis[2] * v[2]) * (1 - c);
  return [
    v[0] * c + (axis[1] * v[2] - axis[2] * v[1]) * s + axis[0] * along,
    v[1] * c + (axis[2] * v[0] - axis[0] * v[2]) * s + axis[1] * along,
    v[2] * c + (axis[0] * v[1] - axis[1] * v[0]) * s + axis[2] * along,
  ];
}

/**
 * A line of sight with its errors, each a turn about one of the satellite's two axes.
 *
 * @param positionEcef of the satellite, m
 * @param plumeEcef m, read from `at`
 * @param bias fixed pointing error about east and north of the point below, rad
 * @param noise of this look, rad
 */
export function measuredSight(
  positionEcef: Vec3,
  plumeEcef: Float64Array,
  at: number,
  bias: readonly [number, number],
  noise: readonly [number, number],
): Vec3 {
  const axes = subpointAxes(positionEcef);
  const away: Vec3 = [
    plumeEcef[at]! - positionEcef[0],
    plumeEcef[at + 1]! - positionEcef[1],
    plumeEcef[at + 2]! - positionEcef[2],
  ];
  const range = Math.hypot(...away);
  const sight: Vec3 = [away[0] / range, away[1] / range, away[2] / range];
  const pointed = turned(turned(sight, axes.east, bias[0]), axes.north, bias[1]);
  return turned(turned(pointed, axes.east, noise[0]), axes.north, noise[1]);
}
