import type { RadarFilter } from "./filter.js";
import { type FlightMode, thrustAcceleration } from "./flight-model.js";
import { COAST_STATES, STATE, THRUST_STATES } from "./radar-model.js";

/** One kind of motor that a body may have lit. Editable; textbook orders of magnitude. */
export interface MotorKind {
  readonly mode: Exclude<FlightMode, "coast">;
  /** Sensed acceleration at its lighting, mean and 1σ, m/s². */
  readonly acceleration: number;
  readonly sigma: number;
  /** Angle between thrust and velocity, 1σ an axis, rad. */
  readonly tilt: number;
  /** Share of ignitions; all shares add up to 1. */
  readonly share: number;
}

/** What is believed of thrust before the plots have spoken. */
export interface ThrustPrior {
  /** Probability that a body burns at its second plot, where the motion can first tell. */
  readonly burningAtFirst: number;
  /** Mean time that a motor goes on burning, and that a coasting body waits for the next ignition, s. */
  readonly burnSeconds: number;
  readonly coastSeconds: number;
  /** No motor is weaker than this, m/s²: a thrust that is found to be is none. */
  readonly weakest: number;
  readonly motors: readonly MotorKind[];
}

/**
 * Upper stages of space launches sense 8–11 m/s², the end of a boost and upper stages of ballistic vehicles 13–90;
 * a first stage that turns back thrusts against its motion, and far from straight.
 */
export const THRUST_PRIOR: ThrustPrior = {
  burningAtFirst: 0.3,
  burnSeconds: 80,
  coastSeconds: 1500,
  weakest: 2,
  motors: [
    { mode: "thrust along", acceleration: 10, sigma: 4, tilt: 0.2, share: 0.5 },
    { mode: "thrust along", acceleration: 45, sigma: 20, tilt: 0.1, share: 0.35 },
    { mode: "thrust against", acceleration: 20, sigma: 10, tilt: 0.5, share: 0.15 },
  ],
};

/**
 * A coasting filter whose motor has lit.
 *
 * @param burntFor longest time that it may have burnt already, unnoticed, s
 */
export function afterIgnition(coasting: RadarFilter, motor: MotorKind, burntFor: number): RadarFilter {
  const n = THRUST_STATES;
  const x = new Float64Array(n);
  x.set(coasting.x);
  const p = new Float64Array(n * n);
  for (let i = 0; i < COAST_STATES; i += 1) {
    for (let j = 0; j < COAST_STATES; j += 1) p[i * n + j] = coasting.p[i * COAST_STATES + j]!;
  }
  x[STATE.thrust] = motor.acceleration;
  p[STATE.thrust * (n + 1)] = motor.sigma ** 2;
  p[STATE.tiltUp * (n + 1)] = motor.tilt ** 2;
  p[STATE.tiltRight * (n + 1)] = motor.tilt ** 2;
  // Plots of the time before were taken for coasting though thrust lay between some of them: half of what it may
  // have given is missing from the velocity, along the motion above all.
  const gained = (motor.acceleration + motor.sigma) * burntFor * 0.5;
  const speed = Math.hypot(x[3]!, x[4]!, x[5]!) || 1;
  for (let i = 3; i < 6; i += 1) {
    for (let j = 3; j < 6; j += 1) {
      const along = (x[i]! * x[j]!) / (speed * speed);
      p[i * n + j] = p[i * n + j]! + gained * gained * (along + (i === j ? motor.tilt ** 2 : 0));
    }
  }
  return { ...coasting, mode: motor.mode, x, p };
}

const push = new Float64Array(3);

/** A burning filter whose motor stops at an unknown instant of the coming interval, all alike. */
export function afterCutOff(burning: RadarFilter, dt: number): RadarFilter {
  const n = COAST_STATES;
  const wide = THRUST_STATES;
  const x = burning.x.slice(0, n);
  const p = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) p[i * n + j] = burning.p[i * wide + j]!;
  }
  thrustAcceleration(burning.x, burning.mode, push);
  for (let i = 0; i < 3; i += 1) x[3 + i] = x[3 + i]! + 0.5 * dt * push[i]!;
  // Uniform over the interval: variance dt²/12; and as much again for the thrust's own uncertainty and place.
  const share = (dt * dt) / 6;
  for (let i = 0; i < 3; i += 1) {
    for (let j = 0; j < 3; j += 1) {
      const k = (3 + i) * n + 3 + j;
      p[k] = p[k]! + share * push[i]! * push[j]!;
    }
  }
  return { ...burning, mode: "coast", x, p };
}
