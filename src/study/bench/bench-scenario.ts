import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import {
  type CatalogueObject,
  readCatalogue,
  readFileText,
  readNetwork,
  readScenario,
  readVehicle,
} from "../../formats/index.js";
import type { Scenario, Vehicle } from "../../messages/index.js";
import type { WorldInputs } from "../../world/index.js";
import type { BenchContext } from "./benchmark.js";

/** Where the whole public catalogue lies where it is at hand, from the package's folder. */
const PUBLIC_CATALOGUE = ["active", "debris"].map(
  (name) => `../shared/data/catalogue/${name}-2026-08-22.tle`,
);

/** A scenario of a benchmark with what it names, and how many orbits its sky is made from. */
export interface BenchScenario {
  readonly inputs: WorldInputs;
  readonly orbits: number;
}

/**
 * Opens a bundled scenario of vehicles and satellites. Its catalogue is the whole public one where that lies beside the
 * package, else the table that comes with Firstlight.
 *
 * @param change what a benchmark wants otherwise in it
 */
export async function benchScenario(
  context: BenchContext,
  name: string,
  change: (scenario: Scenario) => Scenario = (scenario) => scenario,
): Promise<BenchScenario> {
  const file = context.bundledFile(name);
  const near = (path: string, beside = file) => resolve(dirname(beside), path);
  const scenario = change(readScenario(await readFileText(file), file));
  const networkFile = near(scenario.network);
  const network = readNetwork(await readFileText(networkFile), networkFile);
  const networkCatalogue =
    network.catalogue === undefined ? [] : await catalogueOf([near(network.catalogue, networkFile)]);
  const vehicles = new Map<string, Vehicle>();
  const catalogues = new Map<string, readonly CatalogueObject[]>();
  for (const object of scenario.objects) {
    if (object.kind === "vehicle" && !vehicles.has(object.vehicle))
      vehicles.set(object.vehicle, readVehicle(await readFileText(near(object.vehicle)), object.vehicle));
    if (object.kind === "satellites" && !catalogues.has(object.file)) {
      const whole = PUBLIC_CATALOGUE.map((path) => context.bundledFile(path));
      catalogues.set(
        object.file,
        await catalogueOf(whole.every((path) => existsSync(path)) ? whole : [near(object.file)]),
      );
    }
  }
  const inputs: WorldInputs = {
    scenario,
    network,
    vehicles,
    ascents: new Map(),
    catalogues,
    networkCatalogue,
    lightning: new Map(),
    seed: 1,
  };
  return { inputs, orbits: [...catalogues.values()].reduce((sum, objects) => sum + objects.length, 0) };
}

async function catalogueOf(paths: readonly string[]): Promise<CatalogueObject[]> {
  const objects: CatalogueObject[] = [];
  for (const path of paths)
    for (const object of readCatalogue(await readFileText(path), path).objects) objects.push(object);
  return objects;
}
