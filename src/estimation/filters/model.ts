/**
 * How a state moves. Every filter and smoother is handed one; its arrays belong to the caller and are written over,
 * so that nothing is allocated in a step.
 */
export interface MotionModel {
  /** Numbers in a state. */
  readonly states: number;
  /**
   * Moves a state.
   *
   * @param x state, written over
   * @param dt s, of either sign
   */
  move(x: Float64Array, dt: number): void;
  /**
   * Moves a state, and tells how its end follows its beginning.
   *
   * @param x state, written over
   * @param dt s, of either sign
   * @param transition states × states by rows: ∂x(t + dt)/∂x(t) along the way, written over
   */
  moveWithTransition(x: Float64Array, dt: number, transition: Float64Array): void;
  /**
   * Covariance of what the model leaves out, gathered over a step.
   *
   * @param x state before the step
   * @param dt s
   * @param out states × states by rows, written over
   */
  processNoise(x: Float64Array, dt: number, out: Float64Array): void;
}

/** What a sensor reports of a state, and how exactly. */
export interface MeasurementModel {
  readonly states: number;
  /** Numbers in a measurement. */
  readonly dimension: number;
  /** Covariance of its errors, dimension × dimension by rows. */
  readonly noise: Float64Array;
  /** @param out dimension numbers, written over */
  measure(x: Float64Array, out: Float64Array): void;
  /** @param out dimension × states by rows, written over */
  jacobian(x: Float64Array, out: Float64Array): void;
  /**
   * Measurement minus prediction, angles brought into (−π, π].
   *
   * @param out dimension numbers, written over; may be either of the others
   */
  innovate(measured: Float64Array, predicted: Float64Array, out: Float64Array): void;
}

/** A state that is known to be near its mean. Plain data: filters change it in place. */
export interface Gaussian {
  /** s after the caller's reference */
  time: number;
  readonly mean: Float64Array;
  /** n × n by rows, symmetric to the last bit */
  readonly covariance: Float64Array;
}

/** Why a filter left a state as it was. */
export type Refusal = "not a number" | "not positive definite" | "before the state's time";

/** Outcome of one update, before the measurement was used. */
export interface FilterUpdate {
  /** Squared normalised innovation; NaN after a refusal. */
  nis: number;
  /** ln of the likelihood, in the measurement's units; −Infinity after a refusal. */
  logLikelihood: number;
  refused: Refusal | null;
}
