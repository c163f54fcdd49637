import type { LaunchSatellite, SatelliteLook } from "../problem.js";

/**
 * What is believed of an ascent whose profile is unknown. The vehicle stands still, lights, rises upright, and thrusts
 * on: acceleration and its growth wander, and so does the direction of thrust.
 */
export interface FreeAscentPrior {
  /** from ignition to the first look: log-normal, median in s and 1σ of the logarithm */
  readonly blindSeconds: number;
  readonly blindSpread: number;
  /** what thrust (less drag) exceeds gravity by at ignition: log-normal, median in m/s² and 1σ of the logarithm */
  readonly excess: number;
  readonly excessSpread: number;
  /** share of its mass that the vehicle loses a second at ignition, mean and 1σ, 1/s */
  readonly flow: number;
  readonly flowSpread: number;
  /** by how much that share wanders, 1/s a root second */
  readonly flowNoise: number;
  /** by how much the rate at which the thrust turns wanders, rad/s a root second, on each of two axes */
  readonly turnNoise: number;
  /** in which the vehicle forgets that rate, s */
  readonly turnSeconds: number;
}

/** Wide enough for most ascents of one stage: 0.2 to 2.5 g of excess, first seen after 20 to 85 s. */
export const FREE_ASCENT_PRIOR: FreeAscentPrior = {
  blindSeconds: 42,
  blindSpread: 0.35,
  excess: 7,
  excessSpread: 0.6,
  flow: 0.0105,
  flowSpread: 0.003,
  flowNoise: 0.0006,
  turnNoise: 0.004,
  turnSeconds: 30,
};

/** No ascent is looked at for longer than this, s: looks further apart are not of one. */
export const LONGEST_ASCENT = 3600;

/** Lines of sight of two satellites or more at one ascent, and what is believed of it. */
export interface FreeLaunchProblem {
  /** of all satellites, in any order, s after a reference that the caller keeps */
  readonly looks: readonly SatelliteLook[];
  readonly satellites: readonly Pick<LaunchSatellite, "biasSigma">[];
  readonly prior: FreeAscentPrior;
  /** once the plume is gone */
  readonly plumeEnded?: PlumeEnd;
  /** of the draws from the posterior */
  readonly seed: number;
}

/** When a plume went out: its last look, and the first look at which it should have been seen and was not, s. */
export interface PlumeEnd {
  readonly lastSeen: number;
  readonly firstNotSeen: number;
}
