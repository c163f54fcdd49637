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
   * @param dt s, not negative
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

/**
 * A state near its mean, with its covariance as a factor P = S·Sᵀ: what square-root filters carry, so that P stays
 * positive definite whatever is rounded. Plain data, changed in place.
 */
export interface RootGaussian {
  /** s after the caller's reference */
  time: number;
  readonly mean: Float64Array;
  /** S, n × n by rows, lower triangular, diagonal not negative, zeros above it */
  readonly root: Float64Array;
}

/** Why a filter left a state as it was. */
export type Refusal =
  | "not a number"
  | "not positive definite"
  | "before the state's time"
  | "older than what is kept";

/** Outcome of one update. The filter writes it over at its next update: copy what is to be kept. */
export interface FilterUpdate {
  /** Squared normalised innovation, before the measurement was used; NaN after a refusal. */
  nis: number;
  /** ln of the likelihood, in the measurement's units, before it was used; −Infinity after a refusal. */
  logLikelihood: number;
  refused: Refusal | null;
}

/**
 * A filter: motion model and scratch in one, made once by its factory, used for any number of states in turn. No
 * array or object is made in a step. A step that is refused leaves the state as it was, to the last bit.
 */
export interface Filter<State = Gaussian> {
  readonly states: number;
  /**
   * Moves a state on to a time; none, where it is there already.
   *
   * @param time s after the caller's reference, not before the state's
   * @returns null, or why the state was left as it was
   */
  predict(state: State, time: number): Refusal | null;
  /**
   * Takes one measurement, made at the state's time.
   *
   * @param z as many numbers as the measurement's dimension
   */
  update(state: State, measurement: MeasurementModel, z: Float64Array): FilterUpdate;
}
