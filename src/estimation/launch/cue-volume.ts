import { type Geodetic, lookAt, positiveAngle, signedAngle, type Vec3 } from "../../astro/index.js";
import { chiSquareQuantile } from "../metrics/chi-square.js";
import { weightedMoments } from "./moments.js";

/** Where a radar should look for a body: in its own range, azimuth and elevation. */
export interface CueVolume {
  /** s after the caller's reference */
  readonly time: number;
  /** range (m), azimuth in [0, 2π), elevation (geometric, without refraction), rad */
  readonly mean: readonly [range: number, azimuth: number, elevation: number];
  /** of these, 3 × 3 by rows */
  readonly covariance: Float64Array;
  /** ends of the box; an azimuth box may begin below 0 or end above 2π */
  readonly range: readonly [number, number];
  readonly azimuth: readonly [number, number];
  readonly elevation: readonly [number, number];
  /** share of the members that the box was made to hold */
  readonly holds: number;
  /** share of the members above the radar's horizon */
  readonly above: number;
}

/** Members needed before a box can be drawn. */
const FEWEST = 20;

/**
 * Volume that holds a body with at least a given chance: the smallest box about the mean, with sides in the ratio of the standard
 * deviations (each side counted on its own, for the cloud is seldom even), that holds that share of the distribution from
 * which the states are drawn.
 *
 * @param states equally likely, Earth-fixed, position first (m)
 * @param time for which they hold, s after the caller's reference
 * @param site of the radar
 * @param holds share of the states, between 0 and 1
 * @throws RangeError with fewer than twenty states or a share that is none
 */
export function cueVolume(
  states: readonly Float64Array[],
  time: number,
  site: Geodetic,
  holds = 0.99,
): CueVolume {
  if (states.length < FEWEST)
    throw new RangeError(`${states.length} states: a cue volume needs at least ${FEWEST}`);
  if (!(holds > 0 && holds < 1)) throw new RangeError(`a volume that holds ${holds}: between 0 and 1`);
  const looks = states.map((s) => lookAt(site, [s[0]!, s[1]!, s[2]!] as Vec3));
  const middle = meanDirection(looks.map((look) => look.azimuth));
  const points = looks.map(({ range, azimuth, elevation }) =>
    Float64Array.of(range, signedAngle(azimuth - middle), elevation),
  );
  const { mean, covariance } = weightedMoments(
    points,
    points.map(() => 1 / points.length),
  );
  const [below, over] = [-1, 1].map((side) => halfSpreads(points, mean, side));
  const size = boxSize(points, mean, below!, over!, holds);
  const end = (k: number, side: -1 | 1) => mean[k]! + side * size * (side < 0 ? below! : over!)[k]!;
  const azimuth = positiveAngle(middle + mean[1]!);
  const about = azimuth - mean[1]!;
  return {
    time,
    mean: [mean[0]!, azimuth, mean[2]!],
    covariance,
    range: [Math.max(0, end(0, -1)), end(0, 1)],
    azimuth: [about + end(1, -1), about + end(1, 1)],
    elevation: [Math.max(-Math.PI / 2, end(2, -1)), Math.min(Math.PI / 2, end(2, 1))],
    holds,
    above: looks.filter((look) => look.elevation > 0).length / looks.length,
  };
}

/** @returns whether a place, Earth-fixed, lies within the box */
export function insideCue(volume: CueVolume, site: Geodetic, positionEcef: Vec3): boolean {
  const { range, azimuth, elevation } = lookAt(site, positionEcef);
  const [from, to] = volume.azimuth;
  const centre = (from + to) / 2;
  return (
    range >= volume.range[0] &&
    range <= volume.range[1] &&
    Math.abs(signedAngle(azimuth - centre)) <= (to - from) / 2 &&
    elevation >= volume.elevation[0] &&
    elevation <= volume.elevation[1]
  );
}

function meanDirection(angles: readonly number[]): number {
  let s = 0;
  let c = 0;
  for (const a of angles) {
    s += Math.sin(a);
    c += Math.cos(a);
  }
  return Math.atan2(s, c);
}

/** Root mean square distance from the mean of the points on one side of it, in each coordinate. */
function halfSpreads(points: readonly Float64Array[], mean: Float64Array, side: number): number[] {
  return [0, 1, 2].map((k) => {
    let sum = 0;
    let count = 0;
    for (const p of points) {
      const d = side * (p[k]! - mean[k]!);
      if (d <= 0) continue;
      sum += d * d;
      count++;
    }
    return count === 0 ? 0 : Math.sqrt(sum / count);
  });
}

/** How many half spreads the box reaches, so that it holds the share of the distribution behind the points. */
function boxSize(
  points: readonly Float64Array[],
  mean: Float64Array,
  below: readonly number[],
  over: readonly number[],
  holds: number,
): number {
  const reach = points
    .map((p) =>
      Math.max(
        ...[0, 1, 2].map((k) => {
          const d = p[k]! - mean[k]!;
          const spread = d < 0 ? below[k]! : over[k]!;
          return spread > 0 ? Math.abs(d) / spread : 0;
        }),
      ),
    )
    .sort((a, b) => a - b);
  // (n + 1)·p-th value of a sample covers p on average (Gumbel 1939); beyond the sample, on with its last step's slope
  const rank = (points.length + 1) * holds - 1;
  const whole = Math.min(Math.floor(rank), points.length - 2);
  const counted = reach[whole]! + (rank - whole) * (reach[whole + 1]! - reach[whole]!);
  // a box drawn about its own sample is somewhat narrow; three normal coordinates are held by no less than this
  return Math.max(counted, Math.sqrt(chiSquareQuantile(Math.cbrt(holds), 1)));
}
