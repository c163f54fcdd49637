import type { FlightComponent, FreeFallFit } from "./fit-free-fall.js";
import { STATE_STEPS } from "./fit-free-fall.js";
import {
  ALTITUDE,
  ALTITUDE_OFFSET,
  FLIGHT_STATE,
  moveFlight,
  PATH_ANGLE,
  PUSH,
  PUSH_FADES,
  SPEED,
} from "./flight-model.js";
import type { Reading } from "./readings.js";

/** What acts on a falling body beyond the model. */
export interface FlightNoise {
  /** Spread of a push along the way that comes and fades, 1σ, m/s². */
  readonly push: number;
  /** White acceleration along and across the way, m²/s³: what the gravity field has beyond J4. */
  readonly acceleration: number;
}

/** Venting of some mm/s², and 1e-4 m/s² over some hundred seconds. */
export const COAST_NOISE: FlightNoise = { push: 2e-3, acceleration: 4e-6 };

/** A body followed reading by reading: the state as a mixture, as a fit gives it. */
export interface FallFollower extends FreeFallFit {
  readonly time: number;
  readonly components: readonly FlightComponent[];
  /** Readings that lay so far off that they were refused. */
  readonly refused: number;
}

const N = FLIGHT_STATE;
/** The state's errors are moved linearly over no more than this, s. */
const LONGEST_MOVE = 30;
/** A reading further off than so many sigmas is refused: a display lags when a stream stalls. */
const GATE = 4;
const LEAST_WEIGHT = 1e-4;

/** Begins to follow where a fit ended. */
export function followFall(fit: FreeFallFit): FallFollower {
  return { ...fit, refused: 0 };
}

/**
 * Moves a follower on: every part of its mixture by an extended Kalman filter's prediction, the slopes by differences.
 *
 * @param to s, not before the follower's time
 */
export function advanceFall(
  follower: FallFollower,
  to: number,
  noise: FlightNoise = COAST_NOISE,
): FallFollower {
  let { components, time } = follower;
  while (time < to) {
    const dt = Math.min(LONGEST_MOVE, to - time);
    components = components.map((component) => predict(component, dt, noise));
    time += dt;
  }
  return { ...follower, time: to, components };
}

function predict(
  { weight, state, covariance }: FlightComponent,
  dt: number,
  noise: FlightNoise,
): FlightComponent {
  const moved = Float64Array.from(state);
  moveFlight(moved, dt);
  const slope = new Float64Array(N * N);
  for (let j = 0; j < N; j++) {
    const beside = Float64Array.from(state);
    beside[j]! += STATE_STEPS[j]!;
    moveFlight(beside, dt);
    for (let i = 0; i < N; i++) slope[i * N + j] = (beside[i]! - moved[i]!) / STATE_STEPS[j]!;
  }
  const out = new Float64Array(N * N);
  for (let i = 0; i < N; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < N; k++)
        for (let l = 0; l < N; l++) sum += slope[i * N + k]! * covariance[k * N + l]! * slope[j * N + l]!;
      out[i * N + j] = sum;
      out[j * N + i] = sum;
    }
  const across = noise.acceleration / state[SPEED]! ** 2;
  out[SPEED * N + SPEED]! += noise.acceleration * dt;
  out[PATH_ANGLE * N + PATH_ANGLE]! += across * dt;
  out[PUSH * N + PUSH]! += noise.push ** 2 * (1 - Math.exp((-2 * dt) / PUSH_FADES));
  return { weight, state: moved, covariance: out };
}

/** What a part expects of a reading: figure, variance, and the state's covariance with it. */
function expected({ state, covariance }: FlightComponent, quantity: Reading["quantity"]) {
  const places = quantity === "speed" ? [SPEED] : [ALTITUDE, ALTITUDE_OFFSET];
  const gain = new Float64Array(N);
  let [value, variance] = [0, 0];
  for (const p of places) {
    value += state[p]!;
    for (let i = 0; i < N; i++) gain[i]! += covariance[i * N + p]!;
  }
  for (const p of places) variance += gain[p]!;
  return { value, variance, gain };
}

/** Mean and variance of what a display would show, without the reading's own error. */
export function expectedFallReading(
  follower: FallFollower,
  quantity: Reading["quantity"],
): { readonly value: number; readonly variance: number } {
  const parts = follower.components.map((c) => ({ weight: c.weight, ...expected(c, quantity) }));
  const value = parts.reduce((sum, p) => sum + p.weight * p.value, 0);
  const variance = parts.reduce((sum, p) => sum + p.weight * (p.variance + (p.value - value) ** 2), 0);
  return { value, variance };
}

/** Takes a reading at its time: moves there, weighs the parts by it and corrects each; one that lies too far off is refused. */
export function takeFallReading(
  follower: FallFollower,
  reading: Reading,
  noise: FlightNoise = COAST_NOISE,
): FallFollower {
  const moved = advanceFall(follower, Math.max(reading.time, follower.time), noise);
  const all = expectedFallReading(moved, reading.quantity);
  if ((reading.value - all.value) ** 2 > GATE ** 2 * (all.variance + reading.sigma ** 2)) {
    return { ...moved, refused: moved.refused + 1 };
  }
  const parts = moved.components.map((component) => {
    const { value, variance, gain } = expected(component, reading.quantity);
    const total = variance + reading.sigma ** 2;
    const residual = reading.value - value;
    const state = component.state.map((x, i) => x + (gain[i]! / total) * residual);
    const covariance = component.covariance.map(
      (c, at) => c - (gain[Math.floor(at / N)]! * gain[at % N]!) / total,
    );
    const logWeight = Math.log(component.weight) - 0.5 * (residual ** 2 / total + Math.log(total));
    return { state, covariance, logWeight };
  });
  const best = Math.max(...parts.map((p) => p.logWeight));
  const kept = parts.filter((p) => p.logWeight - best > Math.log(LEAST_WEIGHT));
  const sum = kept.reduce((s, p) => s + Math.exp(p.logWeight - best), 0);
  const components = kept.map(({ state, covariance, logWeight }) => ({
    weight: Math.exp(logWeight - best) / sum,
    state,
    covariance,
  }));
  return { ...moved, components };
}
