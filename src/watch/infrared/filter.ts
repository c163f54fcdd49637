/** A position and speed along each of the two axes of a track's plane; both axes share one covariance. */
export interface PlaneState {
  readonly time: number;
  readonly u: number;
  readonly v: number;
  readonly speedU: number;
  readonly speedV: number;
  /** Variances and covariance of an axis: position m², position–speed m²/s, speed m²/s². */
  readonly pp: number;
  readonly pv: number;
  readonly vv: number;
}

/** A source's speed across the line of sight when it is first seen, 1σ an axis, m/s. */
const FIRST_SPEED = 1500;

/** State after one sighting. */
export function firstState(time: number, u: number, v: number, sigma: number): PlaneState {
  return { time, u, v, speedU: 0, speedV: 0, pp: sigma * sigma, pv: 0, vv: FIRST_SPEED * FIRST_SPEED };
}

/**
 * Straight flight with an unknown acceleration that is constant over the step (Bar-Shalom, Li and Kirubarajan
 * 2001, section 6.3.2).
 *
 * @param acceleration 1σ an axis, m/s²
 */
export function predict(s: PlaneState, time: number, acceleration: number): PlaneState {
  const dt = time - s.time;
  const q = acceleration * acceleration;
  return {
    time,
    u: s.u + s.speedU * dt,
    v: s.v + s.speedV * dt,
    speedU: s.speedU,
    speedV: s.speedV,
    pp: s.pp + 2 * dt * s.pv + dt * dt * s.vv + (q * dt ** 4) / 4,
    pv: s.pv + dt * s.vv + (q * dt ** 3) / 2,
    vv: s.vv + q * dt * dt,
  };
}

/** Squared innovation over its variance, 2 degrees of freedom. */
export function innovationSquared(s: PlaneState, u: number, v: number, sigma: number): number {
  const variance = s.pp + sigma * sigma;
  return ((u - s.u) ** 2 + (v - s.v) ** 2) / variance;
}

/** Kalman update with a position. */
export function update(s: PlaneState, u: number, v: number, sigma: number): PlaneState {
  const variance = s.pp + sigma * sigma;
  const kp = s.pp / variance;
  const kv = s.pv / variance;
  const du = u - s.u;
  const dv = v - s.v;
  return {
    time: s.time,
    u: s.u + kp * du,
    v: s.v + kp * dv,
    speedU: s.speedU + kv * du,
    speedV: s.speedV + kv * dv,
    pp: s.pp * (1 - kp),
    pv: s.pv * (1 - kp),
    vv: s.vv - kv * s.pv,
  };
}
