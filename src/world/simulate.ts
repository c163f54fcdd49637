import type { Measurement } from "../messages/index.js";
import type { WorldInputs } from "./inputs.js";
import { inOrderOfTime } from "./measure/order.js";
import { Observers } from "./measure/work.js";
import { simulateTruth, type Truth } from "./truth.js";

export interface Simulation {
  readonly truth: Truth;
  /** In order of time, ties by sensor. */
  readonly measurements: Measurement[];
}

/** All messages of a run, in order of time. */
export function simulateMeasurements(_inputs: WorldInputs, truth: Truth): Measurement[] {
  const observers = new Observers(truth);
  return inOrderOfTime([
    ...observers.units().flatMap((unit) => observers.measure(unit)),
    ...observers.light(),
  ]);
}

/**
 * Scenario → truth → measurements.
 *
 * @param options.workers how many threads share the work; the result is the same for any number
 */
export async function simulate(inputs: WorldInputs, _options: { workers: number }): Promise<Simulation> {
  const truth = simulateTruth(inputs);
  return { truth, measurements: simulateMeasurements(inputs, truth) };
}
