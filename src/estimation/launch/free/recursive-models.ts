import type { MeasurementModel, MotionModel } from "../../filters/model.js";
import type { PreparedLook } from "../prepared-look.js";
import { ASCENT_STATES, FLOW, type FreeAscentDynamics, TURN } from "./ascent.js";
import { beliefSize } from "./belief.js";
import type { FreeAscentPrior } from "./problem.js";

/** A belief's motion: the ascent goes on, launch and pointing angles stay. The thrust's wandering is a kick at each step's beginning. */
export function beliefMotion(
  dynamics: FreeAscentDynamics,
  prior: FreeAscentPrior,
  satellites: number,
): MotionModel {
  const n = beliefSize(satellites);
  const m = ASCENT_STATES;
  const state = new Float64Array(m);
  const slopes = new Float64Array(m * m);
  const kicks = new Float64Array(m * 3);
  const none = new Float64Array(0);
  return {
    states: n,
    move(x, dt) {
      dynamics.move(x, dt, 0, none);
    },
    moveWithTransition(x, dt, transition) {
      slopes.fill(0);
      for (let i = 0; i < m; i++) slopes[i * m + i] = 1;
      dynamics.move(x, dt, m, slopes);
      transition.fill(0);
      for (let i = 0; i < n; i++) transition[i * n + i] = 1;
      for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) transition[i * n + j] = slopes[i * m + j]!;
    },
    processNoise(x, dt, out) {
      const root = Math.sqrt(dt);
      kicks.fill(0);
      kicks[FLOW * 3] = root * prior.flowNoise;
      kicks[TURN * 3 + 1] = root * prior.turnNoise;
      kicks[(TURN + 1) * 3 + 2] = root * prior.turnNoise;
      state.set(x.subarray(0, m));
      dynamics.move(state, dt, 3, kicks);
      out.fill(0);
      for (let i = 0; i < m; i++)
        for (let j = 0; j < m; j++)
          out[i * n + j] =
            kicks[3 * i]! * kicks[3 * j]! +
            kicks[3 * i + 1]! * kicks[3 * j + 1]! +
            kicks[3 * i + 2]! * kicks[3 * j + 2]!;
    },
  };
}

/** A line of sight as two angles across the sight that was measured, which themselves are therefore 0. */
export interface SightMeasurement extends MeasurementModel {
  /** Says which look the next measurement is. */
  look(look: PreparedLook): void;
}

/** Lines of sight of satellites whose pointing errors are part of the state. */
export function sightMeasurement(satellites: number): SightMeasurement {
  const n = beliefSize(satellites);
  const noise = new Float64Array(4);
  const u = new Float64Array(3);
  let range = 1;
  let now: PreparedLook | null = null;

  /** Direction and range of a state, seen from the satellite. */
  function sightOf(x: Float64Array): PreparedLook {
    if (now === null) throw new Error("no look was set");
    for (let c = 0; c < 3; c++) u[c] = x[c]! - now.satellite[c]!;
    range = Math.hypot(u[0]!, u[1]!, u[2]!);
    for (let c = 0; c < 3; c++) u[c]! /= range;
    return now;
  }

  return {
    states: n,
    dimension: 2,
    noise,
    look(look) {
      now = look;
      noise[0] = look.sigma * look.sigma;
      noise[3] = noise[0];
    },
    measure(x, out) {
      const { first, second, biasEast, biasNorth, bias } = sightOf(x);
      out[0] = 0;
      out[1] = 0;
      for (let c = 0; c < 3; c++) {
        const seen = u[c]! + x[bias]! * biasEast[c]! + x[bias + 1]! * biasNorth[c]!;
        out[0]! += seen * first[c]!;
        out[1]! += seen * second[c]!;
      }
    },
    jacobian(x, out) {
      const { first, second, biasEast, biasNorth, bias } = sightOf(x);
      out.fill(0, 0, 2 * n);
      [first, second].forEach((axis, row) => {
        const along = axis[0] * u[0]! + axis[1] * u[1]! + axis[2] * u[2]!;
        for (let c = 0; c < 3; c++) {
          out[row * n + c] = (axis[c]! - along * u[c]!) / range;
          out[row * n + bias]! += axis[c]! * biasEast[c]!;
          out[row * n + bias + 1]! += axis[c]! * biasNorth[c]!;
        }
      });
    },
    innovate(measured, predicted, out) {
      out[0] = measured[0]! - predicted[0]!;
      out[1] = measured[1]! - predicted[1]!;
    },
  };
}
