import { BIAS, EAST, NORTH, NUISANCES, TIME } from "../parameters.js";
import { unitNormalSamples } from "../samples.js";
import { gatherInformation, parameterCount, priorInformation } from "./information.js";
import { BOUNDED, BOUNDED_COUNT, throughInverse } from "./outputs.js";
import { type LaunchScene, sceneLooks } from "./scene.js";
import { type AscentSensitivity, ascentSensitivity } from "./sensitivity.js";

/** The least mean square error at one moment. */
export interface LaunchBound {
  /** last look so far, s after the caller's reference */
  readonly lastLook: number;
  /** of {@link BOUNDED}, 10 × 10 by rows, m, s, rad and m/s */
  readonly covariance: Float64Array;
}

/** Slopes of what is bounded by all parameters at moment i, 10 × n by rows. */
function outputSlopes(n: number, s: AscentSensitivity, i: number): Float64Array {
  const g = new Float64Array(BOUNDED_COUNT * n);
  g[BOUNDED.east * n + EAST] = 1;
  g[BOUNDED.north * n + NORTH] = 1;
  g[BOUNDED.time * n + TIME] = 1;
  for (let k = 0; k < BIAS; k++) {
    g[BOUNDED.course * n + k] = s.courseSlopes[i * BIAS + k]!;
    for (let c = 0; c < 6; c++) g[(BOUNDED.position + c) * n + k] = s.stateSlopes[(i * BIAS + k) * 6 + c]!;
  }
  return g;
}

/** One ascent that a bound takes into its mean. */
interface Draw {
  /** departures from the profile, prior sigmas */
  readonly deviations: Float64Array;
  /** m; null for the mean over its prior */
  readonly cloudTop: number | null;
}

function boundOver(scene: LaunchScene, moments: readonly number[], draws: readonly Draw[]) {
  const n = parameterCount(scene);
  const looks = sceneLooks(scene, moments[moments.length - 1]!);
  if (looks.length === 0) return moments.map(() => null);
  const times = looks.map((look) => look.time);
  const lastOf = moments.map((moment) => times.findLastIndex((time) => time <= moment));
  const sums = moments.map(() => priorInformation(scene));
  const slopes = moments.map(() => new Float64Array(BOUNDED_COUNT * n));
  for (const { deviations, cloudTop } of draws) {
    const sensitivity = ascentSensitivity(scene, deviations, times);
    gatherInformation(scene, looks, sensitivity, cloudTop, (i, information) => {
      lastOf.forEach((last, m) => {
        if (last !== i) return;
        for (let k = 0; k < n * n; k++) sums[m]![k]! += information[k]! / draws.length;
        const g = outputSlopes(n, sensitivity, i);
        for (let k = 0; k < g.length; k++) slopes[m]![k]! += g[k]! / draws.length;
      });
    });
  }
  return moments.map((_, m): LaunchBound | null => {
    const covariance = lastOf[m]! < 0 ? null : throughInverse(n, sums[m]!, slopes[m]!);
    return covariance === null ? null : { lastLook: times[lastOf[m]!]!, covariance };
  });
}

/**
 * The Bayesian Cramér–Rao bound of a launch estimate (Van Trees 1968, section 2.4): no estimate that is unbiased in
 * place, time and direction has a smaller mean square error, the mean taken over deviations, pointing errors, cloud
 * and noise as their priors have them.
 *
 * Information J = E[Σ Hᵀ·R⁻¹·H + that of the first sight] + prior, covariance E[G]·J⁻¹·E[G]ᵀ with the slopes G of what
 * is bounded. Place, time and direction have no prior and are those of the scene (the hybrid form: Rockah and
 * Schultheiss 1987); a mean of J over all directions would be valid and too low to tell anything.
 *
 * @param moments in order, s after the caller's reference; the bound holds for the last look up to each
 * @param draws of the deviations, even and above 12
 * @param seed of the draws
 * @returns null at a moment when the looks do not yet determine a launch
 */
export function launchBound(
  scene: LaunchScene,
  moments: readonly number[],
  draws: number,
  seed: number,
): (LaunchBound | null)[] {
  const samples = unitNormalSamples(seed, draws, NUISANCES);
  const list = Array.from({ length: draws }, (_, s) => ({
    deviations: samples.slice(s * NUISANCES, (s + 1) * NUISANCES),
    cloudTop: null,
  }));
  return boundOver(scene, moments, list);
}

/**
 * The same information at one truth instead of its mean: (Hᵀ·R⁻¹·H + prior)⁻¹ at known deviations under a known cloud.
 * Its mean over many truths is never below {@link launchBound} and close to what a posterior's own covariance comes to,
 * but no bound.
 *
 * @param deviations departures from the profile, prior sigmas
 * @param cloudTop m
 */
export function launchBoundAt(
  scene: LaunchScene,
  moments: readonly number[],
  deviations: Float64Array,
  cloudTop: number,
): (LaunchBound | null)[] {
  return boundOver(scene, moments, [{ deviations, cloudTop }]);
}
