import {
  climbOfState,
  ecefToGeodetic,
  positiveAngle,
  signedAngle,
  surfaceCourse,
} from "../../astro/index.js";
import { CHI_SQUARE_2_95, mahalanobisSquared } from "../ellipse.js";
import { ascentStart, EAST, NORTH, TIME } from "./parameters.js";
import type { Member } from "./posterior.js";
import type { LaunchMoments, LaunchSolution } from "./problem.js";

/** Mean and covariance of weighted vectors; weights sum to 1. */
export function weightedMoments(
  vectors: readonly Float64Array[],
  weights: readonly number[],
): { mean: Float64Array; covariance: Float64Array } {
  const n = vectors[0]!.length;
  const mean = new Float64Array(n);
  const covariance = new Float64Array(n * n);
  vectors.forEach((v, s) => {
    for (let i = 0; i < n; i++) mean[i]! += weights[s]! * v[i]!;
  });
  vectors.forEach((v, s) => {
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++)
        covariance[i * n + j]! += weights[s]! * (v[i]! - mean[i]!) * (v[j]! - mean[j]!);
  });
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) covariance[j * n + i] = covariance[i * n + j]!;
  return { mean, covariance };
}

/** A family less probable than this may lie outside the launch ellipse. */
const PLAUSIBLE = 0.2;

/**
 * How much larger the launch ellipse must be so that it holds its 95 % under every plausible family, not only on the
 * average over them: the smallest factor ≥ 1 on the covariance.
 *
 * @param mean east and north of the mixture's mean, m
 * @param covarianceEastNorth of the mixture, m²
 */
function coverFactor(
  members: readonly Member[],
  mean: readonly [number, number],
  covarianceEastNorth: readonly [number, number, number],
): number {
  const families = new Map<unknown, { square: number; weight: number }[]>();
  for (const { model, x, weight } of members) {
    const square = mahalanobisSquared(x[EAST]! - mean[0], x[NORTH]! - mean[1], covarianceEastNorth);
    const known = families.get(model.family);
    if (known === undefined) families.set(model.family, [{ square, weight }]);
    else known.push({ square, weight });
  }
  let factor = 1;
  for (const entries of families.values()) {
    const total = entries.reduce((sum, { weight }) => sum + weight, 0);
    if (total < PLAUSIBLE) continue;
    entries.sort((a, b) => b.square - a.square);
    let outside = 0;
    const edge = entries.find(({ weight }) => {
      outside += weight;
      return outside >= 0.05 * total;
    });
    factor = Math.max(factor, (edge?.square ?? 0) / CHI_SQUARE_2_95);
  }
  return factor;
}

function scaled(values: Float64Array, factor: number): Float64Array {
  return values.map((v) => v * factor);
}

/** Launch point, time, course and state at the last look, from the members of the posterior. */
export function launchMoments(
  members: readonly Member[],
  lastLook: number,
  inflation: number,
): LaunchMoments {
  const weights = members.map((member) => member.weight);
  const courses: number[] = [];
  const vectors = members.map(({ model, x, table }) => {
    const v = new Float64Array(9);
    table.stateAt(lastLook - x[TIME]!, v, 3);
    const start = ascentStart(model.place, x);
    v[0] = x[0]!;
    v[1] = x[1]!;
    v[2] = x[TIME]!;
    courses.push(surfaceCourse(start, ecefToGeodetic([v[3]!, v[4]!, v[5]!])));
    return v;
  });
  const { mean, covariance } = weightedMoments(vectors, weights);
  const { place } = members[0]!.model;
  const course = circularMoments(courses, weights);
  const groundCovariance = [covariance[0]!, covariance[9]!, covariance[10]!] as const;
  const wide = inflation * coverFactor(members, [mean[0]!, mean[1]!], groundCovariance);
  const state = mean.slice(3);
  const stateCovariance = new Float64Array(36);
  for (let i = 0; i < 6; i++)
    for (let j = 0; j < 6; j++) stateCovariance[i * 6 + j] = covariance[(i + 3) * 9 + j + 3]!;
  return {
    time: mean[2]!,
    timeSigma: Math.sqrt(covariance[20]! * inflation),
    latitude: place.latitude + mean[1]! / place.meridianRadius,
    longitude: signedAngle(place.longitude + mean[0]! / place.parallelRadius),
    covarianceEastNorth: [groundCovariance[0] * wide, groundCovariance[1] * wide, groundCovariance[2] * wide],
    azimuth: course.mean,
    azimuthSigma: course.sigma * Math.sqrt(inflation),
    lastLook: { time: lastLook, state, covariance: scaled(stateCovariance, inflation) },
  };
}

/** Mean direction in [0, 2π) and the spread about it, rad. */
function circularMoments(
  angles: readonly number[],
  weights: readonly number[],
): { mean: number; sigma: number } {
  let s = 0;
  let c = 0;
  angles.forEach((a, i) => {
    s += weights[i]! * Math.sin(a);
    c += weights[i]! * Math.cos(a);
  });
  const first = Math.atan2(s, c);
  let shift = 0;
  let square = 0;
  angles.forEach((a, i) => {
    const d = signedAngle(a - first);
    shift += weights[i]! * d;
    square += weights[i]! * d * d;
  });
  return {
    mean: positiveAngle(first + shift),
    sigma: Math.sqrt(Math.max(0, square - shift * shift)),
  };
}

/** The state at the end of the burn that ended the plume. */
export function burnoutMoments(
  members: readonly Member[],
  inflation: number,
): NonNullable<LaunchSolution["burnout"]> {
  const weights = members.map((member) => member.weight);
  const state = new Float64Array(6);
  const vectors = members.map(({ model, x, table }) => {
    const { cutOff } = table.stages[model.endingStage]!;
    table.stateAt(cutOff, state);
    const { height } = ecefToGeodetic([state[0]!, state[1]!, state[2]!]);
    const speed = Math.hypot(state[3]!, state[4]!, state[5]!);
    return Float64Array.of(
      x[TIME]! + cutOff,
      speed,
      height,
      Math.asin(Math.min(1, Math.max(-1, climbOfState(state) / Math.max(speed, 1e-9)))),
      ...state,
    );
  });
  const { mean, covariance } = weightedMoments(vectors, weights);
  const stateCovariance = new Float64Array(36);
  for (let i = 0; i < 6; i++)
    for (let j = 0; j < 6; j++) stateCovariance[i * 6 + j] = covariance[(i + 4) * 10 + j + 4]! * inflation;
  return {
    time: mean[0]!,
    timeSigma: Math.sqrt(covariance[0]! * inflation),
    speed: mean[1]!,
    altitude: mean[2]!,
    flightPathAngle: mean[3]!,
    state: mean.slice(4),
    covariance: stateCovariance,
  };
}
