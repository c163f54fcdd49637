import { ecefToGeodetic, geodeticToEcef, surfaceCourse, type Vec3 } from "../../astro/index.js";
import { ascentStart, TIME } from "./parameters.js";
import type { Member } from "./posterior.js";
import type { LaunchSolution } from "./problem.js";

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

function scaled(values: Float64Array, factor: number): Float64Array {
  return values.map((v) => v * factor);
}

/** Launch point, time, course and state at the last look, from the members of the posterior. */
export function launchMoments(
  members: readonly Member[],
  lastLook: number,
  inflation: number,
): Omit<LaunchSolution, "families" | "burnout" | "impactSamples" | "inflation" | "stateAt"> {
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
  const state = mean.slice(3);
  const stateCovariance = new Float64Array(36);
  for (let i = 0; i < 6; i++)
    for (let j = 0; j < 6; j++) stateCovariance[i * 6 + j] = covariance[(i + 3) * 9 + j + 3]!;
  return {
    time: mean[2]!,
    timeSigma: Math.sqrt(covariance[20]! * inflation),
    latitude: place.latitude + mean[1]! / place.meridianRadius,
    longitude: wrapped(place.longitude + mean[0]! / place.parallelRadius),
    covarianceEastNorth: [
      covariance[0]! * inflation,
      covariance[9]! * inflation,
      covariance[10]! * inflation,
    ],
    azimuth: course.mean,
    azimuthSigma: course.sigma * Math.sqrt(inflation),
    lastLook: { time: lastLook, state, covariance: scaled(stateCovariance, inflation) },
  };
}

function wrapped(longitude: number): number {
  return longitude - 2 * Math.PI * Math.round(longitude / (2 * Math.PI));
}

/** Mean direction in [0, 2π) and the spread about it, rad. */
export function circularMoments(
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
    let d = a - first;
    d -= 2 * Math.PI * Math.round(d / (2 * Math.PI));
    shift += weights[i]! * d;
    square += weights[i]! * d * d;
  });
  const mean = first + shift;
  return {
    mean: mean < 0 ? mean + 2 * Math.PI : mean % (2 * Math.PI),
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
    const position: Vec3 = [state[0]!, state[1]!, state[2]!];
    const g = ecefToGeodetic(position);
    const speed = Math.hypot(state[3]!, state[4]!, state[5]!);
    const foot = geodeticToEcef({ ...g, height: g.height - 1000 });
    const rise =
      ((position[0] - foot[0]) * state[3]! +
        (position[1] - foot[1]) * state[4]! +
        (position[2] - foot[2]) * state[5]!) /
      1000;
    return Float64Array.of(
      x[TIME]! + cutOff,
      speed,
      g.height,
      Math.asin(Math.min(1, Math.max(-1, rise / Math.max(speed, 1e-9)))),
    );
  });
  const { mean, covariance } = weightedMoments(vectors, weights);
  return {
    time: mean[0]!,
    timeSigma: Math.sqrt(covariance[0]! * inflation),
    speed: mean[1]!,
    altitude: mean[2]!,
    flightPathAngle: mean[3]!,
  };
}
