import {
  type AscentStart,
  ecefToGeodetic,
  integrateAscent,
  signedAngle,
  surfaceCourse,
} from "../../../astro/index.js";
import {
  AZIMUTH,
  ascentDeviation,
  ascentStart,
  BIAS,
  EAST,
  type LocalPlace,
  localPlace,
  NORTH,
  TIME,
} from "../parameters.js";
import type { LaunchScene } from "./scene.js";

/** Longest step of the ascent, s. */
const STEP = 1.5;

/** Half the distance of central differences: m, m, s, rad, and prior sigmas. */
const DIFFERENCES = [200, 200, 0.05, 2e-3, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05];

/** States along one ascent and how they follow the launch's parameters. */
export interface AscentSensitivity {
  /** ECEF, six numbers a moment, m and m/s */
  readonly states: Float64Array;
  /** of the state at moment i by parameter k: six numbers from (i·BIAS + k)·6 */
  readonly stateSlopes: Float64Array;
  /** of the position alone: three numbers from (i·BIAS + k)·3 */
  readonly positionSlopes: Float64Array;
  /** course from the launch point to the place under the plume at each moment, rad */
  readonly courses: Float64Array;
  /** moments × BIAS */
  readonly courseSlopes: Float64Array;
  /** above the ellipsoid, m */
  readonly heights: Float64Array;
  /** moments × BIAS */
  readonly heightSlopes: Float64Array;
}

function statesOf(scene: LaunchScene, place: LocalPlace, x: Float64Array, times: readonly number[]) {
  const start: AscentStart = ascentStart(place, x);
  const until = Math.max(1, times[times.length - 1]! - x[TIME]! + 1);
  const table = integrateAscent(start, scene.family.profile, ascentDeviation(scene.family, x), until, STEP);
  const states = new Float64Array(6 * times.length);
  const courses = new Float64Array(times.length);
  const heights = new Float64Array(times.length);
  times.forEach((time, i) => {
    table.stateAt(time - x[TIME]!, states, 6 * i);
    const below = ecefToGeodetic([states[6 * i]!, states[6 * i + 1]!, states[6 * i + 2]!]);
    courses[i] = surfaceCourse(start, below);
    heights[i] = below.height;
  });
  return { states, courses, heights };
}

/**
 * States along an ascent, with their slopes by place, time, direction and deviations: central differences of the
 * whole ascent, so that they owe nothing to the estimator's own slopes.
 *
 * @param deviations six departures from the profile, in prior sigmas
 * @param times in order, s after the caller's reference
 */
export function ascentSensitivity(
  scene: LaunchScene,
  deviations: Float64Array,
  times: readonly number[],
): AscentSensitivity {
  const place = localPlace(scene.start);
  const x = new Float64Array(BIAS);
  x[EAST] = 0;
  x[NORTH] = 0;
  x[TIME] = scene.ignition;
  x[AZIMUTH] = scene.start.azimuth;
  x.set(deviations, AZIMUTH + 1);
  const n = times.length;
  const { states, courses, heights } = statesOf(scene, place, x, times);
  const stateSlopes = new Float64Array(6 * n * BIAS);
  const positionSlopes = new Float64Array(3 * n * BIAS);
  const courseSlopes = new Float64Array(n * BIAS);
  const heightSlopes = new Float64Array(n * BIAS);
  for (let k = 0; k < BIAS; k++) {
    const half = DIFFERENCES[k]!;
    const moved = Float64Array.from(x);
    moved[k] = x[k]! + half;
    const above = statesOf(scene, place, moved, times);
    moved[k] = x[k]! - half;
    const below = statesOf(scene, place, moved, times);
    for (let i = 0; i < n; i++) {
      for (let c = 0; c < 6; c++) {
        const slope = (above.states[6 * i + c]! - below.states[6 * i + c]!) / (2 * half);
        stateSlopes[(i * BIAS + k) * 6 + c] = slope;
        if (c < 3) positionSlopes[(i * BIAS + k) * 3 + c] = slope;
      }
      courseSlopes[i * BIAS + k] = signedAngle(above.courses[i]! - below.courses[i]!) / (2 * half);
      heightSlopes[i * BIAS + k] = (above.heights[i]! - below.heights[i]!) / (2 * half);
    }
  }
  return { states, stateSlopes, positionSlopes, courses, courseSlopes, heights, heightSlopes };
}
