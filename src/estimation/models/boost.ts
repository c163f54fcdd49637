import { EARTH } from "../../astro/index.js";
import type { MotionModel } from "../filters/model.js";
import {
  addDrag,
  addDragSlope,
  degreeOf,
  type GravityField,
  gravityRates,
  gravitySlope,
  isDown,
  longestDragStep,
} from "./flight-forces.js";
import { type Flow, integratedMotion } from "./integrated-motion.js";
import { addWhiteAcceleration } from "./white-noise.js";

/** Places of the states of {@link boostMotion}. */
export const BOOST_STATE = {
  position: 0,
  velocity: 3,
  thrust: 6,
  massFlowRatio: 7,
  logBallistic: 8,
} as const;

/** What {@link boostMotion} may be told. */
export interface BoostOptions {
  /** Take drag along, with ln β as ninth state; otherwise "thrust" is what is left of it after drag. Default false. */
  readonly air?: boolean;
  /** default J2–J4 */
  readonly gravity?: GravityField;
  /** Spectral density of white acceleration, m²/s³, an axis: winds, steering; default 0.1 */
  readonly acceleration?: number;
  /** Random walk of thrust acceleration, relative: 1/s; default 1e-4 */
  readonly relativeThrust?: number;
  /** Random walk of the mass-flow ratio, relative: 1/s; default 1e-4 */
  readonly relativeMassFlow?: number;
  /** Random walk of ln β, 1/s; default 0 */
  readonly logBallisticWalk?: number;
  /** Beyond it neither thrust nor ratio grows: nothing is left to burn. m/s², default 150 */
  readonly strongest?: number;
}

/** Below about this speed a vehicle rises straight up, m/s: a gravity turn has no direction at rest. */
const UPRIGHT_SPEED = 15;

const LONGEST_STEP = 1;

/**
 * Unit vector of the thrust: along the velocity; at low speed it leans to the vertical, at rest it is the vertical.
 * d = v + w·u with w = s³/(|v|² + s²), normalised, s = 15 m/s, u the direction from the Earth's centre: the lean is
 * under 1e-3 rad from 150 m/s on.
 */
function thrustDirection(x: Float64Array, out: Float64Array): void {
  const r = Math.sqrt(x[0]! * x[0]! + x[1]! * x[1]! + x[2]! * x[2]!);
  const speed2 = x[3]! * x[3]! + x[4]! * x[4]! + x[5]! * x[5]!;
  const s2 = UPRIGHT_SPEED * UPRIGHT_SPEED;
  const w = (UPRIGHT_SPEED * s2) / (speed2 + s2);
  let length2 = 0;
  for (let i = 0; i < 3; i++) {
    out[i] = x[3 + i]! + (w * x[i]!) / r;
    length2 += out[i]! * out[i]!;
  }
  const length = Math.sqrt(length2) || 1;
  for (let i = 0; i < 3; i++) out[i]! /= length;
}

/** Derivatives of {@link thrustDirection}: 3 × 6 by rows, with position and velocity. */
function directionSlope(x: Float64Array, d: Float64Array, out: Float64Array): void {
  const r = Math.sqrt(x[0]! * x[0]! + x[1]! * x[1]! + x[2]! * x[2]!);
  const speed2 = x[3]! * x[3]! + x[4]! * x[4]! + x[5]! * x[5]!;
  const s2 = UPRIGHT_SPEED * UPRIGHT_SPEED;
  const w = (UPRIGHT_SPEED * s2) / (speed2 + s2);
  const wOfSpeed = (-2 * w) / (speed2 + s2);
  let length2 = 0;
  for (let i = 0; i < 3; i++) length2 += (x[3 + i]! + (w * x[i]!) / r) ** 2;
  const length = Math.sqrt(length2) || 1;
  // of the vector before it is normalised, column by column; then its part normal to the direction
  for (let j = 0; j < 6; j++) {
    let along = 0;
    for (let i = 0; i < 3; i++) {
      const u = x[i]! / r;
      const same = i === j % 3 ? 1 : 0;
      const raw = j < 3 ? (w * (same - (u * x[j]!) / r)) / r : same + wOfSpeed * x[j]! * u;
      out[6 * i + j] = raw;
      along += d[i]! * raw;
    }
    for (let i = 0; i < 3; i++) out[6 * i + j] = (out[6 * i + j]! - along * d[i]!) / length;
  }
}

