import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import {
  readAscent,
  readCatalogue,
  readLightningTable,
  readNetwork,
  readScenario,
  readVehicle,
} from "../../src/formats/index.js";
import type { Scenario } from "../../src/messages/index.js";
import type { WorldInputs } from "../../src/world/index.js";

const SCENARIOS = new URL("../../scenarios/", import.meta.url).pathname;
export const ORIGINALS = new URL("../../../shared/data/ascents/", import.meta.url).pathname;
export const originalsAreThere = existsSync(ORIGINALS);

const text = (path: string) => readFileSync(path, "utf8");

/**
 * One of the bundled scenarios with all that it names, as the command loads it.
 *
 * @param change what a test wants otherwise in it
 */
export function scene(
  name: "demo" | "ballistic",
  seed: number,
  change: (s: Scenario) => Scenario = (s) => s,
): WorldInputs {
  const file = `${SCENARIOS}${name}.yaml`;
  const scenario = change(readScenario(text(file), file));
  const networkFile = resolve(SCENARIOS, scenario.network);
  const network = readNetwork(text(networkFile), networkFile);
  const catalogue = (from: string, path: string) =>
    readCatalogue(text(resolve(dirname(from), path)), path).objects;
  const vehicles: [string, ReturnType<typeof readVehicle>][] = [];
  const ascents: [string, ReturnType<typeof readAscent>][] = [];
  const catalogues: [string, ReturnType<typeof catalogue>][] = [];
  const lightning: [string, ReturnType<typeof readLightningTable>][] = [];
  for (const object of scenario.objects) {
    if (object.kind === "vehicle") {
      const path = resolve(SCENARIOS, object.vehicle);
      vehicles.push([object.vehicle, readVehicle(text(path), path)]);
    } else if (object.kind === "satellites") {
      catalogues.push([object.file, catalogue(file, object.file)]);
    } else if (object.kind === "lightning") {
      lightning.push([object.file, readLightningTable(text(resolve(SCENARIOS, object.file)), object.file)]);
    } else if (object.kind === "recorded-ascent") {
      ascents.push([object.file, recorded(resolve(SCENARIOS, object.file))]);
    }
  }
  return {
    scenario,
    network,
    vehicles: new Map(vehicles),
    ascents: new Map(ascents),
    catalogues: new Map(catalogues),
    networkCatalogue: catalogue(networkFile, network.catalogue!),
    lightning: new Map(lightning),
    seed,
  };
}

function recorded(path: string) {
  const events = path.replace(/\.json$/, ".events.json");
  return readAscent(text(path), path, events === path ? undefined : text(events));
}

/** Sites and azimuths of the eight recorded ascents: README of their folder. */
export const ASCENTS = [
  ["falcon-heavy-demo-1", 28.6084, -80.6043, 90, "second-stage"],
  ["formosat-5", 34.6321, -120.6106, 193, "second-stage"],
  ["iridium-next-4", 34.6321, -120.6106, 179, "second-stage"],
  ["nrol-76", 28.6084, -80.6043, 45, "first-stage"],
  ["paz", 34.6321, -120.6106, 192, "second-stage"],
  ["ses-10", 28.6084, -80.6043, 90, "second-stage"],
  ["spacex-crs-12", 28.6084, -80.6043, 43, "first-stage"],
  ["tess", 28.5619, -80.5773, 90, "second-stage"],
] as const;

/** The demo with only one object: an original recording at its own site. */
export function ascentScene(name: string, seed = 1): WorldInputs {
  const [, latitudeDeg, longitudeDeg, azimuthDeg] = ASCENTS.find((a) => a[0] === name)!;
  return scene("demo", seed, (s) => ({
    ...s,
    durationSeconds: 900,
    objects: s.objects
      .filter((o) => o.kind === "recorded-ascent")
      .map((o) => ({
        ...o,
        file: `${ORIGINALS}${name}.json`,
        launch: { ...o.launch, latitudeDeg, longitudeDeg, azimuthDeg },
      })),
  }));
}
