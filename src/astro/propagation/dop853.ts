import { DENSE, ERROR_FIFTH, ERROR_THIRD, NODES, STAGES, WEIGHTS } from "./dop853-coefficients.js";

/** Writes dy/dt at (t, y) into `dydt`. */
export type Derivative = (t: number, y: Float64Array, dydt: Float64Array) => void;

/** The weights that are not zero, and the stages they multiply. */
interface Sparse {
  readonly stages: Int32Array;
  readonly weights: Float64Array;
}

function sparse(row: readonly number[]): Sparse {
  const stages = row.map((w, i) => (w === 0 ? -1 : i)).filter((i) => i >= 0);
  return { stages: Int32Array.from(stages), weights: Float64Array.from(stages.map((i) => row[i]!)) };
}

const STAGE_ROWS = STAGES.map(sparse);
const SOLUTION = sparse(WEIGHTS);
const FIFTH = sparse(ERROR_FIFTH);
const THIRD = sparse(ERROR_THIRD);
const DENSE_ROWS = DENSE.map(sparse);

const SAFETY = 0.9;
const SHRINK = 0.2;
const GROW = 6;

/**
 * Takes steps of Dormand and Prince's method of order 8(5,3), one at a time, without allocating.
 *
 * After {@link step}, `time` and `state` hold the end of the accepted step; {@link prepareDense} then makes the
 * interpolant of order 7 over it.
 * Source: Hairer, Nørsett, Wanner (1993), II.4 (step size), II.5 (method), II.6 (dense output).
 */
export class Dop853 {
  time = 0;
  previousTime = 0;
  readonly state: Float64Array;
  readonly previousState: Float64Array;
  /** the size the next step is tried with, signed */
  nextStep = 0;
  /** errors so many times the tolerance are let pass */
  slack = 1;
  /** seven coefficients for each component, by {@link interpolateStep} */
  readonly dense: Float64Array;
  /** the sixteen derivatives, one after another, and a view of each */
  private readonly rates: Float64Array;
  private readonly stages: Float64Array[];
  private readonly trial: Float64Array;
  private readonly fifth: Float64Array;
  private readonly third: Float64Array;

  constructor(
    private readonly derivative: Derivative,
    readonly dimension: number,
    private readonly relativeTolerance: number,
    /** one for each component, or the first for all */
    private readonly absoluteTolerance: ArrayLike<number>,
  ) {
    this.state = new Float64Array(dimension);
    this.previousState = new Float64Array(dimension);
    this.dense = new Float64Array(7 * dimension);
    this.trial = new Float64Array(dimension);
    this.fifth = new Float64Array(dimension);
    this.third = new Float64Array(dimension);
    this.rates = new Float64Array(16 * dimension);
    this.stages = Array.from({ length: 16 }, (_, s) =>
      this.rates.subarray(s * dimension, (s + 1) * dimension),
    );
  }

  /** Begins at a state; `firstStep` is signed and only tried. */
  begin(time: number, state: ArrayLike<number>, firstStep: number): void {
    this.time = time;
    this.previousTime = time;
    for (let i = 0; i < this.dimension; i++) this.state[i] = state[i]!;
    this.nextStep = firstStep;
    this.derivative(time, this.state, this.stages[0]!);
  }

  /** The tolerance of component i at the size it has now. */
  private toleranceOf(i: number): number {
    const absolute = this.absoluteTolerance[i] ?? this.absoluteTolerance[0]!;
    const size = Math.max(Math.abs(this.previousState[i]!), Math.abs(this.state[i]!));
    return absolute + this.relativeTolerance * size;
  }

  /**
   * Takes one step, smaller than {@link nextStep} where the error asks for it, not beyond `limit`.
   *
   * @throws RangeError where the step shrinks to nothing: the derivative is not finite or not smooth
   */
  step(limit: number): void {
    const { previousState, state, stages } = this;
    // the thirteenth stage of the last step is the first of this one
    if (this.time !== this.previousTime) stages[0]!.set(stages[12]!);
    previousState.set(state);
    this.previousTime = this.time;
    let rejected = false;
    for (;;) {
      let h = this.nextStep;
      const rest = limit - this.previousTime;
      const last = Math.abs(h) >= Math.abs(rest);
      if (last) h = rest;
      if (!last && Math.abs(h) < 1e-12 * Math.max(1, Math.abs(this.previousTime)))
        throw new RangeError(`the step of integration fell below ${h} s at t = ${this.previousTime} s`);
      this.tryStep(h);
      const error = this.errorNorm(h);
      const factor = error === 0 ? GROW : SAFETY * error ** (-1 / 8);
      if (error < 1) {
        this.time = last ? limit : this.previousTime + h;
        const next = h * Math.min(rejected ? 1 : GROW, Math.max(SHRINK, factor));
        // a step cut short by the limit says little about the next one
        this.nextStep = last ? Math.sign(h) * Math.max(Math.abs(next), Math.abs(this.nextStep)) : next;
        this.derivative(this.time, state, stages[12]!);
        return;
      }
      rejected = true;
      this.nextStep = h * (Number.isNaN(factor) ? SHRINK : Math.max(SHRINK, factor));
    }
  }

