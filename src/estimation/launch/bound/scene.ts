import type { AscentStart, Vec3 } from "../../../astro/index.js";
import type { LaunchFamily, LaunchProblem } from "../problem.js";

/** A satellite of a scene, and when it looks. */
export interface SceneSatellite {
  /** held fixed over the ascent, m */
  readonly positionEcef: Vec3;
  /** time of one of its looks, s after the caller's reference; the others follow at the revisit */
  readonly phase: number;
  /** s between two looks */
  readonly revisit: number;
  /** random error of a look, 1σ an axis, rad */
  readonly sigma: number;
  /** fixed pointing error, 1σ about each of its two axes, rad */
  readonly biasSigma: number;
}

/**
 * What a bound takes as given: where, when and in what direction, from where it is looked at and when. What it takes
 * the mean over are the deviations from the profile, the pointing errors and the cloud.
 */
export interface LaunchScene {
  readonly family: LaunchFamily;
  readonly start: AscentStart;
  /** s after the caller's reference */
  readonly ignition: number;
  readonly satellites: readonly SceneSatellite[];
  readonly cloudTop: LaunchProblem["cloudTop"];
}

/** One moment at which a satellite of a scene looks at the plume's place, whether or not cloud hides it. */
export interface SceneLook {
  readonly satellite: number;
  readonly time: number;
}

/**
 * All looks from the ignition to a moment, in their order.
 *
 * @param until s after the caller's reference
 */
export function sceneLooks(scene: LaunchScene, until: number): SceneLook[] {
  const looks: SceneLook[] = [];
  scene.satellites.forEach(({ phase, revisit }, satellite) => {
    for (let n = Math.ceil((scene.ignition - phase) / revisit); phase + n * revisit <= until; n++)
      looks.push({ satellite, time: phase + n * revisit });
  });
  return looks.sort((a, b) => a.time - b.time || a.satellite - b.satellite);
}
