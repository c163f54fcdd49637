import { norm, scale, type Vec3 } from "../../astro/index.js";
import { type LeastSquaresFit, levenbergMarquardt } from "../least-squares/index.js";
import { median, SIGMA_PER_MEDIAN_DEVIATION } from "../robust/index.js";
import { type FlightTable, flightState } from "./braked-flight.js";
import { agreement, type CameraFit } from "./camera-agreement.js";
import { type AlongLine, alongAt, guessClocks } from "./clock-guess.js";
import {
  CAMERA,
  cameraResiduals,
  PATH_PRIORS,
  type PathPriors,
  type PreparedCamera,
  pathProblem,
  prepare,
  STATE,
  tableOf,
} from "./path-problem.js";
import { along, type CameraSights } from "./sights.js";
import { type StraightLine, straightLineThrough } from "./straight-line.js";

/** The path at an instant. */
export interface PathPoint {
  /** s after the common reference, by the cameras' clocks as they were put right. */
  readonly time: number;
  readonly positionEcef: Vec3;
  readonly velocityEcef: Vec3;
  /** Over the turning Earth, m/s. */
  readonly speed: number;
  readonly speedSigma: number;
  /** 3 × 3 by rows, m². */
  readonly positionCovariance: Float64Array;
}

/** A path from angles alone. */
export interface TriangulatedPath {
  readonly line: StraightLine;
  /** In the order of time, from the first sight to the last. */
  readonly points: readonly PathPoint[];
  readonly cameras: readonly CameraFit[];
  readonly table: FlightTable;
}

export interface PathOptions {
  readonly priors?: PathPriors;
  /** Points of the path that are worked out. */
  readonly points?: number;
}

/** Where nobody states an error: that of a wide lens, rad, until the sights show their own. */
const USUAL_SIGMA = 0.05 * (Math.PI / 180);
/** The least error that is believed, rad: a pixel of a good lens is 2′, read to a tenth. */
const LEAST_SIGMA = 0.003 * (Math.PI / 180);
const KNOT_SECONDS = 0.8;
const MOST_KNOTS = 14;
/** Times that sights show how good they are. */
const WEIGHINGS = 3;
/** First guesses of the drag, m²/kg, until one brings χ² a number to this. */
const FIRST_DRAGS = [1 / 500, 1 / 2000, 1 / 100];
const GOOD = 4;
/** Neighbouring errors are no more alike than this. */
const MOST_ALIKE = 0.8;

/**
 * The path of a fireball from lines of sight of two or more cameras whose clocks differ: first the straight line that they have
 * in common, then the flight through the air under gravity that fits all sights at their times, with each camera's clock and a
 * small turn of it as unknowns under priors. What brakes it is a drag whose strength may change over time, so that neither a
 * mass nor a law of ablation is assumed. Sights far off count less (Huber 1964, "Robust estimation of a location parameter"); each camera's error is
 * taken from its own residuals where these are larger than stated, or nobody states one.
 *
 * @returns null where fewer than two cameras see it from different sides, or the fit fails
 */
export function triangulatePath(
  cameras: readonly CameraSights[],
  { priors = PATH_PRIORS, points = 60 }: PathOptions = {},
): TriangulatedPath | null {
  const line = straightLineThrough(cameras);
  if (line === null) return null;
  const used = cameras.filter((_, i) => !line.strangers.includes(i));
  const guess = guessClocks(used, line);
  if (!(Math.abs(guess.speed) > 10)) return null;
  // a clock that is seen to be wrong by more than was thought possible is not pulled back
  const trusted = used.map((c, i) => ({
    ...c,
    clockSigma: Math.max(c.clockSigma, Math.abs(guess.offsets[i]!)),
  }));
  const prepared = trusted.map((c) => prepare(c, USUAL_SIGMA));
  const knots = knotsFor(prepared, guess);
  const reference = guess.reference;
  const fit = weighedFit(prepared, used, reference, knots, priors, line, guess);
  if (fit === null) return null;
  const table = tableOf(fit.x, reference, knots, prepared);
  return {
    line,
    table,
    points: pathPoints(fit, reference, knots, prepared, points),
    cameras: cameraFits(cameras, line, fit, knots.length, prepared, table),
  };
}

