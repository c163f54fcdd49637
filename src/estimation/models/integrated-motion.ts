import type { MotionModel } from "../filters/model.js";

/** Rates of a state, and how they lean on it: what a motion model is made of when it has no closed form. */
export interface Flow {
  readonly states: number;
  /** @param out rates of all states, written over */
  rates(x: Float64Array, out: Float64Array): void;
  /**
   * @param out rates, written over
   * @param slope states × states by rows: ∂rates/∂x, written over
   */
  ratesWithSlope(x: Float64Array, out: Float64Array, slope: Float64Array): void;
  /** Longest step that keeps the method accurate at a state, s. */
  longestStep(x: Float64Array): number;
}

/** No longer move is made, s: over four months. What is asked for beyond it becomes not-a-number. */
const LONGEST_MOVE = 1e7;

/**
 * A motion model from rates: classical Runge–Kutta steps of fourth order. The transition is the exact derivative of
 * these very steps (the variational equations Φ′ = A·Φ taken through the same stages), so that state and transition
 * can't disagree. Source: Hairer, Nørsett and Wanner (1993), sections I.14 and II.1.
 *
 * @param processNoise as {@link MotionModel.processNoise}
 */
export function integratedMotion(flow: Flow, processNoise: MotionModel["processNoise"]): MotionModel {
  const n = flow.states;
  const stages = [0, 1, 2, 3].map(() => new Float64Array(n));
  const matrixStages = [0, 1, 2, 3].map(() => new Float64Array(n * n));
  const trial = new Float64Array(n);
  const trialMatrix = new Float64Array(n * n);
  const slope = new Float64Array(n * n);
  /** The step under way, s: handed to calls as a number it would be put on the heap. */
  const span = new Float64Array(1);

  function step(x: Float64Array, transition: Float64Array | null): void {
    for (let s = 0; s < 4; s++) {
      const k = stages[s]!;
      if (s === 0) trial.set(x);
      else shift(x, stages[s - 1]!, s === 3, trial);
      if (transition === null) {
        flow.rates(trial, k);
        continue;
      }
      flow.ratesWithSlope(trial, k, slope);
      if (s === 0) trialMatrix.set(transition);
      else shift(transition, matrixStages[s - 1]!, s === 3, trialMatrix);
      multiplySparse(n, slope, trialMatrix, matrixStages[s]!);
    }
    gather(x, stages);
    if (transition !== null) gather(transition, matrixStages);
  }

  /** Where a slope leads from a beginning, in the whole step or half of it. */
  function shift(from: Float64Array, k: Float64Array, whole: boolean, out: Float64Array): void {
    const h = whole ? span[0] : 0.5 * span[0];
    for (let i = 0; i < from.length; i++) out[i] = from[i] + h * k[i];
  }

  function gather(x: Float64Array, k: readonly Float64Array[]): void {
    const [k1, k2, k3, k4] = [k[0], k[1], k[2], k[3]];
    const sixth = span[0] / 6;
    for (let i = 0; i < x.length; i++) x[i] += sixth * (k1[i] + 2 * (k2[i] + k3[i]) + k4[i]);
  }

  function run(x: Float64Array, dt: number, transition: Float64Array | null): void {
    if (!(Math.abs(dt) <= LONGEST_MOVE)) {
      x.fill(Number.NaN);
      return;
    }
    let left = dt;
    while (left !== 0) {
      const parts = Math.max(1, Math.ceil(Math.abs(left) / flow.longestStep(x)));
      const h = Number.isFinite(parts) ? left / parts : left;
      span[0] = h;
      step(x, transition);
      left = h === left ? 0 : left - h;
    }
  }

  return {
    states: n,
    move: (x, dt) => run(x, dt, null),
    moveWithTransition(x, dt, transition) {
      transition.fill(0);
      for (let i = 0; i < n; i++) transition[i * (n + 1)] = 1;
      run(x, dt, transition);
    },
    processNoise,
  };
}

/** A·B for an A that is mostly zeros. */
function multiplySparse(n: number, a: Float64Array, b: Float64Array, out: Float64Array): void {
  out.fill(0);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) out[i * n + j]! += factor * b[k * n + j]!;
    }
}
