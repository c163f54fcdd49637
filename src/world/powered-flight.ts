import { freeFlight } from "../astro/index.js";
import { type Motion, tabulatedMotion } from "./motion.js";

/** What an engine does at one instant: thrust over mass and where it points. */
export interface Thrust {
  /** m/s². */
  readonly acceleration: number;
  /** Of the thrust above the local horizontal, in the plane of flight, rad. */
  readonly elevation: number;
  /** Unit vector, Earth-fixed; present: in place of the elevation. */
  readonly direction?: readonly number[];
  /** Mass over drag area, kg/m²; absent or null: no drag. */
  readonly ballisticCoefficient?: number | null;
}

/** Local vertical (geocentric, good enough for steering) and the horizontal direction of flight. */
interface LocalAxes {
  readonly up: Float64Array;
  readonly forward: Float64Array;
  readonly radius: number;
  readonly climbRate: number;
  readonly horizontalSpeed: number;
}

/** State of a guided vehicle as its steering sees it. */
export interface SteeringState extends LocalAxes {
  readonly time: number;
  /** Earth-fixed position and velocity. */
  readonly state: Float64Array;
}

function localAxes(state: Float64Array): LocalAxes {
  const r = Math.hypot(state[0]!, state[1]!, state[2]!);
  const up = Float64Array.of(state[0]! / r, state[1]! / r, state[2]! / r);
  const climbRate = state[3]! * up[0]! + state[4]! * up[1]! + state[5]! * up[2]!;
  const forward = new Float64Array(3);
  for (let i = 0; i < 3; i++) forward[i] = state[3 + i]! - climbRate * up[i]!;
  const horizontalSpeed = Math.hypot(forward[0]!, forward[1]!, forward[2]!);
  const divisor = Math.max(horizontalSpeed, 1e-6);
  for (let i = 0; i < 3; i++) forward[i] = forward[i]! / divisor;
  return { up, forward, radius: r, climbRate, horizontalSpeed };
}

/** The steering's view of a state. */
function steeringState(time: number, state: Float64Array): SteeringState {
  return { time, state, ...localAxes(state) };
}

/**
 * Guided powered flight by the classical Runge–Kutta method: free flight plus a thrust in the vertical plane of the
 * motion. The steering is asked once a step.
 *
 * @param start s after the scenario's start
 * @param initial Earth-fixed state, 6
 * @param until latest end, s
 * @param step s
 * @param steer thrust at the start of a step, or null to end
 * @returns the motion, and the state at its end
 */
export function poweredFlight(
  start: number,
  initial: Float64Array,
  until: number,
  step: number,
  steer: (s: SteeringState) => Thrust | null,
): { motion: Motion; end: number; state: Float64Array } {
  const times = [start];
  const states: Float64Array[] = [Float64Array.from(initial)];
  let y: Float64Array = Float64Array.from(initial);
  let t = start;
  while (t < until - 1e-9) {
    const thrust = steer(steeringState(t, y));
    if (thrust === null) break;
    const h = Math.min(step, until - t);
    y = rungeKutta(thrust, t, y, h);
    t += h;
    times.push(t);
    states.push(y);
  }
  if (times.length === 1) {
    times.push(start + 1e-3);
    states.push(rungeKutta({ acceleration: 0, elevation: 0 }, start, y, 1e-3));
  }
  const table = new Float64Array(6 * states.length);
  states.forEach((s, k) => {
    table.set(s, 6 * k);
  });
  const motion = tabulatedMotion(Float64Array.from(times), table);
  return { motion, end: motion.end, state: Float64Array.from(states.at(-1)!) };
}

function rungeKutta(thrust: Thrust, t: number, y: Float64Array, h: number): Float64Array {
  const free = freeFlight({ ballisticCoefficient: thrust.ballisticCoefficient ?? null, gravity: "J2-J4" });
  const derivative = (time: number, s: Float64Array, d: Float64Array) => {
    free(time, s, d);
    const { direction } = thrust;
    if (direction !== undefined) {
      for (let i = 0; i < 3; i++) d[3 + i]! += thrust.acceleration * direction[i]!;
      return;
    }
    const axes = localAxes(s);
    const vertical = thrust.acceleration * Math.sin(thrust.elevation);
    const horizontal = thrust.acceleration * Math.cos(thrust.elevation);
    for (let i = 0; i < 3; i++) d[3 + i]! += vertical * axes.up[i]! + horizontal * axes.forward[i]!;
  };
  const k1 = new Float64Array(6);
  const k2 = new Float64Array(6);
  const k3 = new Float64Array(6);
  const k4 = new Float64Array(6);
  const at = (k: Float64Array, share: number) => y.map((value, i) => value + share * k[i]!);
  derivative(t, y, k1);
  derivative(t + h / 2, at(k1, h / 2), k2);
  derivative(t + h / 2, at(k2, h / 2), k3);
  derivative(t + h, at(k3, h), k4);
  return y.map((value, i) => value + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!));
}
