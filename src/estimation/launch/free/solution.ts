import { signedAngle } from "../../../astro/index.js";
import { congruence } from "../../linear/products.js";
import { BOUNDED, BOUNDED_COUNT } from "../bound/outputs.js";
import type { LaunchMoments } from "../problem.js";
import { FLOW, THRUST } from "./ascent.js";
import { type AscentBelief, LAUNCH_EAST, LAUNCH_NORTH } from "./belief.js";
import { burnoutMoments, membersAt } from "./members.js";
import { launchOutputs } from "./outputs.js";
import type { FreeLaunchProblem } from "./problem.js";

/** What an ascent of unknown profile came to. Times are s after the caller's reference. */
export interface FreeLaunchSolution extends LaunchMoments {
  /** once the plume is gone: state (ECEF, m and m/s) at the end of the burn, with covariance by rows */
  readonly burnout: {
    readonly time: number;
    readonly timeSigma: number;
    readonly state: Float64Array;
    readonly covariance: Float64Array;
  } | null;
  /** squares of residuals and of departures from the priors; should be near `degreesOfFreedom` */
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  /** of the thrust, less drag, at the last look, m/s², and 1σ of its logarithm */
  readonly thrustAcceleration: number;
  readonly thrustAccelerationSpread: number;
  /** share of mass lost a second at the last look, 1/s, and 1σ */
  readonly massFlow: number;
  readonly massFlowSigma: number;
  /** covariance of launch east and north (m), ignition (s), course (rad) and state at the last look, 10 × 10 by rows */
  readonly covariance: Float64Array;
  /** equally likely Earth-fixed states at a time not before the last look, thrusting on or, once the plume is gone, falling */
  statesAt(time: number, count?: number): readonly Float64Array[];
}

/** Launch, course and states from what is known after a look. */
export function freeSolution(
  belief: AscentBelief,
  { prior, plumeEnded, seed }: Pick<FreeLaunchProblem, "prior" | "plumeEnded" | "seed">,
): FreeLaunchSolution | null {
  const { place, mean, covariance, time } = belief;
  const n = mean.length;
  const slopes = new Float64Array(9 * n);
  for (let k = 0; k < 3; k++) slopes[k * n + LAUNCH_EAST + k] = 1;
  for (let k = 0; k < 6; k++) slopes[(3 + k) * n + k] = 1;
  const [east, north, ignition] = mean.subarray(LAUNCH_EAST, LAUNCH_EAST + 3);
  const outputs = launchOutputs({
    place,
    east: east!,
    north: north!,
    ignition: ignition!,
    state: mean,
    slopes,
    size: n,
  });
  const m = BOUNDED_COUNT;
  const all = new Float64Array(m * m);
  congruence(m, n, outputs.slopes, covariance, new Float64Array(m * n), all);
  if (![...outputs.values, ...all].every(Number.isFinite)) return null;
  const of = (a: number, b: number) => all[a * m + b]!;
  const stateCovariance = new Float64Array(36);
  for (let i = 0; i < 6; i++)
    for (let j = 0; j < 6; j++) stateCovariance[6 * i + j] = of(BOUNDED.position + i, BOUNDED.position + j);
  const asked = { belief, turnSeconds: prior.turnSeconds, plumeEnded, seed };
  return {
    time: ignition!,
    timeSigma: Math.sqrt(of(BOUNDED.time, BOUNDED.time)),
    latitude: place.latitude + mean[LAUNCH_NORTH]! / place.meridianRadius,
    longitude: signedAngle(place.longitude + mean[LAUNCH_EAST]! / place.parallelRadius),
    covarianceEastNorth: [of(0, 0), of(1, 0), of(1, 1)],
    azimuth: outputs.values[BOUNDED.course]!,
    azimuthSigma: Math.sqrt(of(BOUNDED.course, BOUNDED.course)),
    lastLook: { time, state: mean.slice(0, 6), covariance: stateCovariance },
    burnout: plumeEnded === undefined ? null : burnoutMoments({ ...asked, plumeEnded }),
    chiSquare: belief.chiSquare,
    degreesOfFreedom: belief.degreesOfFreedom,
    thrustAcceleration: Math.exp(mean[THRUST]!),
    thrustAccelerationSpread: Math.sqrt(covariance[THRUST * n + THRUST]!),
    massFlow: mean[FLOW]!,
    massFlowSigma: Math.sqrt(covariance[FLOW * n + FLOW]!),
    covariance: all,
    statesAt: (at, count) => membersAt(asked, at, count),
  };
}
