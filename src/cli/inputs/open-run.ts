import { createHash } from "node:crypto";
import { type Epoch, secondsBetween } from "../../astro/index.js";
import {
  type CatalogueObject,
  type FrameFile,
  type ImagerFile,
  imagerHead,
  isRecordedKind,
  openImagerFile,
  readFileBytes,
  readFrames,
  readLightningRecording,
  readRadiances,
  recogniseFormat,
} from "../../formats/index.js";
import {
  type InfraredSatellite,
  InputError,
  type IntakeRejection,
  type LogHeader,
  type LogInput,
  type Network,
  type OpticalSatellite,
  type Origin,
} from "../../messages/index.js";
import {
  imagerSatellite,
  lightningItems,
  lightningSatellite,
  mergeByTime,
  scanItems,
} from "../../study/index.js";
import { bundledFile, VERSION } from "../bundled.js";
import { frameFileItems } from "../front-ends.js";
import { openCompactLog } from "./compact-log.js";
import { openMeasurementLog } from "./measurement-log.js";
import type { RunItem, RunPlan } from "./plan.js";
import { loadNetwork } from "./scenario.js";
import type { Source } from "./source.js";
import { openSourceFiles, type SourceFiles } from "./source-files.js";

const BUNDLED_NETWORK = "scenarios/demo-network.yaml";

/** One recording, opened: what it says of its sensors, and what was measured. */
interface OpenedRecording {
  readonly path: string;
  readonly input: LogInput;
  readonly origin?: Origin;
  /** What a finished log says of its own run. */
  readonly told?: { readonly header: LogHeader; readonly catalogue: readonly CatalogueObject[] };
  /** The satellite that made it, where a recording brings its own sensor. */
  readonly satellite?: OpticalSatellite | InfraredSatellite;
  /** A file of an imager; those of one imager are looked at together. */
  readonly imager?: ImagerFile;
  /** Images of a camera of the network, which are looked at as they are read. */
  readonly camera?: FrameFile;
  readonly items: Iterable<RunItem> | AsyncIterable<RunItem>;
}

/** The network of a run, and the satellites that are known beforehand. */
interface KnownWorld {
  readonly network: Network;
  readonly catalogue: readonly CatalogueObject[];
}

/**
 * Makes a run of recordings ready: measurement logs and granules, joined in order of time.
 *
 * @param sources what the user named
 * @param options network file that the user named, and the seed
 * @throws {InputError} where one of them holds no measurements, or where they do not go together
 */
export async function planRecordings(
  sources: readonly Source[],
  options: { readonly network?: string; readonly seed?: number },
): Promise<RunPlan> {
  const recordings: OpenedRecording[] = [];
  for (const source of sources) recordings.push(await openRecording(source));
  joinImagers(recordings);
  const origin = commonOrigin(recordings);
  const files = openSourceFiles();
  const rejections: IntakeRejection[] = [];
  const { network, catalogue } = await knownWorld(recordings, options.network, files, rejections);
  const told = recordings.length === 1 ? recordings[0]!.told?.header : undefined;
  return {
    configuredBy:
      options.network ??
      recordings.find((recording) => recording.told !== undefined)?.path ??
      bundledFile(BUNDLED_NETWORK),
    header: {
      type: "header",
      format: "firstlight-log-1",
      version: VERSION,
      seed: options.seed ?? told?.seed ?? 1,
      origin,
      ...(told?.scenario === undefined ? {} : { scenario: told.scenario }),
      inputs: [...recordings.map((recording) => recording.input), ...files.list()],
      network,
      catalogueObjects: catalogue.length,
    },
    catalogue: catalogue.map(({ name, elements }) => ({ type: "catalogue-object", name, elements })),
    looksAtImages: recordings.some(({ imager, camera }) => imager !== undefined || camera !== undefined),
    items: mergeByTime([
      rejections.map((rejection) => ({ rejection })),
      ...recordings.map(({ path, camera, items }) =>
        camera === undefined ? items : frameFileItems(camera, network, path),
      ),
    ]),
  };
}

async function openRecording(source: Source): Promise<OpenedRecording> {
  const format = recogniseFormat(source.head, source.name);
  if (format === "measurements" || format === "log" || /\.(jsonl|ndjson)$/i.test(source.name))
    return openLog(source);
  if (format === "compact") return openCompact(source);
  if (format === "glm" || format === "lightning") return openGranule(source);
  if (format === "netcdf") return openImage(source);
  if (format === "frames") return openFrames(source);
  if (format === "tle" || format === "omm" || format === "elements")
    throw new InputError(
      source.path,
      "holds orbits, not measurements",
      "name it as a catalogue in a network or a scenario",
    );
  if (format === "ascent")
    throw new InputError(
      source.path,
      "holds an ascent, not measurements",
      "fly it in a scenario (kind: recorded-ascent)",
    );
  if (isRecordedKind(format))
    throw new InputError(
      source.path,
      `holds ${format.replaceAll("-", " ")}, not what the watch's sensors measure`,
      "`firstlight validate` takes its folder and compares it with what is known",
    );
  if (source.head[0] === 0x1f && source.head[1] === 0x8b)
    throw new InputError(
      source.path,
      "is packed by gzip",
      "unpack it; `firstlight validate` takes packed recordings as they are",
    );
  throw new InputError(
    source.path,
    "is of no known kind",
    "a scenario (.yaml), a measurement log (.jsonl, .flm) or a recording (a GLM L2 granule, ABI L1b radiances, .nc; images of a camera, .frames) would do",
  );
}

