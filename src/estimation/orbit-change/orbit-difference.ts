import {
  add,
  addSeconds,
  cross,
  dot,
  EARTH,
  norm,
  propagateOrbit,
  type Sgp4Orbit,
  scale,
  secondsBetween,
  subtract,
  unit,
  type Vec3,
} from "../../astro/index.js";

/** What a change of orbit shows in. */
export const CHANGE_CHANNELS = ["size", "eccentricity-x", "eccentricity-y", "plane-x", "plane-y"] as const;
export type ChangeChannel = (typeof CHANGE_CHANNELS)[number];

/** How an element set differs from what an earlier set foretold for its epoch. */
export interface OrbitDifference {
  /** Time foretold over, s. */
  readonly interval: number;
  /**
   * By channel: of the semi-major axis (m), of the eccentricity vector's two components within the orbit's plane, and of the
   * unit vector along the orbit's pole, two components across it.
   */
  readonly values: readonly [number, number, number, number, number];
  /** Along the track: arc from the foretold place to that of the set, m. */
  readonly alongTrack: number;
  /** Semi-major axis, m, and mean motion, rad/s, of the foretold orbit. */
  readonly semiMajorAxis: number;
  readonly meanMotion: number;
}

/** Beyond this period the node of a station-kept orbit turns about with every correction: axes then hold to the equinox. */
export const HIGH_ORBIT_PERIOD = 12 * 3600;

interface Shape {
  readonly semiMajorAxis: number;
  readonly eccentricity: Vec3;
  readonly pole: Vec3;
}

function shapeOf(position: Vec3, velocity: Vec3): Shape {
  const radius = norm(position);
  const momentum = cross(position, velocity);
  return {
    semiMajorAxis: 1 / (2 / radius - dot(velocity, velocity) / EARTH.gm),
    eccentricity: subtract(scale(cross(velocity, momentum), 1 / EARTH.gm), unit(position)),
    pole: unit(momentum),
  };
}

/** Axes across an orbit's pole: along the node, or along the equinox for high orbits, and at right angles to it. */
function axesAcross(pole: Vec3, high: boolean): readonly [Vec3, Vec3] {
  const node: Vec3 = high || Math.hypot(pole[0], pole[1]) < 1e-6 ? [1, 0, 0] : [-pole[1], pole[0], 0];
  const x = unit(add(node, scale(pole, -dot(node, pole))));
  return [x, cross(pole, x)];
}

/** Arc along the track from a foretold place to a stated one, m. */
function arcBetween(foretold: Vec3, pole: Vec3, stated: Vec3): number {
  const outward = unit(foretold);
  const forward = cross(pole, outward);
  return Math.atan2(dot(stated, forward), dot(stated, outward)) * norm(foretold);
}

/**
 * Compares an element set with an earlier one of the same object, at the epoch of the later one.
 *
 * Both are osculating orbits of SGP4, the foretold one where it stands at the same place along the track (somewhat before or
 * after the epoch), so that the periodic terms of its theory cancel.
 * @returns null where SGP4 has no place for one of them, or where it is no ellipse
 */
export function orbitDifference(earlier: Sgp4Orbit, later: Sgp4Orbit): OrbitDifference | null {
  const foretold = propagateOrbit(earlier, later.epoch);
  const stated = propagateOrbit(later, later.epoch);
  if (foretold === null || stated === null) return null;
  const pole = unit(cross(foretold.positionTeme, foretold.velocityTeme));
  const alongTrack = arcBetween(foretold.positionTeme, pole, stated.positionTeme);
  const beside = propagateOrbit(earlier, addSeconds(later.epoch, alongTrack / norm(foretold.velocityTeme)));
  if (beside === null) return null;
  const before = shapeOf(beside.positionTeme, beside.velocityTeme);
  const after = shapeOf(stated.positionTeme, stated.velocityTeme);
  if (!(before.semiMajorAxis > 0 && after.semiMajorAxis > 0)) return null;
  const meanMotion = Math.sqrt(EARTH.gm / before.semiMajorAxis ** 3);
  const [x, y] = axesAcross(before.pole, (2 * Math.PI) / meanMotion > HIGH_ORBIT_PERIOD);
  const eccentricity = subtract(after.eccentricity, before.eccentricity);
  const turned = subtract(after.pole, before.pole);
  return {
    interval: secondsBetween(earlier.epoch, later.epoch),
    values: [
      after.semiMajorAxis - before.semiMajorAxis,
      dot(eccentricity, x),
      dot(eccentricity, y),
      dot(turned, x),
      dot(turned, y),
    ],
    alongTrack,
    semiMajorAxis: before.semiMajorAxis,
    meanMotion,
  };
}
