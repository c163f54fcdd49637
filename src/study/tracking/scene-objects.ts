import { EARTH, geodeticToEcefInto, normalAt, randomStream, uniformAt } from "../../astro/index.js";
import { isWellInCover, type SceneRadar } from "./scene-radars.js";

/** What flies in a scene: generic free-flight arcs, low orbits, or pieces of one break-up. */
export type SceneKind = "arc" | "orbit" | "fragment";

/** Objects and their states at the scene's beginning. */
export interface SceneObjects {
  readonly kinds: readonly SceneKind[];
  /** n × 6: ECEF, m and m/s. */
  readonly states: Float64Array;
}

/** s; longest step of the truth's integration. */
const STEP = 10;
/** Draws that one candidate may use. */
const DRAWS = 8;
/** How a body came apart. */
export interface Breakup {
  /** Velocities of the pieces differ so much on each axis, 1σ, m/s. */
  readonly spread: number;
  /** It lies so long before the scene's beginning, s. */
  readonly age: number;
}

/** Pieces are some 500 m apart at the scene's beginning. */
export const COMMON_BREAKUP: Breakup = { spread: 25, age: 20 };

const LEAST_HEIGHT = 100e3;
const DEGREE = Math.PI / 180;

const GM = EARTH.gm;
const FLATTENING = 1.5 * EARTH.j2 * EARTH.radius * EARTH.radius;
const SPIN = EARTH.rotation;

const derivatives = [0, 1, 2, 3].map(() => new Float64Array(6));
const trial = new Float64Array(6);

/**
 * Moves states along their free flight: point mass and J2 in the rotating frame, by the classical Runge–Kutta method in
 * steps of 10 s at most. Deliberately no code of the filters': their models are judged by this.
 *
 * @param states n × 6: ECEF, m and m/s; written over
 * @param seconds of either sign
 */
export function flyFreely(states: Float64Array, seconds: number): void {
  if (seconds === 0) return;
  const steps = Math.max(1, Math.ceil(Math.abs(seconds) / STEP - 1e-9));
  const h = seconds / steps;
  for (let at = 0; at < states.length; at += 6) for (let k = 0; k < steps; k++) step(states, at, h);
}

function step(states: Float64Array, at: number, h: number): void {
  const [k1, k2, k3, k4] = derivatives as [Float64Array, Float64Array, Float64Array, Float64Array];
  derivative(states, at, k1);
  for (let i = 0; i < 6; i++) trial[i] = states[at + i]! + 0.5 * h * k1[i]!;
  derivative(trial, 0, k2);
  for (let i = 0; i < 6; i++) trial[i] = states[at + i]! + 0.5 * h * k2[i]!;
  derivative(trial, 0, k3);
  for (let i = 0; i < 6; i++) trial[i] = states[at + i]! + h * k3[i]!;
  derivative(trial, 0, k4);
  for (let i = 0; i < 6; i++)
    states[at + i] = states[at + i]! + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!);
}

function derivative(x: Float64Array, at: number, out: Float64Array): void {
  const px = x[at]!;
  const py = x[at + 1]!;
  const pz = x[at + 2]!;
  const vx = x[at + 3]!;
  const vy = x[at + 4]!;
  const r2 = px * px + py * py + pz * pz;
  const k = -GM / (r2 * Math.sqrt(r2));
  const c = FLATTENING / r2;
  const z2 = (pz * pz) / r2;
  out[0] = vx;
  out[1] = vy;
  out[2] = x[at + 5]!;
  out[3] = k * px * (1 + c * (1 - 5 * z2)) + SPIN * SPIN * px + 2 * SPIN * vy;
  out[4] = k * py * (1 + c * (1 - 5 * z2)) + SPIN * SPIN * py - 2 * SPIN * vx;
  out[5] = k * pz * (1 + c * (3 - 5 * z2));
}

/**
 * Draws objects whose whole flight through the scene is above 100 km and in some radar's cover.
 *
 * @param count how many
 * @param duration of the scene, s
 * @param kinds from which each is drawn alike
 * @returns states at the scene's beginning
 */
