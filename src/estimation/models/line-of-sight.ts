import { cross, dot, signedAngle, type Vec3 } from "../../astro/index.js";
import type { MeasurementModel } from "../filters/model.js";

/** Line of sight from a satellite, as two angles across a boresight. */
export interface LineOfSight extends MeasurementModel {
  /**
   * Sets where the next measurements are made from, and their boresight. Pointed along the measured sight itself, the
   * measurement is (0, 0) and its noise is the same in all directions of the tangent plane.
   *
   * @param positionEcef m
   * @param boresightEcef any length
   * @throws RangeError where the boresight has no direction
   */
  point(positionEcef: Vec3, boresightEcef: Vec3): void;
  /** The two angles of a sight (any length) across the boresight. @param out two numbers, rad */
  angles(sightEcef: Vec3, out: Float64Array): void;
}

/**
 * A line of sight: the angles α = atan2(a·d, s·d) and β = atan2(b·d, s·d) of the direction d to the body across the
 * boresight s, with a and b normal to it (a horizontal where it can be). The satellite's place is known.
 *
 * @param sigma 1σ on each axis, rad
 * @param states numbers in a state that begins with r (m), ECEF; default 6
 */
export function lineOfSight(sigma: number, states = 6): LineOfSight {
  const n = states;
  const origin = new Float64Array(3);
  /** a, b, s */
  const axes = new Float64Array(9);
  /** along a, b, s */
  const d = new Float64Array(3);

  function resolve(x: number, y: number, z: number): void {
    for (let i = 0; i < 3; i++) d[i] = axes[3 * i]! * x + axes[3 * i + 1]! * y + axes[3 * i + 2]! * z;
  }

  return {
    states: n,
    dimension: 2,
    noise: Float64Array.of(sigma * sigma, 0, 0, sigma * sigma),
    point(positionEcef, boresightEcef) {
      const s = direction(boresightEcef);
      const level = cross([0, 0, 1], s);
      // a boresight along the Earth's axis has any horizontal
      const a = dot(level, level) > 1e-12 ? direction(level) : direction(cross([0, 1, 0], s));
      origin.set(positionEcef);
      axes.set(a, 0);
      axes.set(cross(s, a), 3);
      axes.set(s, 6);
    },
    angles(sight, out) {
      resolve(sight[0], sight[1], sight[2]);
      out[0] = Math.atan2(d[0]!, d[2]!);
      out[1] = Math.atan2(d[1]!, d[2]!);
    },
    measure(x, out) {
      resolve(x[0]! - origin[0]!, x[1]! - origin[1]!, x[2]! - origin[2]!);
      out[0] = Math.atan2(d[0]!, d[2]!);
      out[1] = Math.atan2(d[1]!, d[2]!);
    },
    jacobian(x, out) {
      out.fill(0, 0, 2 * n);
      resolve(x[0]! - origin[0]!, x[1]! - origin[1]!, x[2]! - origin[2]!);
      for (let k = 0; k < 2; k++) {
        const length2 = d[k]! * d[k]! + d[2]! * d[2]!;
        for (let i = 0; i < 3; i++)
          out[k * n + i] = (d[2]! * axes[3 * k + i]! - d[k]! * axes[6 + i]!) / length2;
      }
    },
    innovate(measured, predicted, out) {
      out[0] = signedAngle(measured[0]! - predicted[0]!);
      out[1] = signedAngle(measured[1]! - predicted[1]!);
    },
  };
}

function direction(v: Vec3): Vec3 {
  const length = Math.hypot(...v);
  if (!(length > 0) || !Number.isFinite(length))
    throw new RangeError(`boresight ${v.join(", ")} has no direction`);
  return [v[0] / length, v[1] / length, v[2] / length];
}
