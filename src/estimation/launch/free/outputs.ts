import {
  ecefToGeodetic,
  positiveAngle,
  signedAngle,
  surfaceCourse,
  type Vec3,
} from "../../../astro/index.js";
import { BOUNDED, BOUNDED_COUNT } from "../bound/outputs.js";
import type { LocalPlace } from "../parameters.js";

/** Half the distance of the course's differences, m. */
const STEP = 20;

/**
 * Course from a launch to the place under a position, with its slopes.
 *
 * @param east of the launch from `place`, m
 * @param north of the launch from `place`, m
 * @param position ECEF, m, read from the beginning
 * @returns course in [0, 2π), and its slopes by east, north and the position's three numbers, rad/m
 */
export function courseWithSlopes(
  place: LocalPlace,
  east: number,
  north: number,
  position: Float64Array,
): { course: number; slopes: Float64Array } {
  const at = (v: readonly number[]) =>
    surfaceCourse(
      {
        latitude: place.latitude + v[1]! / place.meridianRadius,
        longitude: place.longitude + v[0]! / place.parallelRadius,
        height: 0,
      },
      ecefToGeodetic(v.slice(2, 5) as unknown as Vec3),
    );
  const point = [east, north, position[0]!, position[1]!, position[2]!];
  const slopes = new Float64Array(5);
  for (let k = 0; k < 5; k++) {
    const moved = (by: number) => at(point.map((v, i) => (i === k ? v + by : v)));
    slopes[k] = signedAngle(moved(STEP) - moved(-STEP)) / (2 * STEP);
  }
  return { course: positiveAngle(at(point)), slopes };
}

/** A state of which the launch's place and time are part, and how it follows from a vector of any length. */
export interface LaunchState {
  readonly place: LocalPlace;
  readonly east: number;
  readonly north: number;
  /** ignition, s */
  readonly ignition: number;
  /** position and velocity first */
  readonly state: Float64Array;
  /** slopes of east, north, ignition and the state's first six numbers: 9 × size by rows */
  readonly slopes: Float64Array;
  readonly size: number;
}

/** What is estimated and bounded, in the order of BOUNDED, with its slopes, 10 × size by rows. */
export function launchOutputs(s: LaunchState): { values: Float64Array; slopes: Float64Array } {
  const { size: n } = s;
  const values = new Float64Array(BOUNDED_COUNT);
  const slopes = new Float64Array(BOUNDED_COUNT * n);
  const { course, slopes: by } = courseWithSlopes(s.place, s.east, s.north, s.state);
  values[BOUNDED.east] = s.east;
  values[BOUNDED.north] = s.north;
  values[BOUNDED.time] = s.ignition;
  values[BOUNDED.course] = course;
  values.set(s.state.subarray(0, 6), BOUNDED.position);
  slopes.set(s.slopes.subarray(0, 3 * n), 0);
  slopes.set(s.slopes.subarray(3 * n, 9 * n), BOUNDED.position * n);
  const from = [0, 1, 3, 4, 5];
  for (let k = 0; k < n; k++) {
    let sum = 0;
    for (let c = 0; c < 5; c++) sum += by[c]! * s.slopes[from[c]! * n + k]!;
    slopes[BOUNDED.course * n + k] = sum;
  }
  return { values, slopes };
}
