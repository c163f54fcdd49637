import type { Measurement } from "../messages/index.js";
import type { TimedMeasurement } from "./faults/delivery.js";
import { faultLine } from "./faults/fault-line.js";
import type { WorldInputs } from "./inputs.js";
import { Observers } from "./measure/work.js";
import { type Setting, settingOf } from "./setting.js";
import { type DeliveredSlice, openSlicing, type Slice, sliceCount } from "./slice.js";
import { simulateTruth, type Truth } from "./truth.js";
import { measureInThreads } from "./worker-pool.js";

export interface SimulationOptions {
  /** What is there; absent: worked out from the inputs. */
  readonly truth?: Truth;
  /** Threads that share the work; the result is the same for any number. Default 1: no thread beside this one. */
  readonly workers?: number;
}

/**
 * Scenario → truth → measurements, slice by slice in order of time. Nothing is kept of a slice that was handed on.
 *
 * What goes wrong between the sensors and the watch comes after: see {@link throughFaults}.
 *
 * @throws InputError where the scenario names what was not loaded, or an orbit can't be used
 */
export async function* simulate(
  inputs: WorldInputs,
  { truth = simulateTruth(inputs), workers = 1 }: SimulationOptions = {},
): AsyncGenerator<Slice> {
  const { duration } = settingOf(inputs);
  const observers = new Observers(inputs, truth);
  const slicing = openSlicing(duration);
  const count = sliceCount(duration);
  const found =
    workers > 1 ? measureInThreads(inputs, count, workers) : measureHere(inputs, observers, count);
  let number = 0;
  for await (const bySensors of found) {
    for (const message of observers.light(number)) bySensors.push(message);
    number += 1;
    yield slicing.next(bySensors);
  }
}

/** What all sensors find, slice by slice, worked out in this thread. */
function* measureHere(
  inputs: WorldInputs,
  observers: Observers,
  slices: number,
): Generator<TimedMeasurement[]> {
  for (let slice = 0; slice < slices; slice++)
    yield inputs.network.sensors.flatMap((_, sensor) => observers.measure({ sensor, slice }));
}

/**
 * What a watch receives of the slices of a run, behind the faults of its scenario.
 *
 * @param slices all that sensors and their front ends make, in order of time
 * @throws InputError where a fault names a sensor that is not there, or a tape that was not loaded
 */
export async function* throughFaults(
  inputs: WorldInputs,
  slices: AsyncIterable<Slice>,
): AsyncGenerator<DeliveredSlice> {
  const line = faultLine(settingOf(inputs));
  let last: DeliveredSlice = { number: 0, until: 0, messages: [] };
  for await (const slice of slices) {
    last = slice;
    yield line === null ? slice : { ...slice, messages: line.step(slice.messages, slice.until) };
  }
  const rest = line?.finish() ?? [];
  if (rest.length > 0) yield { number: last.number + 1, until: last.until, messages: rest };
}

/** All sound messages of a run as a watch receives them, worked out in this thread and held in memory. */
export function simulateMeasurements(inputs: WorldInputs, truth: Truth): Measurement[] {
  const setting: Setting = settingOf(inputs);
  const observers = new Observers(inputs, truth);
  const slicing = openSlicing(setting.duration);
  const line = faultLine(setting);
  const out: Measurement[] = [];
  let number = 0;
  for (const bySensors of measureHere(inputs, observers, sliceCount(setting.duration))) {
    const { messages, until } = slicing.next([...bySensors, ...observers.light(number++)]);
    for (const delivery of line === null ? messages : line.step(messages, until))
      if ("measurement" in delivery) out.push(delivery.measurement);
  }
  for (const delivery of line?.finish() ?? []) if ("measurement" in delivery) out.push(delivery.measurement);
  return out;
}
