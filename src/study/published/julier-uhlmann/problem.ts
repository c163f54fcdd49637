import { normalAt, type RandomStream } from "../../../astro/index.js";
import type { MeasurementModel, MotionModel } from "../../../estimation/index.js";

/**
 * Re-entry past a radar on the ground: Julier and Uhlmann, "Unscented filtering and nonlinear estimation", Proceedings of the
 * IEEE 92(3), 2004, section VI (after Costa 1994 and Athans et al. 1968). Plane through the Earth's centre; state x, y, vx, vy
 * in m and m/s and b, the logarithm of the drag against a typical one.
 */
export const JULIER_UHLMANN = {
  /** s; the motion is Euler's in these steps, for the truth too */
  step: 0.1,
  steps: 2000,
  /** m */
  earthRadius: 6374e3,
  /** m³/s² */
  gravity: 3.986e14,
  /** m */
  scaleHeight: 13_406,
  /** Drag of a typical body at the ground, 1/m. */
  drag: -0.59783e-3,
  /** m, rad */
  sigmaRange: 1,
  sigmaBearing: 0.17e-3,
  /** Spectral densities of acceleration (truth and filter), m²/s³, and of b in the filter, 1/s. */
  processNoise: 240.64,
  wander: 1e-5,
  /** Mean of the truth at the start; its places and velocities have a deviation of 1 m and 1 m/s, b has none. */
  start: [6500.4e3, 349.14e3, -1809.3, -6796.7, 0.6932],
  /** What filters are told of b: mean and variance. */
  priorB: [0, 1],
} as const;

/**
 * ẋ = v, v̇ = D·v + G·x with D = b₀·exp(b + (R₀ − R)/H₀)·|v| and G = −GM/R³, in one Euler step.
 *
 * @param wander spectral density of b, 1/s: the filter's where absent
 */
export function julierUhlmannMotion(wander: number = JULIER_UHLMANN.wander): MotionModel {
  const { earthRadius, scaleHeight, drag, gravity, processNoise } = JULIER_UHLMANN;

  function move(state: Float64Array, dt: number, transition: Float64Array | null): void {
    const [x, y, vx, vy, b] = state as unknown as [number, number, number, number, number];
    const radius = Math.hypot(x, y);
    const speed = Math.hypot(vx, vy);
    const density = drag * Math.exp(b + (earthRadius - radius) / scaleHeight);
    const d = density * speed;
    const g = -gravity / radius ** 3;
    const ax = d * vx + g * x;
    const ay = d * vy + g * y;
    state[0] = x + dt * vx;
    state[1] = y + dt * vy;
    state[2] = vx + dt * ax;
    state[3] = vy + dt * ay;
    if (!transition) return;
    // ∂D/∂x = −D·x/(R·H₀), ∂G/∂x = −3·G·x/R²
    const thin = -d / (radius * scaleHeight);
    const weak = (-3 * g) / radius ** 2;
    const along = speed > 0 ? density / speed : 0;
    transition.set([1, 0, dt, 0, 0, 0, 1, 0, dt, 0]);
    transition.set(
      [
        dt * (thin * x * vx + weak * x * x + g),
        dt * (thin * y * vx + weak * y * x),
        1 + dt * (d + along * vx * vx),
        dt * along * vx * vy,
        dt * d * vx,
        dt * (thin * x * vy + weak * x * y),
        dt * (thin * y * vy + weak * y * y + g),
        dt * along * vx * vy,
        1 + dt * (d + along * vy * vy),
        dt * d * vy,
      ],
      10,
    );
    transition.set([0, 0, 0, 0, 1], 20);
  }

  return {
    states: 5,
    move: (x, dt) => move(x, dt, null),
    moveWithTransition: move,
    processNoise(_x, dt, out) {
      out.fill(0);
      out[12] = out[18] = processNoise * dt;
      out[24] = wander * dt;
    },
  };
}

/**
 * Range and bearing from (R₀, 0).
 *
 * @param sigmaBearing rad; the problem's where absent
 */
export function julierUhlmannRadar(sigmaBearing: number = JULIER_UHLMANN.sigmaBearing): MeasurementModel {
  const { earthRadius, sigmaRange } = JULIER_UHLMANN;
  return {
    states: 5,
    dimension: 2,
    noise: Float64Array.of(sigmaRange ** 2, 0, 0, sigmaBearing ** 2),
    measure(x, out) {
      out[0] = Math.hypot(x[0]! - earthRadius, x[1]!);
      out[1] = Math.atan2(x[1]!, x[0]! - earthRadius);
    },
    jacobian(x, out) {
      const east = x[0]! - earthRadius;
      const north = x[1]!;
      const range = Math.hypot(east, north);
      out.fill(0);
      out[0] = east / range;
      out[1] = north / range;
      out[5] = -north / range ** 2;
      out[6] = east / range ** 2;
    },
    innovate(measured, predicted, out) {
      out[0] = measured[0]! - predicted[0]!;
      const turn = measured[1]! - predicted[1]!;
      out[1] = turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
    },
  };
}

/** One re-entry and what the radar reported of it, step by step from 0.1 s on. */
export interface JulierUhlmannFlight {
  readonly truth: readonly Float64Array[];
  /** Range m, bearing rad. */
  readonly plots: readonly Float64Array[];
}

/**
 * Flies the body.
 *
 * @param stream of its start, its process noise and the radar's errors
 */
export function flyJulierUhlmann(
  stream: RandomStream,
  sigmaBearing: number = JULIER_UHLMANN.sigmaBearing,
): JulierUhlmannFlight {
  const { step, steps, start, processNoise, sigmaRange } = JULIER_UHLMANN;
  const motion = julierUhlmannMotion(0);
  const radar = julierUhlmannRadar(sigmaBearing);
  const state = Float64Array.from(start, (v, i) => (i < 4 ? v + normalAt(stream, i) : v));
  const jolt = Math.sqrt(processNoise * step);
  const truth: Float64Array[] = [];
  const plots: Float64Array[] = [];
  for (let k = 0; k < steps; k++) {
    const at = 4 * (k + 1);
    motion.move(state, step);
    state[2]! += jolt * normalAt(stream, at);
    state[3]! += jolt * normalAt(stream, at + 1);
    truth.push(Float64Array.from(state));
    const plot = new Float64Array(2);
    radar.measure(state, plot);
    plot[0]! += sigmaRange * normalAt(stream, at + 2);
    plot[1]! += sigmaBearing * normalAt(stream, at + 3);
    plots.push(plot);
  }
  return { truth, plots };
}