function boostFlow(options: BoostOptions): Flow {
  const air = options.air ?? false;
  const degree = degreeOf(options.gravity ?? "J2-J4");
  const strongest = options.strongest ?? 150;
  const n = air ? 9 : 8;
  const { thrust, massFlowRatio, logBallistic } = BOOST_STATE;
  const d = new Float64Array(3);
  const dSlope = new Float64Array(18);

  function addMotor(x: Float64Array, out: Float64Array): boolean {
    thrustDirection(x, d);
    const a = x[thrust]!;
    const b = x[massFlowRatio]!;
    for (let i = 0; i < 3; i++) out[3 + i]! += a * d[i]!;
    const burning = Math.abs(a) < strongest;
    out[thrust] = burning ? a * b : 0;
    out[massFlowRatio] = burning ? b * b : 0;
    if (air) out[logBallistic] = 0;
    return burning;
  }

  return {
    states: n,
    rates(x, out) {
      if (isDown(x)) {
        out.fill(0);
        return;
      }
      gravityRates(degree, EARTH.rotation, x, out);
      if (air) addDrag(x, x[logBallistic]!, out);
      addMotor(x, out);
    },
    ratesWithSlope(x, out, slope) {
      slope.fill(0);
      if (isDown(x)) {
        out.fill(0);
        return;
      }
      gravitySlope(degree, EARTH.rotation, x, out, n, slope);
      if (air) addDragSlope(x, logBallistic, out, n, slope);
      const burning = addMotor(x, out);
      directionSlope(x, d, dSlope);
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 6; j++) slope[(3 + i) * n + j]! += x[thrust]! * dSlope[6 * i + j]!;
        slope[(3 + i) * n + thrust] = d[i]!;
      }
      if (!burning) return;
      slope[thrust * n + thrust] = x[massFlowRatio]!;
      slope[thrust * n + massFlowRatio] = x[thrust]!;
      slope[massFlowRatio * (n + 1)] = 2 * x[massFlowRatio]!;
    },
    longestStep: (x) => Math.min(LONGEST_STEP, air ? longestDragStep(x, x[logBallistic]!) : LONGEST_STEP),
  };
}

/**
 * Boost as a gravity turn: thrust along the Earth-fixed velocity, straight up at rest. States r (m), v (m/s), ECEF,
 * thrust acceleration a (m/s²), mass-flow ratio b = −ṁ/m (1/s), with air also ln β. As the mass falls,
 * da/dt = a·b and db/dt = b². Source: Li and Jilkov (2010), section III, equations for a constant mass flow.
 */
export function boostMotion(options: BoostOptions = {}): MotionModel {
  const flow = boostFlow(options);
  const n = flow.states;
  const density = options.acceleration ?? 0.1;
  const { thrust, massFlowRatio, logBallistic } = BOOST_STATE;
  return integratedMotion(flow, (x, dt, out) => {
    out.fill(0);
    const t = Math.abs(dt);
    addWhiteAcceleration(density, t, n, out);
    out[thrust * (n + 1)] = (options.relativeThrust ?? 1e-4) * x[thrust]! ** 2 * t;
    out[massFlowRatio * (n + 1)] = (options.relativeMassFlow ?? 1e-4) * x[massFlowRatio]! ** 2 * t;
    if (n === 9) out[logBallistic * (n + 1)] = (options.logBallisticWalk ?? 0) * t;
  });
}
