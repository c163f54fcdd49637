import { choleskyFactor, invertFactored } from "../linear/cholesky.js";
import { copyFilter, type RadarFilter } from "./filter.js";
import { predictFilter } from "./predict.js";
import { COAST_STATES, STATE } from "./radar-model.js";

/** Logarithm of the ballistic coefficient in kg/m². */
export interface LogBallistic {
  readonly mean: number;
  readonly variance: number;
  /** With position and velocity: six numbers. */
  readonly covarianceWithState: Float64Array;
  /** What was believed of it before. */
  readonly prior: { readonly mean: number; readonly variance: number };
}

/**
 * Where a body in unpowered flight is and how it moves, from one radar or several. Biases and refraction of the
 * radars are integrated out.
 */
export interface CoastEstimate {
  /** Time of the first plot used, s after the caller's reference. No plot before it has gone in. */
  readonly start: number;
  /** Time for which the state holds, s. */
  readonly time: number;
  readonly plots: number;
  /** Position and velocity, ECEF, m and m/s. */
  readonly mean: Float64Array;
  /** Row-major 6 × 6. */
  readonly covariance: Float64Array;
  readonly logBallistic: LogBallistic;
  /** Whether the flight itself has said something of the ballistic coefficient (it does below some 80 km). */
  readonly ballisticCoefficient: "prior" | "observed";
}

/** A log-normal quantity: 68 % lie between median/factor and median·factor. */
export interface LogNormalPrior {
  readonly median: number;
  readonly factor: number;
}

/** Mean and variance of the logarithm of a log-normal quantity. */
export function logMoments(prior: LogNormalPrior): { readonly mean: number; readonly variance: number } {
  return { mean: Math.log(prior.median), variance: Math.log(prior.factor) ** 2 };
}

/**
 * One broad prior of ln β for a body of which it is not known yet to which of several kinds it belongs: first and
 * second moment of their mixture in equal parts.
 */
export function broadLogBallistic(kinds: readonly LogNormalPrior[]): { mean: number; variance: number } {
  const moments = kinds.map(logMoments);
  const mean = moments.reduce((sum, k) => sum + k.mean, 0) / moments.length;
  const variance = moments.reduce((sum, k) => sum + k.variance + (k.mean - mean) ** 2, 0) / moments.length;
  return { mean, variance };
}

/**
 * What a coasting filter says of its body.
 *
 * @param prior of ln β with which the filter was started
 */
export function coastEstimate(
  f: RadarFilter,
  prior: { readonly mean: number; readonly variance: number },
): CoastEstimate {
  const n = COAST_STATES;
  const covariance = new Float64Array(36);
  for (let i = 0; i < 6; i += 1) {
    for (let j = 0; j < 6; j += 1) covariance[i * 6 + j] = f.p[i * n + j]!;
  }
  const b = STATE.logBallistic;
  const variance = f.p[b * (n + 1)]!;
  return {
    start: f.start,
    time: f.time,
    plots: f.updates,
    mean: f.x.slice(0, 6),
    covariance,
    logBallistic: {
      mean: f.x[b]!,
      variance,
      covarianceWithState: f.p.slice(b * n, b * n + 6),
      prior,
    },
    ballisticCoefficient: variance < 0.98 * prior.variance ? "observed" : "prior",
  };
}

/** Position, velocity and ln β together: seven numbers and their 7 × 7 covariance, by rows. */
export function jointState(e: CoastEstimate): { mean: Float64Array; covariance: Float64Array } {
  const mean = new Float64Array(7);
  mean.set(e.mean);
  mean[6] = e.logBallistic.mean;
  const covariance = new Float64Array(49);
  for (let i = 0; i < 6; i += 1) {
    for (let j = 0; j < 6; j += 1) covariance[i * 7 + j] = e.covariance[i * 6 + j]!;
    covariance[i * 7 + 6] = e.logBallistic.covarianceWithState[i]!;
    covariance[42 + i] = e.logBallistic.covarianceWithState[i]!;
  }
  covariance[48] = e.logBallistic.variance;
  return { mean, covariance };
}

/** The reverse of {@link jointState}; what is not in it is taken from `like`. */
function fromJoint(mean: Float64Array, joint: Float64Array, like: CoastEstimate): CoastEstimate {
  const covariance = new Float64Array(36);
  const cross = new Float64Array(6);
  for (let i = 0; i < 6; i += 1) {
    for (let j = 0; j < 6; j += 1) covariance[i * 6 + j] = joint[i * 7 + j]!;
    cross[i] = joint[42 + i]!;
  }
  const logBallistic: LogBallistic = {
    mean: mean[6]!,
    variance: joint[48]!,
    covarianceWithState: cross,
    prior: like.logBallistic.prior,
  };
  return { ...like, mean: mean.slice(0, 6), covariance, logBallistic };
}

/**
 * The same estimate under another prior of the ballistic coefficient: the old one is taken out of the joint Gaussian
 * and the new one put in. Where the flight has said nothing of it, this simply is the new prior.
 *
 * The kind of the body (re-entering body, spent stage) is often known only later than its flight was followed.
 */
