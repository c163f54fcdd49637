import { signedAngle } from "../../../astro/index.js";
import {
  addMeasurement,
  boundCovariance,
  COAST_STATES,
  type CoastEstimate,
  type CoastFollower,
  coastEstimate,
  followCoast,
  fuseTracks,
  type Information,
  moveFlightWithTransition,
  moveInformation,
  normalisedError,
  plotJacobian,
  plotOfState,
  priorInformation,
  type RadarObservation,
  STATE,
  takeCoastPlot,
} from "../../../estimation/index.js";
import { priorOf, type StudyRadar, type TrackDraw, type TrackScene } from "./scene.js";

/** Errors of one run at each look, and what may be expected of them. Squares; position m², velocity m²/s². */
export interface TrackRun {
  readonly position: Float64Array;
  readonly velocity: Float64Array;
  /** Normalised squared error of the six. */
  readonly nees: Float64Array;
  /** Trace of the bound's position and velocity blocks. */
  readonly boundPosition: Float64Array;
  readonly boundVelocity: Float64Array;
  /** Errors of the estimator that attains the bound, on the same draws: it is linear about the truth. */
  readonly linearPosition: Float64Array;
  readonly linearVelocity: Float64Array;
}

/** States that all radars share: position, velocity, ln β. */
const SHARED = 7;
/** Fixed errors of each radar. */
const OWN = COAST_STATES - SHARED;
/** A prior of the position so wide that it says nothing, m. */
const ANYWHERE = 1e6;

/** Follows one draw with the project's own filters, one a radar, fused where there are several. */
export function runTrack(scene: TrackScene, draw: TrackDraw): TrackRun {
  const looks = draw.times.length;
  const run: TrackRun = {
    position: new Float64Array(looks),
    velocity: new Float64Array(looks),
    nees: new Float64Array(looks),
    boundPosition: new Float64Array(looks),
    boundVelocity: new Float64Array(looks),
    linearPosition: new Float64Array(looks),
    linearVelocity: new Float64Array(looks),
  };
  const bound = openBound(scene, draw);
  const followers: CoastFollower[] = [];
  for (let k = 0; k < looks; k += 1) {
    const p = followBound(scene, draw, bound, k);
    const n = bound.information.states;
    const estimates = scene.radars.map(({ model }, r): CoastEstimate => {
      const z = draw.plots[r]![k]!;
      if (k === 0) followers[r] = followCoast(model, z, priorOf(scene));
      else takeCoastPlot(followers[r]!, z);
      return coastEstimate(followers[r]!.filter, priorOf(scene).logBallistic);
    });
    record(run, k, fuseTracks(estimates), draw.truth[k]!);
    run.boundPosition[k] = p[0]! + p[n + 1]! + p[2 * n + 2]!;
    run.boundVelocity[k] = p[3 * n + 3]! + p[4 * n + 4]! + p[5 * n + 5]!;
    run.linearPosition[k] = squares(bound.error, 0);
    run.linearVelocity[k] = squares(bound.error, 3);
  }
  return run;
}

function squares(e: ArrayLike<number>, from: number): number {
  return e[from]! ** 2 + e[from + 1]! ** 2 + e[from + 2]! ** 2;
}

function record(run: TrackRun, k: number, estimate: CoastEstimate, truth: Float64Array): void {
  const error = truth.map((v, i) => estimate.mean[i]! - v);
  run.position[k] = squares(error, 0);
  run.velocity[k] = squares(error, 3);
  run.nees[k] = normalisedError(error, estimate.covariance);
}

interface RunBound {
  readonly information: Information;
  /** Error of the estimator that attains the bound. */
  readonly error: Float64Array;
}

function openBound(scene: TrackScene, draw: TrackDraw): RunBound {
  const { velocitySigma, logBallistic } = priorOf(scene);
  const variances = [
    ...[0, 1, 2].map(() => ANYWHERE ** 2),
    ...[0, 1, 2].map(() => velocitySigma ** 2),
    logBallistic.variance,
    ...scene.radars.flatMap(({ model: { bias, refractionSigma } }) =>
      [bias.range, bias.azimuth, bias.elevation, refractionSigma].map((sigma) => sigma ** 2),
    ),
  ];
  const n = variances.length;
  const covariance = new Float64Array(n * n);
  variances.forEach((variance, i) => {
    covariance[i * (n + 1)] = variance;
  });
  const error = new Float64Array(n);
  error[STATE.logBallistic] = logBallistic.mean - draw.logBallistic;
  for (let i = 0; i < 3; i += 1) error[3 + i] = -draw.truth[0]![3 + i]!;
  scene.radars.forEach((_, r) => {
    for (let i = 0; i < OWN; i += 1) error[SHARED + OWN * r + i] = -draw.states[r]![0]![SHARED + i]!;
  });
  return { information: priorInformation(covariance), error };
}

