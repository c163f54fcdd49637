import { airDensity, EARTH, freeFlight, heightOf } from "../../astro/index.js";
import { COAST_STATES, STATE, THRUST_STATES } from "./radar-model.js";

/** What moves the body: nothing but gravity and air, or a motor along or against its Earth-fixed velocity. */
export type FlightMode = "coast" | "thrust along" | "thrust against";

/** Above this height the air is left out altogether, m. */
const AIR_CEILING = 100_000;
/** Above this height the ballistic coefficient can't be told from the motion: it is considered, not estimated, m. */
const BALLISTIC_COEFFICIENT_CEILING = 80_000;
/** What has come down stays there: below this height nothing moves, m. */
const GROUND = -100;
/** No height is worked out above this distance from the Earth's centre, m (equatorial radius and the ceiling). */
const AIR_RADIUS = EARTH.radius + AIR_CEILING;
/** Longest Runge–Kutta steps, s: outside the air its error stays under a millimetre, inside it under a metre. */
const LONGEST_STEP = 10;
const LONGEST_STEP_IN_THIN_AIR = 2.5;
const LONGEST_STEP_IN_AIR = 1;
const THIN_AIR_RADIUS = EARTH.radius + 60_000;
/**
 * Exhaust velocity by which a burning motor's acceleration grows: da/dt = a² / c, m/s. Any chemical motor has
 * 2,500–4,500; what the true one does otherwise is left to the process noise.
 */
const TYPICAL_EXHAUST_VELOCITY = 3000;

/** No motor gives more, m/s². */
const STRONGEST_THRUST = 120;

/** Spectral densities of what the model leaves out. */
interface ProcessNoise {
  /** White acceleration, m²/s³, an axis: 2e-6 stands for the tesseral field, some 1e-4 m/s² over minutes. */
  readonly acceleration: number;
  /** Of the drag itself, relative, 1σ, held for {@link DRAG_HELD}: weather, attitude. */
  readonly relativeDrag: number;
  /** Thrusting only: white acceleration, m²/s³, and random walks of relative thrust (1/s) and tilt (rad²/s). */
  readonly thrustAcceleration: number;
  readonly relativeThrust: number;
  readonly tilt: number;
}

/** Time over which the air and a body's attitude depart the same way, s. */
const DRAG_HELD = 10;

const PROCESS_NOISE: ProcessNoise = {
  acceleration: 2e-6,
  relativeDrag: 0.05,
  thrustAcceleration: 0.02,
  relativeThrust: 1e-4,
  tilt: 1e-4,
};

/** @returns number of states of a mode's filter */
export function stateCount(mode: FlightMode): number {
  return mode === "coast" ? COAST_STATES : THRUST_STATES;
}

const gravityAndRotation = freeFlight({ ballisticCoefficient: null, gravity: "J2-J4" });
const here = new Float64Array(6);
const slope = new Float64Array(6);

/** @returns height above the ellipsoid, m, or Infinity where there is no air to speak of */
function heightInAir(x: Float64Array): number {
  const r = Math.hypot(x[0]!, x[1]!, x[2]!);
  return r > AIR_RADIUS ? Number.POSITIVE_INFINITY : heightOf(x[0]!, x[1]!, x[2]!);
}

/** Deceleration by the air over speed: a_drag = −dragRate · v, 1/s. */
function dragRate(x: Float64Array, height = heightInAir(x)): number {
  if (height > AIR_CEILING) return 0;
  const speed = Math.hypot(x[3]!, x[4]!, x[5]!);
  return (0.5 * airDensity(height) * speed) / Math.exp(x[STATE.logBallistic]!);
}

/**
 * Acceleration by the motor.
 *
 * @param x state of a thrusting filter
 * @param out ECEF, m/s²
 */
