import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import {
  type CatalogueObject,
  decodeText,
  type RecordedAscent,
  readAscent,
  readCatalogue,
  readLightningRecording,
  readNetwork,
  readScenario,
  readVehicle,
} from "../../formats/index.js";
import {
  InputError,
  type IntakeRejection,
  type LogInput,
  type Measurement,
  type Vehicle,
} from "../../messages/index.js";
import type { LightningTable, RecordedScan, WorldInputs } from "../../world/index.js";
import { readRecordedScan } from "./recorded-scan.js";
import type { Source } from "./source.js";
import { openSourceFiles, type SourceFiles } from "./source-files.js";
import { readTape } from "./tape.js";

/** A scenario with every file that it names. */
export interface LoadedScenario {
  readonly world: WorldInputs;
  readonly inputs: readonly LogInput[];
  /** Where those inputs lie. */
  readonly paths: readonly string[];
  /** Records of its catalogues and recordings that could not be used. */
  readonly rejections: readonly IntakeRejection[];
}

/**
 * Opens a scenario and the network, vehicles, catalogues and recordings that it names.
 *
 * @param source scenario file
 * @param seed of every draw
 * @throws {InputError} where one of the files can't be used
 */
export async function loadScenario(source: Source, seed: number): Promise<LoadedScenario> {
  const files = openSourceFiles();
  const { path } = source;
  const bytes = await source.bytes();
  files.add(source.name, bytes);
  const rejections: IntakeRejection[] = [];
  const scenario = readScenario(decodeText(bytes, path), path);
  const networkFile = await files.read(scenario.network, path);
  const network = readNetwork(textOf(networkFile), networkFile.path);
  const networkCatalogue =
    network.catalogue === undefined
      ? []
      : await loadCatalogue(files, network.catalogue, networkFile.path, rejections);

  const vehicles = new Map<string, Vehicle>();
  const ascents = new Map<string, RecordedAscent>();
  const catalogues = new Map<string, readonly CatalogueObject[]>();
  const lightning = new Map<string, LightningTable>();
  const tapes = new Map<string, readonly Measurement[]>();
  const scans = new Map<string, RecordedScan>();
  for (const object of scenario.objects) {
    if (object.kind === "vehicle" && !vehicles.has(object.vehicle)) {
      const file = await files.read(object.vehicle, path);
      vehicles.set(object.vehicle, readVehicle(textOf(file), file.path));
    } else if (object.kind === "recorded-ascent" && !ascents.has(object.file)) {
      ascents.set(object.file, await loadAscent(files, object.file, object.events, path));
    } else if (
      (object.kind === "satellites" || object.kind === "satellite-glints") &&
      !catalogues.has(object.file)
    ) {
      catalogues.set(object.file, await loadCatalogue(files, object.file, path, rejections));
    } else if (object.kind === "lightning" && !lightning.has(object.file)) {
      const file = await files.read(object.file, path);
      const recording = await readLightningRecording(file.bytes, file.path);
      const where = file.path.split("/").at(-1)!;
      for (const { reason, count } of recording.rejected)
        rejections.push({ type: "intake-rejection", where, reason, count });
      lightning.set(object.file, recording);
    } else if (object.kind === "test-tape" && !tapes.has(object.file)) {
      const file = await files.read(object.file, path);
      const tape = await readTape(file.bytes, file.path, object.file);
      rejections.push(...tape.rejections);
      tapes.set(object.file, tape.measurements);
    } else if (object.kind === "recorded-scan") {
      const read = [];
      for (const name of object.files) read.push(await files.read(name, path));
      scans.set(object.id, await readRecordedScan(read));
    }
  }
  return {
    world: {
      scenario,
      network,
      vehicles,
      ascents,
      catalogues,
      networkCatalogue,
      lightning,
      tapes,
      scans,
      seed,
    },
    inputs: files.list(),
    paths: [path, ...files.paths()],
    rejections,
  };
}

/** Opens a network file and the catalogue that it names. */
export async function loadNetwork(path: string, files: SourceFiles, rejections: IntakeRejection[]) {
  const file = await files.read(path);
  const network = readNetwork(textOf(file), path);
  const catalogue =
    network.catalogue === undefined ? [] : await loadCatalogue(files, network.catalogue, path, rejections);
  return { network, catalogue };
}

async function loadCatalogue(
  files: SourceFiles,
  name: string,
  beside: string,
  rejections: IntakeRejection[],
): Promise<readonly CatalogueObject[]> {
  const file = await files.read(name, beside);
  const { objects, rejected } = readCatalogue(textOf(file), file.path);
  for (const { line, reason } of rejected)
    rejections.push({ type: "intake-rejection", where: `${name} line ${line}`, reason });
  if (objects.length === 0)
    throw new InputError(
      file.path,
      rejected[0]?.reason ?? "holds no orbit",
      "name a TLE, OMM or element table",
    );
  return objects;
}

async function loadAscent(
  files: SourceFiles,
  name: string,
  events: string | undefined,
  beside: string,
): Promise<RecordedAscent> {
  const file = await files.read(name, beside);
  const eventsName = events ?? name.replace(/\.json$/i, ".events.json");
  const hasEvents =
    events !== undefined || (eventsName !== name && existsSync(resolve(dirname(beside), eventsName)));
  const eventsText = hasEvents ? textOf(await files.read(eventsName, beside)) : undefined;
  return readAscent(textOf(file), file.path, eventsText);
}

function textOf(file: { readonly path: string; readonly bytes: Uint8Array }): string {
  return decodeText(file.bytes, file.path);
}
