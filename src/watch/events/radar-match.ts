import { coast, cross, dot, heightOf, norm, scale, subtract, type Vec3 } from "../../astro/index.js";
import { type CoastEstimate, predictCoast } from "../../estimation/index.js";
import type { LineTrack } from "../infrared/track.js";
import type { RadarTrackState } from "../radar/index.js";
import { type Line, lineAt } from "./launch/pairing.js";

/** How a radar track lies to the lines of sight of a body. */
export interface RadarMatch {
  /**
   * `with`: at one instant both saw it in one place. `from`: flown back without thrust, it was where the plume was
   * at that instant, and left it there.
   */
  readonly how: "with" | "from";
  /** s */
  readonly at: number;
  /** Squared distance over its variance, for each satellite that saw the plume then. */
  readonly distances: readonly number[];
}

/** Acceleration of the plume's body that the flown-back one does not have, m/s². */
const THRUST = 60;
/** Flown back over longer than this the parts of a launch aren't told apart, s: see {@link matchLate}. */
const LONGEST_BACK = 260;
/** Flown back over longer than this nothing is told apart, s. */
const LONGEST_LATE = 1200;
/**
 * A place known no better than this, root of the trace, could be anywhere on the burn, m: a stage that came off a
 * minute earlier is some 100 km away.
 */
const WIDEST_LATE = 20_000;
/** The engine of what left the ground goes out between these heights, m. */
const LATE_HEIGHTS = [20_000, 1_000_000] as const;
const MOST_INSTANTS = 14;
/** A distance beyond this is of another source, and how far beyond says nothing. */
const OUTLIER = 48;
const LOWEST = -5_000;

/**
 * Holds a radar track's present place against the lines of sight of the same instant.
 *
 * @param biasOf pointing bias by satellite, 1σ, rad
 * @returns null where no satellite saw the body then
 */
export function matchWith(
  lines: readonly LineTrack[],
  state: RadarTrackState,
  biasOf: (sensor: string) => number,
): RadarMatch | null {
  const position: Vec3 = [state.mean[0]!, state.mean[1]!, state.mean[2]!];
  const distances: number[] = [];
  for (const track of lines) {
    const line = lineAt(track, state.time, 0.8 * track.revisit);
    if (line === null) continue;
    distances.push(
      distanceSquared(position, positionCovariance(state.covariance), line, biasOf(track.sensor), 0),
    );
  }
  return distances.length === 0 ? null : { how: "with", at: state.time, distances };
}

/**
 * Flies a coasting radar track back and looks for the instant at which it was on the lines of sight: the end of
 * the burn for the body itself, the staging for a spent stage.
 *
 * @returns the best instant, or null where there is none to try
 */
export function matchFrom(
  lines: readonly LineTrack[],
  estimate: CoastEstimate,
  biasOf: (sensor: string) => number,
): RadarMatch | null {
  const instants = instantsBefore(lines, estimate.start + 5);
  let best: (RadarMatch & { mean: number }) | null = null;
  for (const at of instants) {
    const dt = at - estimate.time;
    if (dt < -LONGEST_BACK) continue;
    const { positionEcef, covariance } = flownBack(estimate, dt);
    const height = heightOf(...positionEcef);
    if (height < LOWEST) continue;
    const distances: number[] = [];
    distances.push(...distancesAt(lines, at, positionEcef, covariance, biasOf));
    if (distances.length === 0) continue;
    const mean = distances.reduce((a, b) => a + Math.min(b, OUTLIER), 0) / distances.length;
    if (best === null || mean < best.mean) best = { how: "from", at, distances, mean };
  }
  return best === null ? null : { how: best.how, at: best.at, distances: best.distances };
}

/** Squared distances of a flown-back place from all lines of sight of an instant. */
function distancesAt(
  lines: readonly LineTrack[],
  at: number,
  positionEcef: Vec3,
  covariance: Float64Array,
  biasOf: (sensor: string) => number,
): number[] {
  const distances: number[] = [];
  for (const track of lines) {
    const line = lineAt(track, at, 0.6 * track.revisit);
    if (line === null) continue;
    const ends = at >= track.sightings.at(-1)!.time - 0.1;
    const unseen = (ends ? track.revisit : track.revisit / 2) ** 2 * 0.5 * THRUST * 0.6;
    distances.push(distanceSquared(positionEcef, covariance, line, biasOf(track.sensor), unseen));
  }
  return distances;
}

