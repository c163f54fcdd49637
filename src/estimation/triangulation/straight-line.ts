import { cross, dot, norm, scale, subtract, unit, type Vec3 } from "../../astro/index.js";
import { type LeastSquaresProblem, levenbergMarquardt } from "../least-squares/index.js";
import { choleskyFactor, solveFactored } from "../linear/cholesky.js";
import { median } from "../robust/index.js";
import { along, axesAcross, type CameraSights } from "./sights.js";

/** The straight line that lines of sight from several places have in common. */
export interface StraightLine {
  /** A point of it near the middle of what was seen, m. */
  readonly pointEcef: Vec3;
  /** Unit vector in the direction of motion. */
  readonly directionEcef: Vec3;
  /** Largest angle between the planes of two cameras, rad: the smaller, the worse the line is known. */
  readonly convergence: number;
  /** Median angle between a camera's sights and the line, rad, in the order of the cameras. */
  readonly offsets: readonly number[];
  /** Cameras that see it where it isn't: their sights were not used. */
  readonly strangers: readonly number[];
}

/** So many sights of each camera are enough to judge a first guess. */
const SAMPLE = 24;
/** A camera whose sights pass the common line by more than this, and by more than this many times their error, is no witness. */
const STRANGER_ANGLE = 0.5 * (Math.PI / 180);
const STRANGER_SIGMAS = 10;
/** Where nobody states an error: that of a wide lens, rad. */
const USUAL_SIGMA = 0.05 * (Math.PI / 180);
/** Residuals count by their square up to so many times the usual one. */
const HUBER = 2;
/** Planes that cross at less than this have no line in common, rad. */
const PARALLEL = 0.1 * (Math.PI / 180);

/**
 * The straight line nearest in angle to all lines of sight, times left aside: planes of pairs of cameras intersected (Ceplecha
 * 1987, "Geometric, dynamic, orbital and photometric data on meteoroids from photographic fireball networks") give first guesses,
 * of which the one that most sights agree with is refined by least squares on the sights (Borovička 1990, "The comparison of two
 * methods of determining meteor trajectories from photographs").
 *
 * @returns null where fewer than two cameras see it from different sides
 */
export function straightLineThrough(cameras: readonly CameraSights[]): StraightLine | null {
  const planes = cameras.map((c) => (c.sights.length < 2 ? null : planeOf(c)));
  let best: { point: Vec3; direction: Vec3; score: number } | null = null;
  let convergence = 0;
  for (let i = 0; i < cameras.length; i++) {
    for (let j = i + 1; j < cameras.length; j++) {
      const [a, b] = [planes[i], planes[j]];
      if (a == null || b == null) continue;
      const sine = norm(cross(a, b));
      if (sine < Math.sin(PARALLEL)) continue;
      const line = intersection(cameras[i]!, a, cameras[j]!, b);
      if (line === null) continue;
      const score = scoreOf(cameras, line.point, line.direction);
      if (best === null || score < best.score) best = { ...line, score };
    }
  }
  if (best === null) return null;
  let line: Line = oriented(cameras, best);
  let strangers: number[] = [];
  // what disagrees with the first guess must not pull the line; once it is refined it is asked anew
  for (let round = 0; round < 2; round++) {
    strangers = strangersTo(cameras, line);
    const own = cameras.filter((_, i) => !strangers.includes(i));
    const refined = own.length < 2 ? null : refine(own, line);
    if (refined === null) return null;
    line = refined;
  }
  for (let i = 0; i < cameras.length; i++)
    for (let j = i + 1; j < cameras.length; j++) {
      const [a, b] = [planes[i], planes[j]];
      if (a == null || b == null || strangers.includes(i) || strangers.includes(j)) continue;
      convergence = Math.max(convergence, Math.asin(Math.min(1, norm(cross(a, b)))));
    }
  const { point, direction } = line;
  return {
    pointEcef: point,
    directionEcef: direction,
    convergence,
    offsets: cameras.map((c) => offsetOf(c, point, direction)),
    strangers,
  };
}

interface Line {
  readonly point: Vec3;
  readonly direction: Vec3;
}

/** Normal of the plane through a camera nearest to its sights: eigenvector of the least eigenvalue of Σ d·dᵀ. */
function planeOf({ sights }: CameraSights): Vec3 {
  const m = new Float64Array(9);
  for (const { lineOfSightEcef: d } of sights)
    for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) m[3 * i + j]! += d[i]! * d[j]!;
  for (let i = 0; i < 3; i++) m[4 * i]! += 1e-13 * sights.length;
  const first = sights[0]!.lineOfSightEcef;
  const last = sights.at(-1)!.lineOfSightEcef;
  const start = cross(first, last);
  let normal: Vec3 = norm(start) > 1e-9 ? unit(start) : axesAcross(first)[0];
  if (!choleskyFactor(3, m, m)) return normal;
  const work = new Float64Array(3);
  for (let round = 0; round < 50; round++) {
    work.set(normal);
    solveFactored(3, m, work);
    normal = unit([work[0]!, work[1]!, work[2]!]);
  }
  return normal;
}

