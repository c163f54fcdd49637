import { type LeastSquaresProblem, levenbergMarquardt } from "../least-squares/index.js";
import {
  ALTITUDE,
  ALTITUDE_OFFSET,
  COURSE,
  FLIGHT_STATE,
  GROUND_WAY,
  LATITUDE,
  moveFlight,
  PATH_ANGLE,
  PUSH,
  SPEED,
} from "./flight-model.js";
import type { Reading } from "./readings.js";

/** What is known of where a vehicle is and where it goes, before altitude and speed are looked at: one part of a mixture. */
export interface CoursePrior {
  /** Geodetic, rad, with 1σ. */
  readonly latitude: number;
  readonly latitudeSigma: number;
  /** Direction of the horizontal velocity, from north eastward, rad, with 1σ. */
  readonly course: number;
  readonly courseSigma: number;
  readonly weight: number;
}

export interface FreeFallPrior {
  /** Parts of a mixture; each narrow enough to be linear in (10° is). */
  readonly courses: readonly CoursePrior[];
  /** An acceleration along the way that stays, 1σ, m/s². */
  readonly push: number;
  /** Altitude shown less altitude, mean and 1σ, m. */
  readonly altitudeOffset: readonly [mean: number, sigma: number];
  /** Way over the ground at the start, mean and 1σ, m; zero and a metre where it is counted from there. */
  readonly groundWay?: readonly [mean: number, sigma: number];
}

/** One normal distribution of the state, see the places of its numbers in the flight model. */
export interface FlightComponent {
  readonly weight: number;
  readonly state: Float64Array;
  /** FLIGHT_STATE × FLIGHT_STATE, by rows */
  readonly covariance: Float64Array;
}

/** What a fit found: the state at an instant as a mixture. */
export interface FreeFallFit {
  /** s */
  readonly time: number;
  /** The weightiest first; weights sum to 1. */
  readonly components: readonly FlightComponent[];
  /** Sum of squared residuals over their errors of the weightiest, and how many readings there were. */
  readonly misfit: number;
  readonly readings: number;
}

const N = FLIGHT_STATE;
/** Widths that say nothing of altitude, speed and angle. */
const WIDE: readonly [number, number, number] = [50e3, 500, 0.5];
/** Steps of the differences by which a state's effect is taken. */
export const STATE_STEPS = new Float64Array(N);
STATE_STEPS[ALTITUDE] = 50;
STATE_STEPS[SPEED] = 0.5;
STATE_STEPS[PATH_ANGLE] = 1e-4;
STATE_STEPS[LATITUDE] = 1e-3;
STATE_STEPS[COURSE] = 1e-3;
STATE_STEPS[PUSH] = 1e-4;
STATE_STEPS[ALTITUDE_OFFSET] = 50;
STATE_STEPS[GROUND_WAY] = 50;
/** Components lighter than this are dropped. */
const LEAST_WEIGHT = 1e-3;

/**
 * Fits free fall to altitude and speed: the most likely state at an instant given a prior, for each part of
 * what is known of latitude and course; the parts are weighed by how well they explain the readings (Laplace's approximation:
 * Bishop, "Pattern Recognition and Machine Learning", 2006, equation 4.137). Speed and altitude themselves tell of latitude and
 * course only through the Coriolis force, so that the prior stays felt: an error of 3° is one of some percent in the rate at
 * which the path bends.
 *
 * @param readings in order of time
 * @param time instant of the state, s; within the readings or at their end
 * @throws RangeError where there is no reading of altitude, or fewer than 3 of speed
 */
export function fitFreeFall(readings: readonly Reading[], time: number, prior: FreeFallPrior): FreeFallFit {
  const count = (quantity: Reading["quantity"]) => readings.filter((r) => r.quantity === quantity).length;
  if (count("altitude") < 1) throw new RangeError("0 readings of altitude: 1 is needed");
  if (count("speed") < 3) throw new RangeError(`${count("speed")} readings of speed: 3 are needed`);
  const start = firstGuess(readings, time);
  const fits = prior.courses.flatMap((course) => {
    const fit = fitOne(readings, time, start, course, prior);
    return fit === null ? [] : [fit];
  });
  if (fits.length === 0) throw new RangeError("free fall doesn't fit these readings");
  const best = Math.max(...fits.map((f) => f.logWeight));
  const raw = fits.map((f) => Math.exp(f.logWeight - best));
  const total = raw.reduce((sum, w) => sum + w, 0);
  const kept = fits
    .map((f, i) => ({ ...f, weight: raw[i]! / total }))
    .filter(({ weight }) => weight >= LEAST_WEIGHT)
    .sort((a, b) => b.weight - a.weight);
  const left = kept.reduce((sum, { weight }) => sum + weight, 0);
  return {
    time,
    components: kept.map(({ weight, state, covariance }) => ({ weight: weight / left, state, covariance })),
    misfit: kept[0]!.misfit,
    readings: readings.length,
  };
}