function knotsFor(cameras: readonly PreparedCamera[], { offsets }: AlongLine): number[] {
  const from = Math.min(...cameras.map((c, i) => c.times[0]! + offsets[i]!));
  const to = Math.max(...cameras.map((c, i) => c.times.at(-1)! + offsets[i]!));
  const count = Math.max(2, Math.min(MOST_KNOTS, Math.round((to - from) / KNOT_SECONDS) + 1));
  return Array.from({ length: count }, (_, k) => from + ((to - from) * k) / (count - 1));
}

/** Fits, weighs each camera by its residuals, and fits again. */
function weighedFit(
  prepared: readonly PreparedCamera[],
  cameras: readonly CameraSights[],
  reference: number,
  knots: readonly number[],
  priors: PathPriors,
  line: StraightLine,
  guess: AlongLine,
): LeastSquaresFit | null {
  const problem = pathProblem(prepared, reference, knots, priors);
  let best: LeastSquaresFit | null = null;
  for (const drag of FIRST_DRAGS) {
    const start = startVector(problem.size, knots, line, guess, drag);
    const fit = levenbergMarquardt(problem, start, { rounds: 20, converged: 0.1 });
    if (fit !== null && (best === null || fit.chiSquare < best.chiSquare)) best = fit;
    if (best !== null && best.chiSquare < GOOD * problem.rows) break;
  }
  for (let round = 0; best !== null && round < WEIGHINGS; round++) {
    weigh(prepared, cameras, best.x, reference, knots);
    best = levenbergMarquardt(problem, best.x, { rounds: 20, converged: 1e-2 }) ?? best;
  }
  return best;
}

function startVector(
  size: number,
  knots: readonly number[],
  line: StraightLine,
  guess: AlongLine,
  drag: number,
): Float64Array {
  const x = new Float64Array(size);
  const { at, speed } = alongAt(guess, guess.reference);
  const ahead = Math.abs(speed) > 10 ? speed : guess.speed;
  x.set(along(line.pointEcef, line.directionEcef, at), 0);
  x.set(scale(line.directionEcef, ahead), 3);
  x.fill(Math.log(drag), STATE, STATE + knots.length);
  guess.offsets.forEach((offset, c) => {
    x[STATE + knots.length + CAMERA * c] = offset;
  });
  return x;
}

/** Sets each camera's errors by its residuals: up where they are larger than stated, freely where nobody states any. */
function weigh(
  prepared: readonly PreparedCamera[],
  cameras: readonly CameraSights[],
  x: Float64Array,
  reference: number,
  knots: readonly number[],
): void {
  const table = tableOf(x, reference, knots, prepared);
  prepared.forEach((camera, c) => {
    const own = STATE + knots.length + CAMERA * c;
    const residuals = new Float64Array(2 * camera.times.length);
    cameraResiduals(table, camera, x[own]!, x, own + 1, residuals, 0);
    const spread = SIGMA_PER_MEDIAN_DEVIATION * median(residuals.map(Math.abs));
    const factor = spread * Math.sqrt(alike(residuals));
    camera.sigmas = camera.sigmas.map((sigma, k) => {
      const stated = cameras[c]!.sights[k]!.sigma;
      return Math.max(stated ?? LEAST_SIGMA, sigma * factor);
    });
  });
}

/**
 * How many sights are worth one, since the errors of neighbours are alike (a lens bends a whole stretch of the sky): (1+ρ)/(1−ρ),
 * ρ the correlation of neighbouring residuals, as of a first-order autoregressive sequence.
 */
