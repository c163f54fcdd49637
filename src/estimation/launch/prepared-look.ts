import { cross, subpointAxes, type Vec3 } from "../../astro/index.js";
import { BIAS } from "./parameters.js";
import type { LaunchSatellite, SatelliteLook } from "./problem.js";

/** A look with the axes on which its residual is measured. */
export interface PreparedLook {
  readonly time: number;
  readonly satellite: Vec3;
  readonly sight: Vec3;
  readonly first: Vec3;
  readonly second: Vec3;
  readonly sigma: number;
  /** place of the satellite's two pointing angles in the vector of parameters */
  readonly bias: number;
  /** what one prior sigma of each pointing angle does to the direction */
  readonly biasEast: Vec3;
  readonly biasNorth: Vec3;
}

/** By how much the length of a line of sight may depart from 1. */
const UNIT = 1e-3;

/** Whether a look can be used: finite, with an error above 0, along a unit vector, of a satellite that is known. */
export function isLook(look: SatelliteLook, satellites: readonly unknown[]): boolean {
  const { time, sigma, positionEcef, lineOfSightEcef } = look;
  return (
    satellites[look.satellite] !== undefined &&
    [time, sigma, ...positionEcef].every(Number.isFinite) &&
    sigma > 0 &&
    Math.abs(Math.hypot(...lineOfSightEcef) - 1) < UNIT
  );
}

function unitCross(a: Vec3, b: Vec3): Vec3 {
  const c = cross(a, b);
  const n = Math.hypot(c[0], c[1], c[2]) || 1;
  return [c[0] / n, c[1] / n, c[2] / n];
}

/**
 * A look with the axes of its residual and its satellite's pointing angles: a fixed pointing error turns the whole
 * field about east and north of the point under the satellite.
 *
 * @param used satellites that have looks, in order: the order of their pointing angles among the parameters
 */
export function prepareLook(
  problem: { readonly satellites: readonly Pick<LaunchSatellite, "biasSigma">[] },
  look: SatelliteLook,
  used: readonly number[],
): PreparedLook {
  const { positionEcef, lineOfSightEcef } = look;
  const helper: Vec3 = Math.abs(lineOfSightEcef[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0];
  const first = unitCross(helper, lineOfSightEcef);
  const axes = subpointAxes(positionEcef);
  const sigma = problem.satellites[look.satellite]!.biasSigma;
  const turn = (axis: Vec3): Vec3 => {
    const c = cross(axis, lineOfSightEcef);
    return [c[0] * sigma, c[1] * sigma, c[2] * sigma];
  };
  return {
    time: look.time,
    satellite: positionEcef,
    sight: lineOfSightEcef,
    first,
    second: cross(lineOfSightEcef, first),
    sigma: look.sigma,
    bias: BIAS + 2 * used.indexOf(look.satellite),
    biasEast: turn(axes.east),
    biasNorth: turn(axes.north),
  };
}
