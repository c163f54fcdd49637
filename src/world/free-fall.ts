import {
  apogeeEvent,
  climbOfState,
  type Derivative,
  freeFlight,
  groundEvent,
  heightOfState,
  integrate,
} from "../astro/index.js";
import { type Motion, tabulatedMotion } from "./motion.js";

/** Unpowered flight to the ground. */
export interface FreeFall {
  readonly motion: Motion;
  /** s after the scenario's start, or null where it doesn't come down in time. */
  readonly impactTime: number | null;
  readonly apogeeTime: number | null;
}

/** A body is followed to the ground for so long, even beyond the scenario's end, s. */
export const LONGEST_FALL = 10_800;

/**
 * Flies a body without thrust from a state until it reaches the ellipsoid.
 *
 * @param start s after the scenario's start
 * @param state Earth-fixed position and velocity, 6
 * @param ballisticCoefficient kg/m², or null for no drag
 */
export function freeFall(start: number, state: Float64Array, ballisticCoefficient: number | null): FreeFall {
  return fall(freeFlight({ ballisticCoefficient, gravity: "J2-J4" }), start, state);
}

/** A body no higher than this that does not rise lies on the ground, m. */
const LYING = 0.1;

/** The fall of what already lies on the ground: none. */
function lying(start: number, state: Float64Array): FreeFall {
  const rest = Float64Array.from([...state.subarray(0, 3), 0, 0, 0]);
  const motion = tabulatedMotion(Float64Array.of(start, start + 1e-3), Float64Array.from([...rest, ...rest]));
  return { motion, impactTime: start, apogeeTime: null };
}

/** Relative error a step of a fall. */
const TOLERANCE = 1e-9;

/**
 * Flies a body under given forces from a state until it reaches the ellipsoid.
 *
 * @param derivative forces, Earth-fixed
 * @param start s after the scenario's start
 * @param state Earth-fixed position and velocity, 6
 */
export function fall(
  derivative: Derivative,
  start: number,
  state: Float64Array,
  relativeTolerance = TOLERANCE,
): FreeFall {
  if (heightOfState(state) < LYING && climbOfState(state) <= 0) return lying(start, state);
  const flight = integrate(derivative, start, state, start + LONGEST_FALL, {
    relativeTolerance,
    absoluteTolerance: [1e-4],
    events: [groundEvent, apogeeEvent],
  });
  const ground = flight.events.find((e) => e.name === "ground");
  const apogee = flight.events.find((e) => e.name === "apogee");
  const motion: Motion = {
    start: flight.start,
    end: flight.end,
    stateAt: (time, out) => flight.stateAt(Math.min(flight.end, Math.max(flight.start, time)), out),
  };
  return { motion, impactTime: ground?.time ?? null, apogeeTime: apogee?.time ?? null };
}
