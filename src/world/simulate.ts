import type { Measurement } from "../messages/index.js";
import type { WorldInputs } from "./inputs.js";
import { inOrderOfTime } from "./measure/order.js";
import { Observers } from "./measure/work.js";
import { simulateTruth, type Truth } from "./truth.js";
import { measureInThreads } from "./worker-pool.js";

export interface Simulation {
  readonly truth: Truth;
  /** In order of time, ties by sensor. */
  readonly measurements: Measurement[];
}

export interface SimulationOptions {
  /** Threads that share the work; the result is the same for any number. Default 1: no thread beside this one. */
  readonly workers?: number;
  /** Told how much of the work is done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** All messages of a run, in order of time, worked out in this thread. */
export function simulateMeasurements(
  inputs: WorldInputs,
  truth: Truth,
  onProgress?: (done: number, total: number) => void,
): Measurement[] {
  const observers = new Observers(inputs, truth);
  const units = observers.units();
  const found = units.map((unit, k) => {
    const measurements = observers.measure(unit);
    onProgress?.(k + 1, units.length);
    return measurements;
  });
  return inOrderOfTime([...found.flat(), ...observers.light()]);
}

/**
 * Scenario → truth → measurements.
 *
 * @throws InputError where the scenario names what was not loaded, or an orbit can't be used
 */
export async function simulate(inputs: WorldInputs, options: SimulationOptions = {}): Promise<Simulation> {
  const { workers = 1, onProgress } = options;
  const truth = simulateTruth(inputs);
  if (workers <= 1) return { truth, measurements: simulateMeasurements(inputs, truth, onProgress) };
  const observers = new Observers(inputs, truth);
  const total = observers.units().length;
  let done = 0;
  const found = await measureInThreads(inputs, total, workers, () => onProgress?.(++done, total));
  return { truth, measurements: inOrderOfTime([...found.flat(), ...observers.light()]) };
}
