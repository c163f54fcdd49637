import type { RadarFilter } from "./filter.js";
import { addProcessNoise, moveState, moveWithTransition, stateCount } from "./flight-model.js";
import { THRUST_STATES } from "./radar-model.js";

const transition = new Float64Array(THRUST_STATES ** 2);
const work = new Float64Array(THRUST_STATES ** 2);

/**
 * Moves a filter on to a time.
 *
 * @param f changed in place
 * @param time s after the caller's reference
 */
export function predictFilter(f: RadarFilter, time: number): void {
  const dt = time - f.time;
  if (dt === 0) return;
  moveWithTransition(f.x, dt, f.mode, transition);
  predictCovariance(f, f.x, dt, transition);
  f.time = time;
}

/**
 * P ← Φ P Φᵀ + Q.
 *
 * @param f its covariance is changed in place
 * @param x state at the end of the step, by which the process noise goes
 * @param phi transition, by rows
 */
export function predictCovariance(f: RadarFilter, x: Float64Array, dt: number, phi: Float64Array): void {
  const n = stateCount(f.mode);
  const p = f.p;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) {
      let sum = 0;
      for (let k = 0; k < n; k += 1) {
        const a = phi[i * n + k]!;
        if (a !== 0) sum += a * p[k * n + j]!;
      }
      work[i * n + j] = sum;
    }
  }
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = 0;
      for (let k = 0; k < n; k += 1) {
        const a = phi[j * n + k]!;
        if (a !== 0) sum += work[i * n + k]! * a;
      }
      p[i * n + j] = sum;
      p[j * n + i] = sum;
    }
  }
  addProcessNoise(x, dt, f.mode, p);
}

/**
 * Where a filter's body is at a time, and how widely that is known: a cheap forecast without the covariance's motion.
 *
 * @param time s after the caller's reference
 * @returns state, and root of the trace of the position covariance (m), grown by the velocity's
 */
export function forecast(f: RadarFilter, time: number): { state: Float64Array; spread: number } {
  const state = f.x.slice();
  moveState(state, time - f.time, f.mode);
  const n = stateCount(f.mode) + 1;
  const place = Math.sqrt(f.p[0]! + f.p[n]! + f.p[2 * n]!);
  const speed = Math.sqrt(f.p[3 * n]! + f.p[4 * n]! + f.p[5 * n]!);
  return { state, spread: place + speed * Math.abs(time - f.time) };
}