export function thrustAcceleration(x: Float64Array, mode: FlightMode, out: Float64Array): void {
  const sign = mode === "thrust against" ? -1 : 1;
  const a = x[STATE.thrust]!;
  const speed = Math.hypot(x[3]!, x[4]!, x[5]!) || 1;
  const r = Math.hypot(x[0]!, x[1]!, x[2]!);
  const f = [(sign * x[3]!) / speed, (sign * x[4]!) / speed, (sign * x[5]!) / speed] as const;
  const u = [x[0]! / r, x[1]! / r, x[2]! / r] as const;
  let right = [f[1] * u[2] - f[2] * u[1], f[2] * u[0] - f[0] * u[2], f[0] * u[1] - f[1] * u[0]] as const;
  const length = Math.hypot(...right) || 1;
  right = [right[0] / length, right[1] / length, right[2] / length];
  const above = [
    right[1] * f[2] - right[2] * f[1],
    right[2] * f[0] - right[0] * f[2],
    right[0] * f[1] - right[1] * f[0],
  ] as const;
  const up = x[STATE.tiltUp]!;
  const side = x[STATE.tiltRight]!;
  for (let i = 0; i < 3; i += 1) out[i] = a * (f[i]! + up * above[i]! + side * right[i]!);
}

const thrust = new Float64Array(3);

/** Rates of position, velocity and thrust (seven numbers) of a state. */
function rates(x: Float64Array, mode: FlightMode, out: Float64Array): void {
  const height = heightInAir(x);
  if (height < GROUND) {
    out.fill(0);
    return;
  }
  for (let i = 0; i < 6; i += 1) here[i] = x[i]!;
  gravityAndRotation(0, here, slope);
  const k = dragRate(x, height);
  for (let i = 0; i < 3; i += 1) {
    out[i] = slope[i]!;
    out[3 + i] = slope[3 + i]! - k * x[3 + i]!;
  }
  out[6] = 0;
  if (mode === "coast") return;
  thrustAcceleration(x, mode, thrust);
  for (let i = 0; i < 3; i += 1) out[3 + i] = out[3 + i]! + thrust[i]!;
  const a = x[STATE.thrust]!;
  // Nothing is left to burn beyond the strongest; without the bound a long time without plots would end in infinity.
  out[6] = a > 0 && a < STRONGEST_THRUST ? (a * a) / TYPICAL_EXHAUST_VELOCITY : 0;
}

const k1 = new Float64Array(7);
const k2 = new Float64Array(7);
const k3 = new Float64Array(7);
const k4 = new Float64Array(7);
const trial = new Float64Array(THRUST_STATES);

function shifted(x: Float64Array, k: Float64Array, h: number, mode: FlightMode): void {
  trial.set(x);
  for (let i = 0; i < 6; i += 1) trial[i] = x[i]! + h * k[i]!;
  if (mode !== "coast") trial[STATE.thrust] = x[STATE.thrust]! + h * k[6]!;
}

/**
 * Moves a state on in time, in place: gravity J2–J4 in the rotating frame, air below 100 km, thrust where the mode
 * has it; classical Runge–Kutta of fourth order.
 *
 * @param x state, ECEF
 * @param dt s, may be negative in coast
 */
export function moveState(x: Float64Array, dt: number, mode: FlightMode): void {
  let left = dt;
  while (left !== 0) {
    const r = Math.hypot(x[0]!, x[1]!, x[2]!);
    if (!Number.isFinite(r)) throw new Error(`state of a ${mode} filter is not finite`);
    const longest =
      r > AIR_RADIUS ? LONGEST_STEP : r > THIN_AIR_RADIUS ? LONGEST_STEP_IN_THIN_AIR : LONGEST_STEP_IN_AIR;
    // In dense air the steps stay well within the method's stability.
    const rate = r > THIN_AIR_RADIUS ? 0 : dragRate(x);
    const parts = Math.ceil(Math.abs(left) / Math.min(longest, 1 / rate));
    const h = left / parts;
    rates(x, mode, k1);
    shifted(x, k1, h / 2, mode);
    rates(trial, mode, k2);
    shifted(x, k2, h / 2, mode);
    rates(trial, mode, k3);
    shifted(x, k3, h, mode);
    rates(trial, mode, k4);
    const sixth = h / 6;
    for (let i = 0; i < 6; i += 1) x[i] = x[i]! + sixth * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!);
    if (mode !== "coast") {
      x[STATE.thrust] = x[STATE.thrust]! + sixth * (k1[6]! + 2 * k2[6]! + 2 * k3[6]! + k4[6]!);
    }
    left = parts === 1 ? 0 : left - h;
  }
}

