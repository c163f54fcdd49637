import type { LocalPlace } from "../parameters.js";
import { ASCENT_STATES } from "./ascent.js";

/**
 * What is known of an ascent after a look, as one Gaussian: its state now, and what it carries along from before: launch
 * east and north (m), ignition (s), and each satellite's two pointing angles (in prior sigmas).
 */
export const LAUNCH_EAST = ASCENT_STATES;
export const LAUNCH_NORTH = ASCENT_STATES + 1;
export const IGNITION = ASCENT_STATES + 2;
export const POINTING = ASCENT_STATES + 3;

export interface AscentBelief {
  /** from where east and north count, and whose vertical the thrust is tilted from */
  readonly place: LocalPlace;
  /** of the last look, s */
  readonly time: number;
  readonly mean: Float64Array;
  /** by rows */
  readonly covariance: Float64Array;
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
}

/** @returns numbers in a belief with so many satellites */
export function beliefSize(satellites: number): number {
  return POINTING + 2 * satellites;
}