/**
 * A track that was picked up minutes after the burn, flown back to its end with the covariance's full motion. Where
 * a launch's parts left one another can't be told any more; whether it was where the burn ended can, as long as its
 * place then is not known too widely.
 *
 * @returns null where it is no such track, or nothing can be told yet
 */
export function matchLate(
  lines: readonly LineTrack[],
  estimate: CoastEstimate,
  biasOf: (sensor: string) => number,
): RadarMatch | null {
  const [at] = instantsBefore(lines, estimate.start + 5);
  if (at === undefined) return null;
  const dt = at - estimate.time;
  if (dt >= -LONGEST_BACK || dt < -LONGEST_LATE) return null;
  // The cheap flight first: most tracks were nowhere near.
  const { positionEcef } = flownBack(estimate, dt);
  const height = heightOf(...positionEcef);
  if (!(height > LATE_HEIGHTS[0] && height < LATE_HEIGHTS[1])) return null;
  const wide = Float64Array.of(WIDEST_LATE ** 2, 0, 0, 0, WIDEST_LATE ** 2, 0, 0, 0, WIDEST_LATE ** 2);
  if (distancesAt(lines, at, positionEcef, wide, biasOf).some((d) => d > OUTLIER)) return null;
  const { mean, covariance } = predictCoast(estimate, at);
  const p = positionCovariance(covariance);
  if (p[0]! + p[4]! + p[8]! > WIDEST_LATE ** 2) return null;
  const distances = distancesAt(lines, at, [mean[0]!, mean[1]!, mean[2]!], p, biasOf);
  return distances.length === 0 ? null : { how: "from", at, distances };
}

/** Where a coasting body was, with the covariance of its place by straight error growth. */
function flownBack(e: CoastEstimate, dt: number): { positionEcef: Vec3; covariance: Float64Array } {
  const [x, y, z, vx, vy, vz] = e.mean as unknown as [number, number, number, number, number, number];
  const { positionEcef } = coast([x, y, z], [vx, vy, vz], dt, null);
  const p = new Float64Array(9);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      p[i * 3 + j] =
        e.covariance[i * 6 + j]! +
        dt * (e.covariance[i * 6 + j + 3]! + e.covariance[(i + 3) * 6 + j]!) +
        dt * dt * e.covariance[(i + 3) * 6 + j + 3]!;
    }
  }
  return { positionEcef, covariance: p };
}

function positionCovariance(covariance36: Float64Array): Float64Array {
  const p = new Float64Array(9);
  for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) p[i * 3 + j] = covariance36[i * 6 + j]!;
  return p;
}

/** Squared distance of a place from a line of sight over the covariance of both, 2 degrees of freedom. */
function distanceSquared(
  position: Vec3,
  covariance: Float64Array,
  line: Line,
  bias: number,
  unseenMotion: number,
): number {
  const l = line.lineOfSightEcef;
  const away = subtract(position, line.positionEcef);
  const range = dot(away, l);
  const axis: Vec3 = Math.abs(l[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0];
  const e1 = scale(cross(l, axis), 1 / norm(cross(l, axis)));
  const e2 = cross(l, e1);
  const own = line.sigmaMetres ** 2 + (bias * range) ** 2 + unseenMotion ** 2;
  const a = quadratic(covariance, e1, e1) + own;
  const b = quadratic(covariance, e1, e2);
  const c = quadratic(covariance, e2, e2) + own;
  const r1 = dot(away, e1);
  const r2 = dot(away, e2);
  return (c * r1 * r1 - 2 * b * r1 * r2 + a * r2 * r2) / (a * c - b * b);
}

function quadratic(m: Float64Array, a: Vec3, b: Vec3): number {
  const row = (i: number) => m[i * 3]! * b[0] + m[i * 3 + 1]! * b[1] + m[i * 3 + 2]! * b[2];
  return a[0] * row(0) + a[1] * row(1) + a[2] * row(2);
}

/** Instants of sightings before a time, the latest ones close together, thinned towards the first. */
function instantsBefore(lines: readonly LineTrack[], before: number): number[] {
  const all = [...new Set(lines.flatMap((t) => t.sightings.map((s) => s.time)))]
    .filter((t) => t <= before)
    .sort((a, b) => b - a);
  const step = Math.max(1, (all.length - 4) / (MOST_INSTANTS - 4));
  const picked: number[] = all.slice(0, 4);
  for (let i = 4; i < all.length && picked.length < MOST_INSTANTS; i += step)
    picked.push(all[Math.floor(i)]!);
  return picked;
}