/** Steps of the differences by which the transition is formed: m, m/s, and the units of the other states. */
const POSITION_STEP = 10;
const VELOCITY_STEP = 0.1;
const OTHER_STEP = 1e-4;

const column = new Float64Array(THRUST_STATES);

/**
 * Moves a state on and forms its transition matrix, by forward differences of the same motion, so that the two can
 * not disagree. The error is the second derivative times half a step: under 1e-8 of the gradient.
 *
 * @param x state, moved in place
 * @param transition n × n, by rows
 */
export function moveWithTransition(
  x: Float64Array,
  dt: number,
  mode: FlightMode,
  transition: Float64Array,
): void {
  const n = stateCount(mode);
  transition.fill(0);
  for (let i = 0; i < n; i += 1) transition[i * n + i] = 1;
  const before = x.slice();
  moveState(x, dt, mode);
  const low = Math.min(heightInAir(before), heightInAir(x));
  for (let j = 0; j < n; j += 1) {
    if (j >= STATE.rangeBias && j <= STATE.refraction) continue;
    if (j === STATE.logBallistic && low > BALLISTIC_COEFFICIENT_CEILING) continue;
    const step = j < 3 ? POSITION_STEP : j < 6 ? VELOCITY_STEP : OTHER_STEP;
    const moved = column.subarray(0, n);
    moved.set(before);
    moved[j] = before[j]! + step;
    moveState(moved, dt, mode);
    for (let i = 0; i < 6; i += 1) transition[i * n + j] = (moved[i]! - x[i]!) / step;
    if (mode !== "coast") {
      transition[STATE.thrust * n + j] = (moved[STATE.thrust]! - x[STATE.thrust]!) / step;
    }
  }
}

/**
 * Adds what the model leaves out over a step to a covariance.
 *
 * @param x state at the end of the step
 * @param covariance n × n, changed in place
 */
export function addProcessNoise(
  x: Float64Array,
  dt: number,
  mode: FlightMode,
  covariance: Float64Array,
): void {
  const n = stateCount(mode);
  const t = Math.abs(dt);
  const height = heightInAir(x);
  const drag = dragRate(x, height) * Math.hypot(x[3]!, x[4]!, x[5]!);
  // Where β is only considered, not knowing it is noise like any other.
  const considered = height > BALLISTIC_COEFFICIENT_CEILING ? covariance[STATE.logBallistic * (n + 1)]! : 0;
  const q =
    PROCESS_NOISE.acceleration +
    (PROCESS_NOISE.relativeDrag ** 2 + considered) * drag ** 2 * DRAG_HELD +
    (mode === "coast" ? 0 : PROCESS_NOISE.thrustAcceleration);
  for (let i = 0; i < 3; i += 1) {
    const v = 3 + i;
    covariance[i * n + i] = covariance[i * n + i]! + (q * t * t * t) / 3;
    covariance[i * n + v] = covariance[i * n + v]! + (q * t * t) / 2;
    covariance[v * n + i] = covariance[v * n + i]! + (q * t * t) / 2;
    covariance[v * n + v] = covariance[v * n + v]! + q * t;
  }
  if (mode === "coast") return;
  const thrustWalk = PROCESS_NOISE.relativeThrust * x[STATE.thrust]! ** 2;
  const walk = [thrustWalk, PROCESS_NOISE.tilt, PROCESS_NOISE.tilt];
  for (let i = 0; i < 3; i += 1) {
    const k = (STATE.thrust + i) * (n + 1);
    covariance[k] = covariance[k]! + walk[i]! * t;
  }
}
