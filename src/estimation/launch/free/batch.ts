import { ecefToGeodetic, type Geodetic } from "../../../astro/index.js";
import { type LeastSquaresFit, levenbergMarquardt } from "../../least-squares/index.js";
import { congruence } from "../../linear/products.js";
import { firstSight } from "../initial-guess.js";
import { weightedMoments } from "../moments.js";
import { isLook } from "../prepared-look.js";
import { type AscentBelief, beliefSize, IGNITION, LAUNCH_EAST, LAUNCH_NORTH, POINTING } from "./belief.js";
import { type FreeLaunchProblem, LONGEST_ASCENT } from "./problem.js";
import { type FreeLaunchSolution, freeSolution } from "./solution.js";
import { BIAS, BLIND, blindSeconds, EAST, FreeTrajectory, NORTH } from "./trajectory.js";

/** A fit worse than this, in reduced χ², is none: no ascent gave these looks. */
const ABSURD = 1e4;

/** Looks of the first fit, and how many times more each further one has. */
const FIRST_LOOKS = 6;
const GROWTH = 1.7;

/** A fit worse than this, in reduced χ², is tried again from other times between ignition and first look, in prior sigmas. */
const POOR = 2;
const OTHER_STARTS = [2, -2, 3.5, -3.5];

/** A fit, with the trajectory left as it is at the answer. */
function fitTrajectory(
  trajectory: FreeTrajectory,
  start: Float64Array,
  held?: number,
): LeastSquaresFit | null {
  const fit = levenbergMarquardt(trajectory, start, held === undefined ? {} : { held });
  if (fit === null) return null;
  trajectory.linearise(
    fit.x,
    new Float64Array(trajectory.rows),
    new Float64Array(trajectory.rows * trajectory.size),
  );
  return fit;
}

/** The best fit from a start, or from others where that one is poor. */
function bestFit(trajectory: FreeTrajectory, start: Float64Array): LeastSquaresFit | null {
  const poor = POOR * (trajectory.rows - trajectory.flat);
  let best = fitTrajectory(trajectory, start);
  for (const blind of OTHER_STARTS) {
    if (best !== null && best.chiSquare < poor) break;
    const other = new Float64Array(trajectory.size);
    other[BLIND] = blind;
    const fit = fitTrajectory(trajectory, other);
    if (fit !== null && !(fit.chiSquare >= (best?.chiSquare ?? Number.POSITIVE_INFINITY))) best = fit;
  }
  return best;
}

/**
 * The best fit of all looks, found from those of the first few: the longer the ascent, the more ways there are in which
 * a fit begun from nothing can go wrong.
 */
function growingFit(trajectory: FreeTrajectory, place: Geodetic): LeastSquaresFit | null {
  const { problem } = trajectory;
  const looks = [...problem.looks].sort((a, b) => a.time - b.time || a.satellite - b.satellite);
  let known: Float64Array = new Float64Array(0);
  for (let count = FIRST_LOOKS; count < looks.length; count = Math.ceil(count * GROWTH)) {
    const part = new FreeTrajectory({ ...problem, looks: looks.slice(0, count) }, place);
    const start = new Float64Array(part.size);
    start.set(known);
    known = bestFit(part, start)?.x ?? known;
  }
  const start = new Float64Array(trajectory.size);
  start.set(known);
  return bestFit(trajectory, start);
}

/** The belief's vector for one way in which an ascent may have gone; the trajectory has just flown it. */
function beliefVector(trajectory: FreeTrajectory, x: Float64Array): Float64Array {
  const { problem, last, moments } = trajectory;
  const v = new Float64Array(beliefSize(problem.satellites.length));
  v.set(last);
  v[LAUNCH_EAST] = x[EAST]!;
  v[LAUNCH_NORTH] = x[NORTH]!;
  v[IGNITION] = moments[0]! - blindSeconds(problem.prior, x);
  v.set(x.subarray(BIAS, BIAS + 2 * problem.satellites.length), POINTING);
  return v;
}

/** The belief that a fit comes to: its vector at the mode, with the covariance of the problem linearised there. */
function linearisedMoments(trajectory: FreeTrajectory, fit: LeastSquaresFit) {
  const { size: n, problem } = trajectory;
  const mean = beliefVector(trajectory, fit.x);
  const m = mean.length;
  const slopes = new Float64Array(m * n);
  slopes.set(trajectory.lastSlopes);
  slopes[LAUNCH_EAST * n + EAST] = 1;
  slopes[LAUNCH_NORTH * n + NORTH] = 1;
  slopes[IGNITION * n + BLIND] = -blindSeconds(problem.prior, fit.x) * problem.prior.blindSpread;
  for (let k = 0; k < m - POINTING; k++) slopes[(POINTING + k) * n + BIAS + k] = 1;
  const covariance = new Float64Array(m * m);
  congruence(m, n, slopes, fit.covariance, new Float64Array(m * n), covariance);
  return { mean, covariance };
}

