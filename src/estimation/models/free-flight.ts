import { EARTH } from "../../astro/index.js";
import type { MotionModel } from "../filters/model.js";
import {
  addDrag,
  addDragSlope,
  degreeOf,
  dragRate,
  type GravityField,
  gravityRates,
  gravitySlope,
  isDown,
  longestCoastStep,
  longestDragStep,
} from "./flight-forces.js";
import { type Flow, integratedMotion } from "./integrated-motion.js";
import { addWhiteAcceleration } from "./white-noise.js";

/** What {@link coastMotion} and {@link orbitMotion} may be told. */
export interface CoastOptions {
  /** default J2–J4 */
  readonly gravity?: GravityField;
  /** Spectral density of white acceleration, m²/s³, an axis: 2e-6 (default) stands for the field beyond J4. */
  readonly acceleration?: number;
}

const TESSERAL_FIELD = 2e-6;

function gravityFlow(field: GravityField, omega: number): Flow {
  const degree = degreeOf(field);
  return {
    states: 6,
    rates(x, out) {
      if (isDown(x)) out.fill(0);
      else gravityRates(degree, omega, x, out);
    },
    ratesWithSlope(x, out, slope) {
      slope.fill(0);
      if (isDown(x)) out.fill(0);
      else gravitySlope(degree, omega, x, out, 6, slope);
    },
    longestStep: longestCoastStep,
  };
}

function coasting(omega: number, options: CoastOptions): MotionModel {
  const density = options.acceleration ?? TESSERAL_FIELD;
  return integratedMotion(gravityFlow(options.gravity ?? "J2-J4", omega), (_x, dt, out) => {
    out.fill(0);
    addWhiteAcceleration(density, dt, 6, out);
  });
}

/** Coast outside the air in the Earth-fixed, turning frame: states r (m), v (m/s), ECEF. What has come down stays. */
export function coastMotion(options: CoastOptions = {}): MotionModel {
  return coasting(EARTH.rotation, options);
}

/** Coast in inertial axes through the pole: states r (m), v (m/s). For long arcs and for satellites. */
export function orbitMotion(options: CoastOptions = {}): MotionModel {
  return coasting(0, options);
}

/** What {@link dragMotion} may be told. */
export interface DragOptions extends CoastOptions {
  /** 1σ of the drag itself, relative, held for {@link DragOptions.held}: weather, attitude; default 0.05 */
  readonly relativeDrag?: number;
  /** Time over which the air and the body's attitude depart the same way, s; default 10 */
  readonly held?: number;
  /** Random walk of ln β, 1/s; default 0 */
  readonly logBallisticWalk?: number;
}

/** Places of the states of {@link dragMotion}. */
export const DRAG_STATE = { position: 0, velocity: 3, logBallistic: 6 } as const;

const DRAG_STATES = 7;

/**
 * Free flight through the air with an unknown ballistic coefficient: states r (m), v (m/s), ECEF, and ln β, β in kg/m².
 * Drag −½ρ|v|v/β in the standard atmosphere, which turns with the Earth; the logarithm keeps β positive and makes
 * its error relative. Source of the parameterisation: Li and Jilkov (2010), section IV.
 */
export function dragMotion(options: DragOptions = {}): MotionModel {
  const degree = degreeOf(options.gravity ?? "J2-J4");
  const n = DRAG_STATES;
  const at = DRAG_STATE.logBallistic;
  const flow: Flow = {
    states: n,
    rates(x, out) {
      if (isDown(x)) {
        out.fill(0);
        return;
      }
      gravityRates(degree, EARTH.rotation, x, out);
      addDrag(x, x[at]!, out);
      out[at] = 0;
    },
    ratesWithSlope(x, out, slope) {
      slope.fill(0);
      out[at] = 0;
      if (isDown(x)) {
        out.fill(0);
        return;
      }
      gravitySlope(degree, EARTH.rotation, x, out, n, slope);
      addDragSlope(x, at, out, n, slope);
    },
    longestStep: (x) => longestDragStep(x, x[at]!),
  };
  const density = options.acceleration ?? TESSERAL_FIELD;
  const dragDensity = (options.relativeDrag ?? 0.05) ** 2 * (options.held ?? 10);
  const walk = options.logBallisticWalk ?? 0;
  return integratedMotion(flow, (x, dt, out) => {
    out.fill(0);
    const drag = dragRate(x, x[at]!) * Math.hypot(x[3]!, x[4]!, x[5]!);
    addWhiteAcceleration(density + dragDensity * drag * drag, dt, n, out);
    out[at * (n + 1)] = walk * Math.abs(dt);
  });
}