const transition = new Float64Array(COAST_STATES ** 2);

/** Moves the bound to a look, takes what all radars reported there, and says what can be known then. */
function followBound(scene: TrackScene, draw: TrackDraw, bound: RunBound, k: number): Float64Array {
  if (k > 0) moveOn(scene, draw, bound, k);
  const { information, error } = bound;
  const n = information.states;
  let covariance: Float64Array | null = null;
  scene.radars.forEach((radar, r) => {
    const { rows, noise, errors } = reported(radar, draw.states[r]![k]!, draw.plots[r]![k]!, r, n);
    addMeasurement(information, rows, noise, 1);
    covariance = boundCovariance(information);
    takeErrors(error, covariance!, rows, noise, errors);
  });
  return covariance!;
}

function moveOn(scene: TrackScene, draw: TrackDraw, { information, error }: RunBound, k: number): void {
  const n = information.states;
  const dt = draw.times[k]! - draw.times[k - 1]!;
  const x = draw.states[0]![k - 1]!.slice();
  moveFlightWithTransition(x, dt, "coast", transition);
  const phi = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) phi[i * (n + 1)] = 1;
  for (let i = 0; i < SHARED; i += 1)
    for (let j = 0; j < SHARED; j += 1) phi[i * n + j] = transition[i * COAST_STATES + j]!;
  moveInformation(information, phi, whiteAcceleration(n, dt, scene.acceleration));
  // What the truth was pushed by is what the estimate lags behind.
  const before = error.slice();
  for (let i = 0; i < SHARED; i += 1) {
    let sum = 0;
    for (let j = 0; j < SHARED; j += 1) sum += phi[i * n + j]! * before[j]!;
    error[i] = sum + (i < 6 ? x[i]! - draw.truth[k]![i]! : 0);
  }
}

/** e ← e + P Hᵀ R⁻¹ (ν − H e), with P the bound after the plot. */
function takeErrors(
  error: Float64Array,
  covariance: Float64Array,
  rows: Float64Array,
  noise: Float64Array,
  errors: readonly number[],
): void {
  const n = error.length;
  const m = errors.length;
  const pull = errors.map((v, a) => {
    let innovation = v;
    for (let i = 0; i < n; i += 1) innovation -= rows[a * n + i]! * error[i]!;
    return innovation / noise[a * (m + 1)]!;
  });
  const push = new Float64Array(n);
  for (let i = 0; i < n; i += 1)
    for (let a = 0; a < m; a += 1) push[i] = push[i]! + rows[a * n + i]! * pull[a]!;
  for (let i = 0; i < n; i += 1) {
    let sum = 0;
    for (let j = 0; j < n; j += 1) sum += covariance[i * n + j]! * push[j]!;
    error[i] = error[i]! + sum;
  }
}

function whiteAcceleration(n: number, dt: number, density: number): Float64Array {
  const q = new Float64Array(n * n);
  for (let i = 0; i < 3; i += 1) {
    q[i * n + i] = (density * dt ** 3) / 3;
    q[i * n + 3 + i] = (density * dt * dt) / 2;
    q[(3 + i) * n + i] = (density * dt * dt) / 2;
    q[(3 + i) * (n + 1)] = density * dt;
  }
  return q;
}

const predicted = new Float64Array(4);
const jacobian = new Float64Array(4 * COAST_STATES);

/** Slopes of a plot's numbers at the truth, the variances of their random errors, and these errors themselves. */
function reported({ model }: StudyRadar, x: Float64Array, z: RadarObservation, radar: number, n: number) {
  plotOfState(model, x, predicted);
  plotJacobian(model, x, COAST_STATES, jacobian);
  const errors = [
    z.range - predicted[0]!,
    signedAngle(z.azimuth - predicted[1]!),
    z.elevation - predicted[2]!,
  ];
  const sigmas = [z.sigmaRange, z.sigmaAzimuth, z.sigmaElevation];
  if (z.rangeRate !== undefined && z.sigmaRangeRate !== undefined) {
    errors.push(z.rangeRate - predicted[3]!);
    sigmas.push(z.sigmaRangeRate);
  }
  const m = errors.length;
  const rows = new Float64Array(m * n);
  const noise = new Float64Array(m * m);
  for (let a = 0; a < m; a += 1) {
    noise[a * (m + 1)] = sigmas[a]! ** 2;
    for (let i = 0; i < SHARED; i += 1) rows[a * n + i] = jacobian[a * COAST_STATES + i]!;
    for (let i = 0; i < OWN; i += 1)
      rows[a * n + SHARED + OWN * radar + i] = jacobian[a * COAST_STATES + SHARED + i]!;
  }
  return { rows, noise, errors };
}