  /** Fills the twelve stages and the new state. */
  private tryStep(h: number): void {
    const { state, stages, trial } = this;
    for (let s = 1; s < 12; s++) {
      this.combine(STAGE_ROWS[s]!, h, trial);
      this.derivative(this.previousTime + NODES[s]! * h, trial, stages[s]!);
    }
    this.combine(SOLUTION, h, state);
  }

  /** out = previous state + h Σ weights · stages */
  private combine(row: Sparse, h: number, out: Float64Array): void {
    const { previousState, dimension } = this;
    this.weighted(row, out);
    for (let i = 0; i < dimension; i++) out[i] = previousState[i]! + h * out[i]!;
  }

  /** out = Σ weights · stages; six components, the state of a flying body, are summed in registers. */
  private weighted(row: Sparse, out: Float64Array): void {
    const { rates, dimension } = this;
    const { stages, weights } = row;
    if (dimension !== 6) {
      out.fill(0);
      for (let k = 0; k < stages.length; k++)
        for (let i = 0; i < dimension; i++) out[i]! += weights[k]! * rates[stages[k]! * dimension + i]!;
      return;
    }
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let e = 0;
    let f = 0;
    for (let k = 0; k < stages.length; k++) {
      const weight = weights[k]!;
      const at = 6 * stages[k]!;
      a += weight * rates[at]!;
      b += weight * rates[at + 1]!;
      c += weight * rates[at + 2]!;
      d += weight * rates[at + 3]!;
      e += weight * rates[at + 4]!;
      f += weight * rates[at + 5]!;
    }
    out[0] = a;
    out[1] = b;
    out[2] = c;
    out[3] = d;
    out[4] = e;
    out[5] = f;
  }

  /** The error of the step in units of the tolerance. */
  private errorNorm(h: number): number {
    this.weighted(FIFTH, this.fifth);
    this.weighted(THIRD, this.third);
    let fifth = 0;
    let third = 0;
    for (let i = 0; i < this.dimension; i++) {
      const tolerance = this.toleranceOf(i);
      const e5 = this.fifth[i]! / tolerance;
      const e3 = this.third[i]! / tolerance;
      fifth += e5 * e5;
      third += e3 * e3;
    }
    if (fifth === 0 && third === 0) return 0;
    return (Math.abs(h) * fifth) / (Math.sqrt((fifth + 0.01 * third) * this.dimension) * this.slack);
  }

  /** Makes the interpolant over the last step: three more evaluations. */
  prepareDense(): void {
    const { previousState, state, stages, trial, dense, dimension } = this;
    const h = this.time - this.previousTime;
    for (let s = 13; s < 16; s++) {
      this.combine(STAGE_ROWS[s]!, h, trial);
      this.derivative(this.previousTime + NODES[s]! * h, trial, stages[s]!);
    }
    for (let i = 0; i < dimension; i++) {
      const change = state[i]! - previousState[i]!;
      const rate = h * stages[0]![i]!;
      dense[7 * i] = change;
      dense[7 * i + 1] = rate - change;
      dense[7 * i + 2] = 2 * change - h * stages[12]![i]! - rate;
    }
    for (let k = 0; k < 4; k++) {
      this.weighted(DENSE_ROWS[k]!, trial);
      for (let i = 0; i < dimension; i++) dense[7 * i + 3 + k] = h * trial[i]!;
    }
  }

  /** The state at a time within the last step, after {@link prepareDense}. */
  interpolate(time: number, out: Float64Array): void {
    const x = (time - this.previousTime) / (this.time - this.previousTime);
    interpolateStep(this.dense, 0, this.previousState, 0, this.dimension, x, out);
  }
}

/** Dense output at the part x (0…1) of a step, from its coefficients and the state at its beginning. */
export function interpolateStep(
  dense: Float64Array,
  denseOffset: number,
  start: Float64Array,
  startOffset: number,
  dimension: number,
  x: number,
  out: Float64Array,
): void {
  const u = 1 - x;
  for (let i = 0; i < dimension; i++) {
    const k = denseOffset + 7 * i;
    let y = dense[k + 6]! * x;
    y = (y + dense[k + 5]!) * u;
    y = (y + dense[k + 4]!) * x;
    y = (y + dense[k + 3]!) * u;
    y = (y + dense[k + 2]!) * x;
    y = (y + dense[k + 1]!) * u;
    out[i] = start[startOffset + i]! + (y + dense[k]!) * x;
  }
}
