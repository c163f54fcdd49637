import type { Vec3 } from "../vector.js";
import { Dop853 } from "./dop853.js";
import { earthFixedFlight, flightForces, halfOver } from "./free-flight.js";

const RELATIVE_TOLERANCE = 1e-11;
const ABSOLUTE_TOLERANCE = [1e-3, 1e-3, 1e-3, 1e-6, 1e-6, 1e-6];
const FIRST_STEP = 30;

const forces = flightForces({ ballisticCoefficient: null });
const stepper = new Dop853(earthFixedFlight(forces), 6, RELATIVE_TOLERANCE, ABSOLUTE_TOLERANCE);

/**
 * Moves a body in free flight by `dt` seconds, forwards or backwards.
 *
 * @param positionEcef m
 * @param velocityEcef m/s, relative to the turning Earth
 * @param ballisticCoefficient kg/m²; null: no air
 */
export function coast(
  positionEcef: Vec3,
  velocityEcef: Vec3,
  dt: number,
  ballisticCoefficient: number | null,
): { positionEcef: Vec3; velocityEcef: Vec3 } {
  if (dt === 0) return { positionEcef, velocityEcef };
  forces.halfOverBeta = halfOver(ballisticCoefficient);
  stepper.begin(0, [...positionEcef, ...velocityEcef], Math.sign(dt) * Math.min(FIRST_STEP, Math.abs(dt)));
  while (stepper.time !== dt) stepper.step(dt);
  const y = stepper.state;
  return { positionEcef: [y[0]!, y[1]!, y[2]!], velocityEcef: [y[3]!, y[4]!, y[5]!] };
}