/** Where the planes of two cameras meet, near what the first one saw in the middle. */
function intersection(a: CameraSights, planeA: Vec3, b: CameraSights, planeB: Vec3): Line | null {
  const direction = unit(cross(planeA, planeB));
  const middle = a.sights[a.sights.length >> 1]!.lineOfSightEcef;
  // the first camera's middle sight meets the second one's plane
  const slant = dot(middle, planeB);
  if (Math.abs(slant) < 1e-6) return null;
  const range = dot(subtract(b.positionEcef, a.positionEcef), planeB) / slant;
  if (!(range > 0 && range < 3e6)) return null;
  return { point: along(a.positionEcef, middle, range), direction };
}

/** Angle between one sight and a line, signed: how far it passes the plane through camera and line. */
function passing(from: Vec3, sight: Vec3, { point, direction }: Line): number {
  const normal = unit(cross(direction, subtract(point, from)));
  return Math.asin(Math.max(-1, Math.min(1, dot(sight, normal))));
}

/** Where on a line a sight comes nearest to it, m from its point, and whether that is before the camera. */
export function nearestOnLine(
  from: Vec3,
  sight: Vec3,
  point: Vec3,
  direction: Vec3,
): { at: number; range: number } {
  const apart = subtract(point, from);
  const cosine = dot(sight, direction);
  const squared = Math.max(1e-12, 1 - cosine * cosine);
  const [onSight, onLine] = [dot(apart, sight), dot(apart, direction)];
  return { at: (cosine * onSight - onLine) / squared, range: (onSight - cosine * onLine) / squared };
}

function sampled({ sights }: CameraSights) {
  const step = Math.max(1, Math.floor(sights.length / SAMPLE));
  return sights.filter((_, i) => i % step === 0);
}

/** Median angle between sights and line; a right angle where the line is behind the camera. */
function offsetOf(camera: CameraSights, point: Vec3, direction: Vec3): number {
  const from = camera.positionEcef;
  return median(
    sampled(camera).map(({ lineOfSightEcef: d }) =>
      nearestOnLine(from, d, point, direction).range > 0
        ? Math.abs(passing(from, d, { point, direction }))
        : Math.PI / 2,
    ),
  );
}

/** How badly a line agrees with all cameras: each counts up to a degree. */
function scoreOf(cameras: readonly CameraSights[], point: Vec3, direction: Vec3): number {
  return cameras.reduce((sum, c) => sum + Math.min(Math.PI / 180, offsetOf(c, point, direction)), 0);
}

function strangersTo(cameras: readonly CameraSights[], { point, direction }: Line): number[] {
  return cameras.flatMap((c, i) => {
    const sigma = median(c.sights.map((s) => s.sigma ?? USUAL_SIGMA));
    const far = offsetOf(c, point, direction);
    return !(far < STRANGER_ANGLE) && !(far < STRANGER_SIGMAS * sigma) ? [i] : [];
  });
}

/** Turns a line into the direction of motion, as most cameras see it. */
function oriented(cameras: readonly CameraSights[], { point, direction }: Line): Line {
  let forward = 0;
  for (const { positionEcef, sights } of cameras) {
    const at = (i: number) => nearestOnLine(positionEcef, sights.at(i)!.lineOfSightEcef, point, direction).at;
    if (sights.length > 1) forward += Math.sign(at(-1) - at(0));
  }
  return { point, direction: forward < 0 ? scale(direction, -1) : direction };
}

/** Least squares on the angles between sights and line, in two shifts and two tilts. */
function refine(cameras: readonly CameraSights[], line: Line): Line | null {
  const { point, direction } = line;
  const [p, q] = axesAcross(direction);
  const used = cameras.flatMap(({ positionEcef, sights }) =>
    sights.map(({ lineOfSightEcef, sigma = USUAL_SIGMA }) => ({ positionEcef, lineOfSightEcef, sigma })),
  );
  // lengths of a path, so that all four numbers are of one size
  const length = 5e4;
  const moved = (x: Float64Array): Line => ({
    point: [0, 1, 2].map((i) => point[i]! + x[0]! * p[i]! + x[1]! * q[i]!) as unknown as Vec3,
    direction: unit(
      [0, 1, 2].map((i) => direction[i]! + (x[2]! * p[i]! + x[3]! * q[i]!) / length) as unknown as Vec3,
    ),
  });
  const problem: LeastSquaresProblem = {
    size: 4,
    rows: used.length,
    residuals(x, out) {
      const at = moved(x);
      used.forEach(({ positionEcef, lineOfSightEcef, sigma }, i) => {
        out[i] = softened(passing(positionEcef, lineOfSightEcef, at) / sigma);
      });
    },
    linearise(x, out, jacobian) {
      this.residuals(x, out);
      const shifted = Float64Array.from(x);
      const beside = new Float64Array(used.length);
      for (let k = 0; k < 4; k++) {
        shifted[k] = x[k]! + 1;
        this.residuals(shifted, beside);
        for (let i = 0; i < used.length; i++) jacobian[4 * i + k] = beside[i]! - out[i]!;
        shifted[k] = x[k]!;
      }
    },
  };
  const fit = levenbergMarquardt(problem, new Float64Array(4));
  return fit === null ? null : moved(fit.x);
}

/** A residual whose square grows as Huber's (1964) loss. */
export function softened(residual: number, huber = HUBER): number {
  const size = Math.abs(residual);
  return size <= huber ? residual : Math.sign(residual) * Math.sqrt(huber * (2 * size - huber));
}
