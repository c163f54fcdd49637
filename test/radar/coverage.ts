import { randomStream } from "../../src/astro/index.js";
import {
  broadLogBallistic,
  CHI_SQUARE_2_95,
  type CoastEstimate,
  coastOf,
  ellipse95,
  followFlight,
  hintPlumeGone,
  impactOfCoast,
  mahalanobisSquared,
  takeObservation,
} from "../../src/estimation/index.js";
import {
  BODY,
  draw,
  type FlightPoint,
  flight,
  mediumRange,
  modelOf,
  plots,
  type TestRadar,
  trueImpact,
} from "./simulated-radar.js";

export const FALLING_STAGE = { median: 450, factor: 1.6 };
export const PRIOR = { velocitySigma: 4000, logBallistic: broadLogBallistic([BODY, FALLING_STAGE]) };

/** How one run of a seed came out. */
export interface RunOutcome {
  /** Squared normalised error of the state, six degrees of freedom. */
  readonly nees: number;
  /** Whether the 95 % ellipse of the impact holds the truth. */
  readonly inside: boolean;
  readonly semiMajor: number;
  readonly semiMinor: number;
  /** Squared normalised error of the arrival time. */
  readonly timeError: number;
  /** Mean squared normalised innovation over its dimension. */
  readonly nis: number;
}

/** One medium-range flight, followed for a span of seconds from its first plot. */
export function follow(seed: number, radar: TestRadar, span: number, samples = 400): RunOutcome {
  const start = mediumRange(seed);
  const draws = draw(seed, radar);
  const points = flight(start, draws.ballisticCoefficient, 5, 700);
  const all = plots(radar, draws, points, seed);
  const used = all.filter((z) => z.time <= all[0]!.time + span);
  const follower = followFlight(modelOf(radar), used[0]!, PRIOR);
  hintPlumeGone(follower, used[0]!.time);
  let nis = 0;
  for (const z of used.slice(1)) nis += takeObservation(follower, z).nis / 3 / (used.length - 1);
  const estimate = coastOf(follower)!;
  const truth = points.find((p) => p.time === estimate.time)!;
  const impact = impactOfCoast(estimate, BODY, randomStream(seed, "impact"), samples)!;
  const real = trueImpact(start, draws.ballisticCoefficient);
  const north = (real.geodetic.latitude - impact.latitude) * 6.36e6;
  const east = (real.geodetic.longitude - impact.longitude) * 6.38e6 * Math.cos(impact.latitude);
  const ellipse = ellipse95(impact.covarianceEastNorth);
  return {
    nees: normalisedError(estimate, truth),
    inside: mahalanobisSquared(east, north, impact.covarianceEastNorth) < CHI_SQUARE_2_95,
    semiMajor: ellipse.semiMajor,
    semiMinor: ellipse.semiMinor,
    timeError: ((real.time - estimate.time - impact.time) / impact.timeSigma) ** 2,
    nis,
  };
}

/** Squared normalised error of an estimate against the truth at its time. */
export function normalisedError(e: CoastEstimate, truth: FlightPoint): number {
  const n = 6;
  const lower = new Float64Array(36);
  const error = [...truth.position, ...truth.velocity].map((t, i) => t - e.mean[i]!);
  const solved = new Float64Array(n);
  let sum = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let value = e.covariance[i * n + j]!;
      for (let k = 0; k < j; k += 1) value -= lower[i * n + k]! * lower[j * n + k]!;
      lower[i * n + j] = i === j ? Math.sqrt(value) : value / lower[j * n + j]!;
    }
    let value = error[i]!;
    for (let k = 0; k < i; k += 1) value -= lower[i * n + k]! * solved[k]!;
    solved[i] = value / lower[i * n + i]!;
    sum += solved[i]! ** 2;
  }
  return sum;
}

export function average(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