/** Nodes and weights of Gauss and Hermite's rule for a standard normal weight. */
const NODES = [-Math.sqrt(3), 0, Math.sqrt(3)];
const NODE_WEIGHTS = [1 / 6, 2 / 3, 1 / 6];

/**
 * Moments of the posterior. Everything is nearly normal once the time to the ignition is given, but how thrust and place
 * follow that time is not linear: so it is held at three values, and the fits there are mixed in the measure of their
 * evidence (nested Laplace approximation: Rue, Martino and Chopin 2009).
 */
function nestedMoments(trajectory: FreeTrajectory, best: LeastSquaresFit) {
  const n = trajectory.size;
  const sigma = Math.sqrt(best.covariance[BLIND * n + BLIND]!);
  const parts: { mean: Float64Array; covariance: Float64Array; log: number }[] = [];
  NODES.forEach((node, k) => {
    const start = best.x.map((v, i) => v + (node * best.covariance[BLIND * n + i]!) / sigma);
    const fit = fitTrajectory(trajectory, start, BLIND);
    if (fit === null) return;
    const log = Math.log(NODE_WEIGHTS[k]!) + 0.5 * node * node - 0.5 * fit.chiSquare + fit.logVolume;
    parts.push({ ...linearisedMoments(trajectory, fit), log });
  });
  if (parts.length < NODES.length) return linearisedMoments(trajectory, best);
  const top = Math.max(...parts.map(({ log }) => log));
  const raw = parts.map(({ log }) => Math.exp(log - top));
  const sum = raw.reduce((a, b) => a + b, 0);
  const weights = raw.map((w) => w / sum);
  const { mean, covariance } = weightedMoments(
    parts.map((part) => part.mean),
    weights,
  );
  parts.forEach((part, k) => {
    for (let i = 0; i < covariance.length; i++) covariance[i]! += weights[k]! * part.covariance[i]!;
  });
  return { mean, covariance };
}

function usable({ looks, satellites }: FreeLaunchProblem): boolean {
  const times = looks.map(({ time }) => time);
  return (
    looks.length >= 4 &&
    looks.every((look) => isLook(look, satellites)) &&
    new Set(looks.map(({ satellite }) => satellite)).size >= 2 &&
    Math.max(...times) - Math.min(...times) <= LONGEST_ASCENT
  );
}

/** Where the two first lines of sight that belong together meet; null where none do. */
function firstPlace({ looks }: FreeLaunchProblem) {
  const cloudTop = { mean: 0, sigma: 1, min: 0, max: 0 };
  const sight = firstSight({ looks, cloudTop });
  return sight?.triangulated ? { ...ecefToGeodetic(sight.position), height: 0 } : null;
}

/**
 * What all looks together tell of an ascent: most probable course of everything, and the posterior's moments about it.
 *
 * @returns null where the looks give no answer
 */
export function batchBelief(problem: FreeLaunchProblem): AscentBelief | null {
  const place = usable(problem) ? firstPlace(problem) : null;
  if (place === null) return null;
  const trajectory = new FreeTrajectory(problem, place);
  const fit = growingFit(trajectory, place);
  // looks give two numbers each; all else but the place has a prior, which counts as measured
  const degreesOfFreedom = Math.max(1, trajectory.rows - trajectory.flat);
  if (fit === null || fit.chiSquare > ABSURD * degreesOfFreedom) return null;
  const moments = nestedMoments(trajectory, fit);
  return {
    place: trajectory.place,
    time: trajectory.moments[trajectory.moments.length - 1]!,
    ...moments,
    chiSquare: fit.chiSquare,
    degreesOfFreedom,
  };
}

/**
 * Estimates a launch from the lines of sight of two satellites or more, without a boost profile: smoothing of all
 * looks at once.
 *
 * 1. Most probable ignition, place, wanderings of the thrust and pointing errors (Levenberg–Marquardt).
 * 2. Moments of the posterior about it, the time to the ignition held at three values (nested Laplace approximation).
 *
 * @returns null with fewer than two satellites or four looks, with a look that is none or looks an hour apart, where no
 * two lines of sight meet, or where the answer has no meaning
 */
export function estimateFreeLaunch(problem: FreeLaunchProblem): FreeLaunchSolution | null {
  const belief = batchBelief(problem);
  return belief === null ? null : freeSolution(belief, problem);
}