export function drawObjects(
  seed: number,
  count: number,
  duration: number,
  radars: readonly SceneRadar[],
  kinds: readonly ("arc" | "orbit")[],
): SceneObjects {
  const stream = randomStream(seed, "tracking scene", "objects");
  const latitude = meanOf(radars, (radar) => radar.latitude);
  const longitude = meanOf(radars, (radar) => radar.longitude);
  const drawn: SceneKind[] = [];
  const states = new Float64Array(6 * count);
  const state = new Float64Array(6);
  for (let candidate = 0; drawn.length < count; candidate++) {
    const draw = (k: number) => uniformAt(stream, candidate * DRAWS + k);
    const kind = kinds[Math.floor(draw(0) * kinds.length)]!;
    const height = kind === "orbit" ? 400e3 + 1100e3 * draw(1) : 200e3 + 800e3 * draw(1);
    const north = latitude + (2 * draw(2) - 1) * 28 * DEGREE;
    const east = longitude + (2 * draw(3) - 1) * 50 * DEGREE;
    geodeticToEcefInto(north, east, height, state);
    if (!isWellInCover(state, radars)) continue;
    const speed = kind === "orbit" ? Math.sqrt(GM / (EARTH.radius + height)) : 3500 + 3400 * draw(4);
    const climb = kind === "orbit" ? 10 * normalAt(stream, candidate * DRAWS) : 2400 * draw(5) - 1200;
    setVelocity(state, north, east, speed, climb, 2 * Math.PI * draw(6));
    if (kind === "orbit") {
      // an orbit's speed is inertial
      state[3] = state[3]! + SPIN * state[1]!;
      state[4] = state[4]! - SPIN * state[0]!;
    }
    flyFreely(state, -duration / 2);
    if (!staysInSight(Float64Array.from(state), duration, radars)) continue;
    states.set(state, 6 * drawn.length);
    drawn.push(kind);
  }
  return { kinds: drawn, states };
}

/**
 * Draws a break-up: one arc that came to pieces before the beginning.
 *
 * @param count pieces
 */
export function drawBreakup(
  seed: number,
  count: number,
  duration: number,
  radars: readonly SceneRadar[],
  { spread, age }: Breakup,
): SceneObjects {
  const { states: whole } = drawObjects(seed, 1, duration, radars, ["arc"]);
  const stream = randomStream(seed, "tracking scene", "break-up");
  const states = new Float64Array(6 * count);
  for (let k = 0; k < count; k++) {
    states.set(whole, 6 * k);
    if (k > 0) for (let i = 3; i < 6; i++) states[6 * k + i]! += spread * normalAt(stream, 6 * k + i);
  }
  flyFreely(states, age);
  return { kinds: Array.from({ length: count }, () => "fragment" as const), states };
}

function setVelocity(
  state: Float64Array,
  latitude: number,
  longitude: number,
  speed: number,
  climb: number,
  heading: number,
): void {
  const [sinLat, cosLat] = [Math.sin(latitude), Math.cos(latitude)];
  const [sinLon, cosLon] = [Math.sin(longitude), Math.cos(longitude)];
  const east = speed * Math.sin(heading);
  const north = speed * Math.cos(heading);
  state[3] = -sinLon * east - sinLat * cosLon * north + cosLat * cosLon * climb;
  state[4] = cosLon * east - sinLat * sinLon * north + cosLat * sinLon * climb;
  state[5] = cosLat * north + sinLat * climb;
}

function staysInSight(state: Float64Array, duration: number, radars: readonly SceneRadar[]): boolean {
  for (let k = 0; k <= Math.floor(duration / STEP); k++) {
    if (Math.hypot(state[0]!, state[1]!, state[2]!) < EARTH.radius + LEAST_HEIGHT) return false;
    if (!isWellInCover(state, radars)) return false;
    flyFreely(state, STEP);
  }
  return true;
}

function meanOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0) / items.length;
}