async function openLog(source: Source): Promise<OpenedRecording> {
  const { header, catalogue, origin, items } = await openMeasurementLog(source);
  return {
    path: source.path,
    input: { name: source.name, purpose: "measurements" },
    items,
    ...(origin === undefined ? {} : { origin }),
    ...(header === undefined ? {} : { told: { header, catalogue } }),
  };
}

async function openCompact(source: Source): Promise<OpenedRecording> {
  return {
    path: source.path,
    input: { name: source.name, purpose: "measurements" },
    ...(await openCompactLog(source)),
  };
}

async function openFrames(source: Source): Promise<OpenedRecording> {
  const camera = await readFrames(source.chunks(), source.path);
  return {
    path: source.path,
    input: { name: source.name, purpose: "measurements" },
    origin: camera.header.origin,
    camera,
    items: [],
  };
}

async function openGranule(source: Source): Promise<OpenedRecording> {
  const bytes = await source.bytes();
  const recording = await readLightningRecording(bytes, source.path);
  return {
    path: source.path,
    input: {
      name: source.name,
      purpose: "measurements",
      sha256: createHash("sha256").update(bytes).digest("hex"),
      ...madeAfter(recording),
    },
    origin: "replay",
    satellite: lightningSatellite(recording),
    items: lightningItems(recording, source.name),
  };
}

async function openImage(source: Source): Promise<OpenedRecording> {
  const { path, name } = source;
  const bytes = await source.bytes();
  const kept = path === "-" ? bytes : null;
  const load = async () => readRadiances(kept ?? (await readFileBytes(path)), path);
  const imager = await openImagerFile(bytes, path, name, load);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    path,
    input: { name, purpose: "measurements", sha256, ...madeAfter(imagerHead(imager)) },
    origin: "replay",
    imager,
    items: [],
  };
}

/** How long the maker of a file took, by the file's own times: the first part of what a warning of it would come late. */
function madeAfter({ created, end }: { readonly created?: Epoch | null; readonly end: Epoch }): {
  readonly madeAfterSeconds?: number;
} {
  if (created === null || created === undefined) return {};
  return { madeAfterSeconds: Math.round(1000 * secondsBetween(end, created)) / 1000 };
}

/** The files of one imager become one stream of measurements, under the first of them. */
function joinImagers(recordings: OpenedRecording[]): void {
  const byPlatform = new Map<string, ImagerFile[]>();
  for (const { imager } of recordings) {
    if (imager === undefined) continue;
    const { platform } = imagerHead(imager);
    byPlatform.set(platform, [...(byPlatform.get(platform) ?? []), imager]);
  }
  for (const [i, recording] of recordings.entries()) {
    if (recording.imager === undefined) continue;
    const files = byPlatform.get(imagerHead(recording.imager).platform)!;
    const items = files[0] === recording.imager ? scanItems(files) : [];
    recordings[i] = { ...recording, satellite: imagerSatellite(files), items };
  }
}

/** Origins never mix, and nothing that is run from a file is live. */
function commonOrigin(recordings: readonly OpenedRecording[]): Origin {
  let common: Origin | undefined;
  for (const { path, origin } of recordings) {
    if (origin === "live")
      throw new InputError(
        path,
        "holds live measurements, which are not run from a file",
        "give them the origin replay",
      );
    if (origin !== undefined && common !== undefined && origin !== common)
      throw new InputError(
        path,
        `is of origin ${origin}, the input before it of origin ${common}: they never mix`,
        "run them apart",
      );
    common ??= origin;
  }
  return common ?? "replay";
}

async function knownWorld(
  recordings: readonly OpenedRecording[],
  networkFile: string | undefined,
  files: SourceFiles,
  rejections: IntakeRejection[],
): Promise<KnownWorld> {
  const told = recordings.find((recording) => recording.told !== undefined)?.told;
  const base: KnownWorld =
    networkFile === undefined && told !== undefined
      ? { network: told.header.network, catalogue: told.catalogue }
      : await loadNetwork(networkFile ?? bundledFile(BUNDLED_NETWORK), files, rejections);
  const own = recordings.flatMap(({ satellite }) => (satellite === undefined ? [] : [satellite]));
  if (own.length === 0) return base;
  const satellites = [...new Map(own.map((satellite) => [satellite.id, satellite])).values()];
  const onlyOwn = own.length === recordings.length && networkFile === undefined;
  const others = onlyOwn ? [] : base.network.sensors.filter(({ id }) => !satellites.some((s) => s.id === id));
  return {
    network: {
      ...base.network,
      ...(onlyOwn ? { name: "the recording's own satellite, priors of the bundled network" } : {}),
      sensors: [...others, ...satellites],
    },
    catalogue: onlyOwn ? [] : base.catalogue,
  };
}
