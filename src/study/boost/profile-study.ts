import { signedAngle } from "../../astro/index.js";
import {
  BOUNDED_COUNT,
  type LaunchBound,
  type LaunchScene,
  type LaunchSolution,
  LaunchTracker,
  launchBound,
  launchBoundAt,
} from "../../estimation/index.js";
import { eastNorthOffset } from "../ground-offset.js";
import { mediumRange } from "./families.js";
import {
  CLOUD_TOP,
  type SimulatedLaunch,
  type SimulatedSatellite,
  simulateLaunch,
} from "./simulated-launch.js";
import type { BoostSample } from "./study.js";

/** Ascents over which a strict bound takes its mean. */
const DRAWS = 14;

/** Two geostationary satellites that see the scene from both sides: 30 µrad a look, pointing known to 20 µrad. */
export const BOTH_SATELLITES: readonly SimulatedSatellite[] = [-75, -10].map((longitudeDeg) => ({
  longitudeDeg,
  revisit: 5,
  noise: 30e-6,
  biasSigma: 20e-6,
}));

function sceneOf(launch: SimulatedLaunch, satellites: readonly SimulatedSatellite[]): LaunchScene {
  const { latitude, longitude, azimuth, ignition, stations } = launch;
  return {
    family: mediumRange,
    start: { latitude, longitude, height: 0, azimuth },
    ignition,
    satellites: satellites.map(({ revisit, noise, biasSigma }, k) => ({
      ...stations[k]!,
      revisit,
      sigma: noise,
      biasSigma,
    })),
    cloudTop: CLOUD_TOP,
  };
}

/** The deviations of a launch in prior sigmas. */
function scaledDeviations({ deviation }: SimulatedLaunch): Float64Array {
  const { spread } = mediumRange;
  return Float64Array.of(
    deviation.thrust / spread.thrust,
    deviation.verticalRiseSeconds / spread.verticalRiseSeconds,
    deviation.kick / spread.kick,
    deviation.angleOfAttack / spread.angleOfAttack,
    deviation.yaw / spread.yaw,
    deviation.drag / spread.drag,
  );
}

function variances(bound: LaunchBound | null | undefined): Float64Array | null {
  return bound
    ? Float64Array.from({ length: BOUNDED_COUNT }, (_, k) => bound.covariance[k * (BOUNDED_COUNT + 1)]!)
    : null;
}

/** What one run came to at one moment. */
export interface ProfileSample extends BoostSample {
  /** error of the cloud's top in claimed sigmas, and the error itself, m */
  readonly cloudTopSigmas: number;
  readonly cloudTopError: number;
}

function sampleOf(launch: SimulatedLaunch, solution: LaunchSolution) {
  const truth = launch.stateAt(solution.lastLook.time);
  const error = new Float64Array(BOUNDED_COUNT);
  error.set(eastNorthOffset(solution, launch));
  error[2] = solution.time - launch.ignition;
  error[3] = signedAngle(solution.azimuth - launch.courseAt(solution.lastLook.time));
  for (let k = 0; k < 6; k++) error[4 + k] = solution.lastLook.state[k]! - truth[k]!;
  const cloudTopError = (solution.cloudTop?.mean ?? Number.NaN) - launch.cloudTop;
  return {
    error,
    stateCovariance: solution.lastLook.covariance,
    launchCovariance: solution.covarianceEastNorth,
    cloudTopError,
    cloudTopSigmas: cloudTopError / (solution.cloudTop?.sigma ?? Number.NaN),
  };
}

/**
 * One medium-range launch drawn from its family's priors, estimated with that family again and again as looks come,
 * beside the bound.
 *
 * @param times of the estimates, s after ignition, while the vehicle surely burns: below 88
 * @param strict whether the bound over truths is worked out as well
 * @returns null at moments without an answer or a bound
 */
export function profileRun(
  seed: number,
  satellites: readonly SimulatedSatellite[],
  times: readonly number[],
  strict: boolean,
): (ProfileSample | null)[] {
  const launch = simulateLaunch({ seed, truth: mediumRange, families: [mediumRange], satellites });
  const scene = sceneOf(launch, satellites);
  const moments = times.map((time) => launch.ignition + time);
  const bounds = launchBoundAt(scene, moments, scaledDeviations(launch), launch.cloudTop);
  const over = strict ? launchBound(scene, moments, DRAWS, seed) : [];
  const tracker = new LaunchTracker({ ...launch.problem, looks: [] });
  let taken = 0;
  return moments.map((moment, i) => {
    while (taken < launch.looks.length && launch.looks[taken]!.time <= moment)
      tracker.add(launch.looks[taken++]!);
    const solution = tracker.solution();
    const bound = variances(bounds[i]);
    if (solution === null || bound === null) return null;
    return { ...sampleOf(launch, solution), bound, strict: variances(over[i]) };
  });
}
