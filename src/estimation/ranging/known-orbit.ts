import { type CelestialState, cross, EARTH, norm, scale, unit, type Vec3 } from "../../astro/index.js";
import { choleskyFactor } from "../linear/cholesky.js";
import type { StateKnown } from "./range-pass.js";

/**
 * How far a state that was reckoned from an orbit of another day may be off: mostly along its own path, since a wrong
 * period or drag makes it early or late. The spread is that of a time shift, (v, a)·δt, with a small one on every axis.
 *
 * @param alongTrack 1σ of the place along the path, m
 * @param other 1σ of the place on every axis beside that, m; of the velocity as much times the mean motion
 */
export function knownAlongTrack(state: CelestialState, alongTrack: number, other: number): StateKnown {
  const { positionGcrf: r, velocityGcrf: v } = state;
  const distance = norm(r);
  const speed = norm(v);
  const pull: Vec3 = scale(unit(r), -EARTH.gm / distance ** 2);
  const shift = [...v, ...pull].map((x) => (x * alongTrack) / speed);
  const turning = norm(cross(r, v)) / distance ** 2;
  const covariance = new Float64Array(36);
  for (let i = 0; i < 6; i++) {
    for (let j = 0; j < 6; j++) covariance[6 * i + j] = shift[i]! * shift[j]!;
    covariance[7 * i]! += (i < 3 ? other : other * turning) ** 2;
  }
  const root = new Float64Array(36);
  if (!choleskyFactor(6, covariance, root)) throw new RangeError(`a spread of ${alongTrack} and ${other} m`);
  return { state, root };
}
