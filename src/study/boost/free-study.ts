import { ecefToGeodetic, signedAngle, surfaceCourse } from "../../astro/index.js";
import {
  BOUNDED_COUNT,
  estimateFreeLaunch,
  FREE_ASCENT_PRIOR,
  type FreeAscentPrior,
  type FreeLaunchSolution,
  FreeLaunchTracker,
  FreeTrajectory,
  freeLaunchBoundAt,
} from "../../estimation/index.js";
import { eastNorthOffset } from "../ground-offset.js";
import { BOTH_SATELLITES } from "./profile-study.js";
import { FREE_LAUNCH_PLACE, type SimulatedFreeLaunch, simulateFreeLaunch } from "./simulated-free-launch.js";
import type { BoostSample } from "./study.js";

/**
 * The prior of the study: vehicles of one size. Under the wider one by default some draws thrust with thirty g long
 * before the last look, and the mean bound is theirs.
 */
export const FREE_STUDY_PRIOR: FreeAscentPrior = {
  ...FREE_ASCENT_PRIOR,
  blindSeconds: 38,
  blindSpread: 0.15,
  excess: 9,
  excessSpread: 0.35,
  flow: 0.0085,
  flowSpread: 0.001,
};

function sampleOf(
  launch: SimulatedFreeLaunch,
  solution: FreeLaunchSolution,
  count: number,
): BoostSample | null {
  const { looks, satellites, states, ascent } = launch;
  const some = looks.slice(0, count);
  const prior = FREE_STUDY_PRIOR;
  const { size, place } = new FreeTrajectory({ looks: some, satellites, prior, seed: 0 }, FREE_LAUNCH_PLACE);
  const bound = freeLaunchBoundAt({ looks: some, satellites, prior, place }, ascent.slice(0, size));
  if (bound === null) return null;
  const truth = states.subarray(6 * count - 6, 6 * count);
  const below = ecefToGeodetic([truth[0]!, truth[1]!, truth[2]!]);
  const error = new Float64Array(BOUNDED_COUNT);
  error.set(eastNorthOffset(solution, FREE_LAUNCH_PLACE));
  error[2] = solution.time - launch.ignition;
  error[3] = signedAngle(solution.azimuth - surfaceCourse(FREE_LAUNCH_PLACE, below));
  for (let k = 0; k < 6; k++) error[4 + k] = solution.lastLook.state[k]! - truth[k]!;
  return {
    error,
    stateCovariance: solution.lastLook.covariance,
    launchCovariance: solution.covarianceEastNorth,
    bound: Float64Array.from({ length: BOUNDED_COUNT }, (_, k) => bound.covariance[k * (BOUNDED_COUNT + 1)]!),
    strict: null,
  };
}

/**
 * One ascent drawn from the model that knows no profile, followed look by look, beside the bound of that model.
 *
 * @param times of the estimates, s after the first look, in order
 * @param how the tracker that goes from look to look, or all looks together each time
 */
export function freeRun(
  seed: number,
  times: readonly number[],
  how: "recursive" | "batch" = "recursive",
): (BoostSample | null)[] {
  const prior = FREE_STUDY_PRIOR;
  const seconds = times[times.length - 1]!;
  const launch = simulateFreeLaunch({ seed, prior, satellites: BOTH_SATELLITES, seconds });
  const { looks, satellites } = launch;
  const tracker = new FreeLaunchTracker({ looks: [], satellites, prior, seed });
  let taken = 0;
  return times.map((time) => {
    const from = taken;
    while (taken < looks.length && looks[taken]!.time <= time) taken++;
    if (how === "recursive") for (const look of looks.slice(from, taken)) tracker.add(look);
    const solution =
      how === "recursive"
        ? tracker.solution()
        : estimateFreeLaunch({ looks: looks.slice(0, taken), satellites, prior, seed });
    return solution === null ? null : sampleOf(launch, solution, taken);
  });
}