function alike(residuals: Float64Array): number {
  const limit = 5 * median(residuals.map(Math.abs));
  let [own, beside] = [0, 0];
  for (let i = 0; i + 2 < residuals.length; i++) {
    const [a, b] = [residuals[i]!, residuals[i + 2]!];
    if (Math.abs(a) > limit || Math.abs(b) > limit) continue;
    own += 0.5 * (a * a + b * b);
    beside += a * b;
  }
  const correlation = own > 0 ? Math.max(0, Math.min(MOST_ALIKE, beside / own)) : 0;
  return (1 + correlation) / (1 - correlation);
}

function pathPoints(
  fit: LeastSquaresFit,
  reference: number,
  knots: readonly number[],
  cameras: readonly PreparedCamera[],
  count: number,
): PathPoint[] {
  const flight = STATE + knots.length;
  const first = Math.min(...cameras.map((c, i) => c.times[0]! + fit.x[flight + CAMERA * i]!));
  const last = Math.max(...cameras.map((c, i) => c.times.at(-1)! + fit.x[flight + CAMERA * i]!));
  const table = tableOf(fit.x, reference, knots, cameras);
  const shifted = Array.from({ length: flight }, (_, k) => {
    const x = Float64Array.from(fit.x);
    const step = k < 3 ? 10 : k < STATE ? 1 : 0.01;
    x[k]! += step;
    return { table: tableOf(x, reference, knots, cameras), step };
  });
  const [state, beside] = [new Float64Array(6), new Float64Array(6)];
  return Array.from({ length: count }, (_, n) => {
    const time = first + ((last - first) * n) / (count - 1);
    flightState(table, time, state);
    const slopes = shifted.map(({ table: other, step }) => {
      flightState(other, time, beside);
      return beside.map((v, i) => (v - state[i]!) / step);
    });
    const covariance = (row: (s: Float64Array) => number, column: (s: Float64Array) => number): number => {
      let sum = 0;
      for (let i = 0; i < flight; i++)
        for (let j = 0; j < flight; j++)
          sum += row(slopes[i]!) * column(slopes[j]!) * fit.covariance[i * fit.x.length + j]!;
      return sum;
    };
    const velocityEcef: Vec3 = [state[3]!, state[4]!, state[5]!];
    const speed = norm(velocityEcef);
    const alongMotion = (s: Float64Array) =>
      (s[3]! * velocityEcef[0] + s[4]! * velocityEcef[1] + s[5]! * velocityEcef[2]) / speed;
    return {
      time,
      positionEcef: [state[0]!, state[1]!, state[2]!],
      velocityEcef,
      speed,
      speedSigma: Math.sqrt(Math.max(0, covariance(alongMotion, alongMotion))),
      positionCovariance: Float64Array.from({ length: 9 }, (_, k) =>
        covariance(
          (s) => s[Math.floor(k / 3)]!,
          (s) => s[k % 3]!,
        ),
      ),
    };
  });
}

function cameraFits(
  all: readonly CameraSights[],
  line: StraightLine,
  fit: LeastSquaresFit,
  knots: number,
  prepared: readonly PreparedCamera[],
  table: FlightTable,
): CameraFit[] {
  let next = 0;
  return all.map(({ camera, sights }, i) => {
    if (line.strangers.includes(i))
      return {
        camera,
        used: false,
        clockOffset: 0,
        clockSigma: Number.POSITIVE_INFINITY,
        residual: line.offsets[i]!,
        sigma: Number.POSITIVE_INFINITY,
        sights: sights.length,
        outliers: sights.length,
        residuals: [],
      };
    const c = next++;
    const own = STATE + knots + CAMERA * c;
    const [clockOffset, variance] = [fit.x[own]!, fit.covariance[own * (fit.x.length + 1)]!];
    return {
      camera,
      used: true,
      clockOffset,
      clockSigma: Math.sqrt(variance),
      ...agreement(table, prepared[c]!, clockOffset, fit.x, own + 1),
    };
  });
}
