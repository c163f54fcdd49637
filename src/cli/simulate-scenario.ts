import { type LogHeader, Measurement, type TruthRecord } from "../messages/index.js";
import {
  type DeliveredSlice,
  type Delivery,
  simulate,
  simulateTruth,
  throughFaults,
  truthRecords,
} from "../world/index.js";
import { VERSION } from "./bundled.js";
import type { CommandContext } from "./context.js";
import { withFrames } from "./front-ends.js";
import { inFile, inFileEach } from "./in-file.js";
import { readMeasurementLine } from "./inputs/measurement-lines.js";
import type { RunItem, RunPlan } from "./inputs/plan.js";
import { type LoadedScenario, loadScenario } from "./inputs/scenario.js";
import type { Source } from "./inputs/source.js";
import { withScans } from "./planted-scans.js";

/** A scenario under simulation. */
export interface Simulation {
  readonly loaded: LoadedScenario;
  /** What a watch receives, in order of time. Can be taken once; it is worked out as it is taken. */
  readonly slices: AsyncIterable<DeliveredSlice>;
  /** What really flies. Can be read as often as one likes. */
  readonly truth: Iterable<TruthRecord>;
}

/**
 * Opens a scenario and begins its simulation.
 *
 * @param source the scenario file
 * @param options seed of every draw, and threads
 * @throws {InputError} where the scenario or a file that it names can't be used
 */
export async function openSimulation(
  source: Source,
  options: { readonly seed: number; readonly workers: number },
  context: CommandContext,
): Promise<Simulation> {
  context.progress.show("reading the scenario");
  const loaded = await loadScenario(source, options.seed);
  context.progress.show("flying all objects");
  await context.interruption.breathe();
  const { world } = loaded;
  const truth = inFile(source.path, () => simulateTruth(world));
  await context.interruption.breathe();
  const seen = simulate(world, { truth, workers: options.workers });
  // detections that front ends make of images join here, before the lines that carry all of it to the watch
  const scanned = withScans(seen, truth);
  const all = inFile(source.path, () => withFrames(scanned, world, truth, context));
  const received = throughFaults(world, all);
  return {
    loaded,
    slices: inFileEach(source.path, interruptible(received, world.scenario.durationSeconds, context)),
    truth: { [Symbol.iterator]: () => truthRecords(truth) },
  };
}

async function* interruptible(
  slices: AsyncIterable<DeliveredSlice>,
  duration: number,
  context: CommandContext,
): AsyncGenerator<DeliveredSlice> {
  for await (const slice of slices) {
    context.progress.show("simulating the world", slice.until / duration);
    await context.interruption.breathe();
    yield slice;
  }
}

/** A message has one form: fields in the order of the schema, so that a log that is run again gives the same bytes. */
function asWritten(measurement: Measurement): Measurement {
  return Measurement.parse(measurement);
}

/** @returns the line of a measurement log that a delivery makes, without its line feed */
export function lineOf(delivery: Delivery): string {
  return "text" in delivery ? delivery.text : JSON.stringify(asWritten(delivery.measurement));
}

/** Makes the run of a simulated scenario ready: the watch is handed network, catalogue and measurements. */
export function planOfSimulation({ loaded, slices, truth }: Simulation): RunPlan {
  const { scenario, network, networkCatalogue, seed } = loaded.world;
  const header: LogHeader = {
    type: "header",
    format: "firstlight-log-1",
    version: VERSION,
    seed,
    origin: scenario.origin,
    scenario: scenario.name,
    inputs: [...loaded.inputs],
    network,
    catalogueObjects: networkCatalogue.length,
  };
  return {
    configuredBy: loaded.paths[0]!,
    header,
    catalogue: networkCatalogue.map(({ name, elements }) => ({ type: "catalogue-object", name, elements })),
    items: itemsOf(loaded, slices),
    truth,
  };
}

async function* itemsOf(
  loaded: LoadedScenario,
  slices: AsyncIterable<DeliveredSlice>,
): AsyncGenerator<RunItem> {
  for (const rejection of loaded.rejections) yield { rejection };
  let spoilt = 0;
  for await (const { messages } of slices) {
    for (const delivery of messages) {
      if ("measurement" in delivery) yield { measurement: asWritten(delivery.measurement) };
      else for (const text of delivery.text.split("\n")) yield* itemsOfSpoilt(text, ++spoilt);
    }
  }
}

/** A spoilt line is read as any other: it may still be a message, though not the one that was sent. */
function* itemsOfSpoilt(text: string, line: number): Generator<RunItem> {
  const item = readMeasurementLine({ line, text, terminated: true, malformed: false }, "spoilt message");
  if (item === null || "header" in item || "catalogueObject" in item) return;
  if ("output" in item) yield { rejection: item.output };
  else yield item;
}