export function withBallisticPrior(e: CoastEstimate, prior: LogNormalPrior): CoastEstimate {
  const next = logMoments(prior);
  const old = e.logBallistic.prior;
  // Gaussian product with exp of a quadratic in ln β alone: a scalar update of the joint state (Woodbury).
  const precision = 1 / next.variance - 1 / old.variance;
  const shift = next.mean / next.variance - old.mean / old.variance;
  const { mean, covariance } = jointState(e);
  const scale = 1 + precision * covariance[48]!;
  const gain = Float64Array.from({ length: 7 }, (_, i) => covariance[i * 7 + 6]! / scale);
  const push = shift - precision * mean[6]!;
  const updated = covariance.slice();
  for (let i = 0; i < 7; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const value = covariance[i * 7 + j]! - gain[i]! * precision * covariance[j * 7 + 6]!;
      updated[i * 7 + j] = value;
      updated[j * 7 + i] = value;
    }
  }
  const moved = mean.map((m, i) => m + gain[i]! * push);
  const result = fromJoint(moved, updated, e);
  return { ...result, logBallistic: { ...result.logBallistic, prior: next } };
}

/**
 * Where the body is at another time, in free flight.
 *
 * @param time s after the caller's reference
 */
export function predictCoast(e: CoastEstimate, time: number): CoastEstimate {
  const n = COAST_STATES;
  const { mean, covariance } = jointState(e);
  const x = new Float64Array(n);
  x.set(mean);
  const p = new Float64Array(n * n);
  for (let i = 0; i < 7; i += 1) {
    for (let j = 0; j < 7; j += 1) p[i * n + j] = covariance[i * 7 + j]!;
  }
  const f: RadarFilter = copyFilter({ mode: "coast", time: e.time, start: e.start, updates: e.plots, x, p });
  predictFilter(f, time);
  return { ...coastEstimate(f, e.logBallistic.prior), ballisticCoefficient: e.ballisticCoefficient };
}

/**
 * Squared Mahalanobis distance of two estimates of one time, χ² with six degrees of freedom when they are of one
 * body and their errors are independent.
 *
 * @throws RangeError when their times differ
 */
export function coastDistance(a: CoastEstimate, b: CoastEstimate): number {
  sameTime(a, b);
  const sum = a.covariance.map((v, i) => v + b.covariance[i]!);
  const inverse = invertSymmetric(sum, 6);
  let d2 = 0;
  for (let i = 0; i < 6; i += 1) {
    for (let j = 0; j < 6; j += 1) {
      d2 += (a.mean[i]! - b.mean[i]!) * inverse[i * 6 + j]! * (a.mean[j]! - b.mean[j]!);
    }
  }
  return d2;
}

/**
 * One estimate of what several radars followed at the same time. Their plots, biases and air are independent, so
 * their information adds; the prior of ln β, which all share, counts once.
 *
 * @throws RangeError when their times or their priors of ln β differ, or there is none
 */
export function fuseTracks(estimates: readonly CoastEstimate[]): CoastEstimate {
  const first = estimates[0];
  if (!first) throw new RangeError("fuseTracks: no estimate");
  if (estimates.length === 1) return first;
  const information = new Float64Array(49);
  const vector = new Float64Array(7);
  for (const e of estimates) {
    sameTime(first, e);
    const own = e.logBallistic.prior;
    const common = first.logBallistic.prior;
    if (own.mean !== common.mean || own.variance !== common.variance) {
      throw new RangeError("fuseTracks: the estimates have different priors of the ballistic coefficient");
    }
    const { mean, covariance } = jointState(e);
    const inverse = invertSymmetric(covariance, 7);
    for (let i = 0; i < 7; i += 1) {
      for (let j = 0; j < 7; j += 1) {
        information[i * 7 + j] = information[i * 7 + j]! + inverse[i * 7 + j]!;
        vector[i] = vector[i]! + inverse[i * 7 + j]! * mean[j]!;
      }
    }
  }
  const { mean: priorMean, variance } = first.logBallistic.prior;
  information[48] = information[48]! - (estimates.length - 1) / variance;
  vector[6] = vector[6]! - ((estimates.length - 1) * priorMean) / variance;
  const covariance = invertSymmetric(information, 7);
  const mean = new Float64Array(7);
  for (let i = 0; i < 7; i += 1) {
    for (let j = 0; j < 7; j += 1) mean[i] = mean[i]! + covariance[i * 7 + j]! * vector[j]!;
  }
  const observed = estimates.some((e) => e.ballisticCoefficient === "observed");
  return {
    ...fromJoint(mean, covariance, first),
    start: Math.min(...estimates.map((e) => e.start)),
    plots: estimates.reduce((sum, e) => sum + e.plots, 0),
    ballisticCoefficient: observed ? "observed" : "prior",
  };
}

function sameTime(a: CoastEstimate, b: CoastEstimate): void {
  if (a.time !== b.time) throw new RangeError(`estimates of different times: ${a.time} s and ${b.time} s`);
}

/** Inverse of a covariance or an information matrix. */
function invertSymmetric(a: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  if (!choleskyFactor(n, a, lower)) throw new Error("covariance not positive definite");
  return invertFactored(n, lower);
}