/** Altitude, speed and angle by straight lines through the readings. */
function firstGuess(readings: readonly Reading[], time: number): readonly [number, number, number] {
  const line = (quantity: Reading["quantity"]) => {
    const own = readings.filter((r) => r.quantity === quantity);
    const meanTime = own.reduce((s, r) => s + r.time, 0) / own.length;
    const mean = own.reduce((s, r) => s + r.value, 0) / own.length;
    const slope =
      own.reduce((s, r) => s + (r.time - meanTime) * r.value, 0) /
      Math.max(
        1e-9,
        own.reduce((s, r) => s + (r.time - meanTime) ** 2, 0),
      );
    return { at: mean + slope * (time - meanTime), slope };
  };
  const [altitude, speed] = [line("altitude"), line("speed")];
  const sine = Math.max(-0.999, Math.min(0.999, altitude.slope / Math.max(1, speed.at)));
  return [altitude.at, Math.max(1, speed.at), Math.asin(sine)];
}

/** Figures that a state would give, in the order of the readings; the state may be moved forwards and backwards. */
export function foreseen(
  state: Float64Array,
  time: number,
  readings: readonly Reading[],
  out: Float64Array,
): void {
  const walk = (order: readonly number[]) => {
    const x = Float64Array.from(state);
    let now = time;
    for (const i of order) {
      const reading = readings[i]!;
      moveFlight(x, reading.time - now);
      now = reading.time;
      out[i] = reading.quantity === "speed" ? x[SPEED]! : x[ALTITUDE]! + x[ALTITUDE_OFFSET]!;
    }
  };
  const after = readings.flatMap((r, i) => (r.time >= time ? [i] : []));
  const before = readings.flatMap((r, i) => (r.time < time ? [i] : [])).reverse();
  walk(after);
  walk(before);
}

interface OneFit {
  readonly state: Float64Array;
  readonly covariance: Float64Array;
  readonly logWeight: number;
  readonly misfit: number;
}

function priorOf(start: readonly number[], course: CoursePrior, prior: FreeFallPrior) {
  const mean = new Float64Array(N);
  const sigma = new Float64Array(N);
  mean.set(start);
  sigma.set(WIDE);
  mean[LATITUDE] = course.latitude;
  sigma[LATITUDE] = course.latitudeSigma;
  mean[COURSE] = course.course;
  sigma[COURSE] = course.courseSigma;
  sigma[PUSH] = prior.push;
  [mean[ALTITUDE_OFFSET], sigma[ALTITUDE_OFFSET]] = prior.altitudeOffset;
  [mean[GROUND_WAY], sigma[GROUND_WAY]] = prior.groundWay ?? [0, 1];
  return { mean, sigma };
}

function fitOne(
  readings: readonly Reading[],
  time: number,
  start: readonly number[],
  course: CoursePrior,
  prior: FreeFallPrior,
): OneFit | null {
  const { mean, sigma } = priorOf(start, course, prior);
  const m = readings.length;
  const [at, beside] = [new Float64Array(m), new Float64Array(m)];
  const strain = (x: Float64Array) => x.reduce((sum, v, j) => sum + ((v - mean[j]!) / sigma[j]!) ** 2, 0);
  const problem: LeastSquaresProblem = {
    size: N,
    rows: m,
    residuals(x, out) {
      foreseen(x, time, readings, at);
      for (const [i, { value, sigma: error }] of readings.entries()) out[i] = (at[i]! - value) / error;
    },
    linearise(x, out, jacobian) {
      this.residuals(x, out);
      for (let j = 0; j < N; j++) {
        const moved = Float64Array.from(x);
        moved[j]! += STATE_STEPS[j]!;
        foreseen(moved, time, readings, beside);
        for (let i = 0; i < m; i++)
          jacobian[i * N + j] = (beside[i]! - at[i]!) / (STATE_STEPS[j]! * readings[i]!.sigma);
      }
    },
    priorCost: strain,
    addPrior(x, matrix, gradient) {
      for (let j = 0; j < N; j++) {
        matrix[j * (N + 1)]! += 1 / sigma[j]! ** 2;
        gradient[j]! += (x[j]! - mean[j]!) / sigma[j]! ** 2;
      }
    },
  };
  const fit = levenbergMarquardt(problem, mean);
  if (fit === null) return null;
  const { x: state, covariance, chiSquare, logVolume } = fit;
  const logPrior = Math.log(course.weight) - sigma.reduce((sum, s) => sum + Math.log(s), 0);
  const logWeight = logPrior - 0.5 * chiSquare + logVolume;
  return { state, covariance, logWeight, misfit: chiSquare - strain(state) };
}
