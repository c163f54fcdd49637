import { type LogHeader, Measurement, type TruthRecord } from "../messages/index.js";
import { simulate, truthRecords } from "../world/index.js";
import { VERSION } from "./bundled.js";
import type { CommandContext } from "./context.js";
import { inFile } from "./in-file.js";
import type { RunItem, RunPlan } from "./inputs/plan.js";
import { type LoadedScenario, loadScenario } from "./inputs/scenario.js";
import type { Source } from "./inputs/source.js";

/** A scenario that has been simulated. */
export interface SimulatedScenario {
  readonly loaded: LoadedScenario;
  readonly measurements: readonly Measurement[];
  readonly truth: readonly TruthRecord[];
}

/**
 * Opens a scenario and simulates it.
 *
 * @param source the scenario file
 * @param options seed of every draw, and threads
 * @throws {InputError} where the scenario or a file that it names can't be used
 */
export async function simulateScenario(
  source: Source,
  options: { readonly seed: number; readonly workers: number },
  context: CommandContext,
): Promise<SimulatedScenario> {
  context.progress.show("reading the scenario");
  const loaded = await loadScenario(source, options.seed);
  context.progress.show("simulating the world");
  await context.interruption.breathe();
  const onProgress = (done: number, total: number) =>
    context.progress.show("simulating the world", done / total);
  const { truth, measurements } = await inFile(source.path, () =>
    simulate(loaded.world, { workers: options.workers, onProgress }),
  );
  await context.interruption.breathe();
  return { loaded, measurements: measurements.map(asWritten), truth: [...truthRecords(truth)] };
}

/** A message has one form: fields in the order of the schema, so that a log that is run again gives the same bytes. */
function asWritten(measurement: Measurement): Measurement {
  return Measurement.parse(measurement);
}

/** Makes the run of a simulated scenario ready: the watch is handed network, catalogue and measurements. */
export function planOfScenario({ loaded, measurements, truth }: SimulatedScenario): RunPlan {
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
  const items: RunItem[] = loaded.rejections.map((rejection) => ({ rejection }));
  for (const measurement of measurements) items.push({ measurement });
  return {
    configuredBy: loaded.paths[0]!,
    header,
    catalogue: networkCatalogue.map(({ name, elements }) => ({ type: "catalogue-object", name, elements })),
    items,
    itemCount: items.length,
    truth,
  };
}
