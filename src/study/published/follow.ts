import {
  addError,
  averageNormalised,
  type ErrorSum,
  type Filter,
  type Gaussian,
  type GaussianSum,
  gaussianSumFilter,
  type MeasurementModel,
  momentsOfSum,
  rootMeanSquare,
  startErrorSum,
} from "../../estimation/index.js";

/** One measurement of a problem, and the truth at its time. */
export interface ProblemStep {
  /** s */
  readonly time: number;
  readonly truth: Float64Array;
  /** Or how it is made of the prediction. */
  readonly measurement: MeasurementModel | ((predicted: Gaussian) => MeasurementModel);
  readonly z: Float64Array;
}

/** Errors of one filter over many runs, step by step. */
export interface FilterErrors {
  readonly name: string;
  /** After each step's update; in the states that are scored. */
  readonly steps: readonly ErrorSum[];
  /** Updates or predictions that the filter refused. */
  refused: number;
}

/**
 * Starts a filter's score.
 *
 * @param name of the filter, for a table or a plot
 * @param steps how many are scored in a run
 * @param scored how many of the first states are scored together
 */
export function startErrors(name: string, steps: number, scored: number): FilterErrors {
  return { name, steps: Array.from({ length: steps }, () => startErrorSum(scored)), refused: 0 };
}

/**
 * Lets a filter follow one run, and adds its errors.
 *
 * @param state where it begins; changed
 * @param steps measurements to come, none before the state's time
 * @param scores where the errors are added; the truth's first states are compared with the estimate's
 * @param first which step of the scores the first of these is
 */
export function follow(
  filter: Filter,
  state: Gaussian,
  steps: readonly ProblemStep[],
  scores: readonly FilterErrors[],
  first = 0,
): void {
  steps.forEach(({ time, truth, measurement, z }, k) => {
    const lost = filter.predict(state, time);
    const refused = lost ?? filter.update(state, measurementAt(measurement, state), z).refused;
    for (const score of scores) {
      if (refused !== null) score.refused += 1;
      scoreState(state, truth, score.steps[first + k]!);
    }
  });
}

/**
 * Lets a filter follow one run as a sum of normal distributions, and adds the errors of its moments.
 *
 * @param sum where it begins; changed
 * @param steps measurements to come, none before the state's time
 * @param scores where the errors are added
 * @param first which step of the scores the first of these is
 * @returns the one normal distribution with the sum's moments at the end
 */
export function followSum(
  filter: Filter,
  sum: GaussianSum,
  steps: readonly ProblemStep[],
  scores: readonly FilterErrors[],
  first = 0,
): Gaussian {
  const parts = gaussianSumFilter(filter);
  steps.forEach(({ time, truth, measurement, z }, k) => {
    const lost = parts.predict(sum, time);
    const refused = lost ?? parts.update(sum, measurementAt(measurement, momentsOfSum(sum)), z).refused;
    const moments = momentsOfSum(sum);
    for (const score of scores) {
      if (refused !== null) score.refused += 1;
      scoreState(moments, truth, score.steps[first + k]!);
    }
  });
  return momentsOfSum(sum);
}

function measurementAt(measurement: ProblemStep["measurement"], predicted: Gaussian): MeasurementModel {
  return typeof measurement === "function" ? measurement(predicted) : measurement;
}

/** Adds the error of a state as it is. */
export function scoreState({ mean, covariance }: Gaussian, truth: Float64Array, sum: ErrorSum): void {
  const states = mean.length;
  const scored = sum.dimension;
  const error = new Float64Array(scored);
  const part = new Float64Array(scored * scored);
  for (let i = 0; i < scored; i++) {
    error[i] = mean[i]! - truth[i]!;
    for (let j = 0; j < scored; j++) part[i * scored + j] = covariance[i * states + j]!;
  }
  addError(sum, error, part);
}

/** Average NEES at each step. */
export function neesOf(errors: FilterErrors): number[] {
  return errors.steps.map(averageNormalised);
}

/** Root-mean-square error at each step, of some components together. */
export function rmseOf(errors: FilterErrors, components: readonly number[]): number[] {
  return errors.steps.map((sum) => rootMeanSquare(sum, components));
}

/** Mean of numbers; of one over all steps, say. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

/** Root of the mean of squares. */
export function rootMeanOf(values: readonly number[]): number {
  return Math.sqrt(meanOf(values.map((v) => v * v)));
}
