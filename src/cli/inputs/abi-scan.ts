import { type Epoch, epochToUtc, secondsBetween } from "../../astro/index.js";
import {
  type AbiHead,
  type AbiImage,
  type FireProduct,
  pixelSeconds,
  readFires,
  readRadiances,
  readRadiancesHead,
  recogniseNetcdf,
  requireHdf5,
} from "../../formats/index.js";
import {
  type Heartbeat,
  type InfraredSatellite,
  InputError,
  type IntakeRejection,
} from "../../messages/index.js";
import {
  detectionOf,
  HEAT_BAND,
  isTold,
  openScanFrontEnd,
  type Scan,
  type ScanFrontEnd,
  takeScan,
  tellKnownHeat,
} from "../../watch/index.js";
import type { RecordedScan } from "../../world/index.js";
import type { RunItem } from "./plan.js";

/** An image of one band, its pixels still in the file. */
export interface ImageFile {
  readonly name: string;
  readonly head: AbiHead;
  /** Reads it whole. */
  load(): Promise<AbiImage>;
}

/** One file of the imager, opened: an image of one band, or the agency's fire product. */
export type ImagerFile = ImageFile | { readonly name: string; readonly fires: FireProduct };

/** Bands of one scan begin within so many seconds of each other. */
const SAME_START = 5;
/** How often each kind of sector is scanned, s (mode 6; docs/physics/real-scans.md). */
const CADENCE: Readonly<Record<string, number>> = { F: 600, C: 300, M: 60 };
/** A scan with less than this share of pixels is said to be degraded. */
const WHOLE = 0.5;

/**
 * Opens one file of the imager. Pixels are read when their scan's turn comes, so that a day of scans needs no more
 * memory than two.
 *
 * @param load reads the file again, whole
 * @throws {InputError} where it is none
 */
export async function openImagerFile(
  bytes: Uint8Array,
  path: string,
  name: string,
  load: () => Promise<AbiImage>,
): Promise<ImagerFile> {
  const kind = recogniseNetcdf(bytes);
  if (kind === "abi-radiances") return { name, head: await readRadiancesHead(bytes, path), load };
  if (kind === "abi-fires") return { name, fires: await readFires(bytes, path) };
  await requireHdf5(bytes, path);
  throw new InputError(
    path,
    "is a netCDF file of no known kind",
    "a GLM L2 granule, ABI L1b radiances or the ABI fire product would do",
  );
}

/** The satellite whose imager made some files, as a network names it. */
export function imagerSatellite(files: readonly ImagerFile[]): InfraredSatellite {
  const images = files.map(headOf);
  const { platform, view } = images[0]!;
  const cadence = Math.min(...images.map(({ sector }) => CADENCE[sector[0]!] ?? 600));
  return {
    id: imagerId(platform),
    kind: "infrared",
    orbit: { geostationaryLongitudeDeg: (view.longitude * 180) / Math.PI },
    payload: {
      mode: "scanning",
      revisitSeconds: cadence,
      fieldOfRegardDeg: 9,
      view: "earth",
      band: "mwir",
      noiseEquivalentIrradiance: 1e-9,
      thresholdSignalToNoise: 6,
      falseDetectionsPerLook: 0,
      resolutionMicroradians: 56,
      randomMicroradians: 20,
      biasMicroradians: 10,
      sunExclusionDeg: 0,
    },
    dependsOn: { link: platform, power: platform },
  };
}

/** The imager and the lightning mapper of one satellite are two sensors. */
export function imagerId(platform: string): string {
  return `${platform}-ABI`;
}

/** What a file says of satellite, sector and times. */
export function headOf(file: ImagerFile): AbiHead | FireProduct {
  return "head" in file ? file.head : file.fires;
}

/**
 * Opens the bands of one recorded scan that a scenario names.
 *
 * @throws {InputError} where a file is no image, or where they are not of one scan
 */
export async function readRecordedScan(
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
): Promise<RecordedScan> {
  const images: ImageFile[] = [];
  for (const { path, bytes } of files) {
    const file = await openImagerFile(bytes, path, path, () => readRadiances(bytes, path));
    if (!("head" in file)) throw new InputError(path, "is no image", "name ABI L1b radiances");
    images.push(file);
  }
  const [first, second] = groupScans(images);
  if (second !== undefined)
    throw new InputError(second.name, "is another scan than the first file's", "name the bands of one scan");
  const { bands, start, end } = await loadScan(first!);
  return { images: bands, start, end, swaths: first!.files[0]!.head.swaths };
}

/** The files of one scan, a band each. */
export interface FilesOfScan {
  readonly files: readonly ImageFile[];
  readonly name: string;
}

/** Puts the bands of each scan together, in order of time. */
export function groupScans(images: readonly ImageFile[]): FilesOfScan[] {
  const scans: { files: ImageFile[]; name: string }[] = [];
  for (const file of images) {
    const same = scans.find(({ files: [first] }) => sameScan(first!.head, file.head));
    const twin = same?.files.find(({ head }) => head.band === file.head.band);
    if (same === undefined) scans.push({ files: [file], name: scanName(file) });
    else if (twin !== undefined)
      throw new InputError(
        file.name,
        `is band ${file.head.band} of a scan that is already there as ${twin.name}`,
        "name each band once",
      );
    else same.files.push(file);
  }
  return scans.sort((a, b) => secondsBetween(b.files[0]!.head.start, a.files[0]!.head.start));
}

function sameScan(a: AbiHead, b: AbiHead): boolean {
  return (
    a.platform === b.platform &&
    a.rows === b.rows &&
    a.columns === b.columns &&
    Math.abs(a.x0 - b.x0) < a.dx / 2 &&
    Math.abs(a.y0 - b.y0) < a.dx / 2 &&
    Math.abs(secondsBetween(a.start, b.start)) < SAME_START
  );
}

function scanName({ head, name }: ImageFile): string {
  const start = /_(s\d+)_/.exec(name)?.[1] ?? epochToUtc(head.start);
  return `${head.platform}-${head.sector}-${start}`;
}

/** What the front end can use of each kind of band: so many, in this order. The rest is not read. */
const USED_BANDS: readonly (readonly [most: number, bands: readonly number[]])[] = [
  [1, [7]],
  [1, [13, 14, 15]],
  [2, [6, 5, 3, 2]],
  [3, [8, 4, 10, 9]],
];

/** Reads the bands of one scan that the front end can use. */
export async function loadScan({
  files,
}: FilesOfScan): Promise<Scan & { readonly bands: readonly AbiImage[] }> {
  const images: AbiImage[] = [];
  for (const [most, bands] of USED_BANDS) {
    const named = bands.flatMap((b) => files.find(({ head }) => head.band === b) ?? []);
    for (const file of named.slice(0, most)) images.push(await file.load());
  }
  const first = files[0]!.head;
  const { rows, columns, x0, dx, y0, dy, view } = first;
  const end = files.reduce(
    (last, { head }) => (secondsBetween(last, head.end) > 0 ? head.end : last),
    first.end,
  );
  return {
    grid: { rows, columns, x0, dx, y0, dy, view },
    start: first.start,
    end,
    bands: images,
    secondsOf: (row, column) => pixelSeconds(first, row, column),
  };
}

/**
 * What the scans of one imager give the watch: hot spots as detections, a heartbeat at the end of each scan, and by
 * reason what was refused. The agency's fires are known from when their file was made.
 */
export async function* scanItems(files: readonly ImagerFile[]): AsyncGenerator<RunItem> {
  const images = files.flatMap((f) => ("head" in f ? [f] : []));
  const products = files.flatMap((f) => ("fires" in f ? [f.fires] : []));
  const sensor = imagerId(headOf(files[0]!).platform);
  const frontEnd = openScanFrontEnd();
  const told = new Set<FireProduct>();
  for (const [look, scanFiles] of groupScans(images).entries()) {
    const { start } = scanFiles.files[0]!.head;
    for (const product of products) {
      const known = product.created ?? product.end;
      if (told.has(product) || secondsBetween(known, start) < 0) continue;
      told.add(product);
      tellKnownHeat(frontEnd, { grid: product }, product.fires, product.end);
    }
    yield* await lookAtScan(frontEnd, scanFiles, sensor, look);
  }
}

/** Reads one scan, looks at it and lets go of it. @returns what it gives the watch */
async function lookAtScan(
  frontEnd: ScanFrontEnd,
  scanFiles: FilesOfScan,
  sensor: string,
  look: number,
): Promise<RunItem[]> {
  const { name, files } = scanFiles;
  if (!files.some(({ head }) => head.band === HEAT_BAND))
    return [refusal(name, "a scan without the band at 3.9 µm: nothing is looked for in it", 1)];
  const scan = await loadScan(scanFiles);
  const { spots, refused, looked } = takeScan(frontEnd, scan)!;
  const held = new Map<string, number>();
  for (const { kind, reason } of spots) if (kind === "held") held.set(reason, (held.get(reason) ?? 0) + 1);
  const seen = spots.filter(isTold).sort((a, b) => a.seconds - b.seconds);
  const whole = looked > WHOLE * scan.grid.rows * scan.grid.columns;
  return [
    ...[...refused].map(([reason, count]) => refusal(name, `bright pixel: ${reason}`, count)),
    ...[...held].map(([reason, count]) => refusal(name, `hot spot held back: ${reason}`, count)),
    ...seen.map((spot) => ({
      measurement: detectionOf(spot, scan, { sensor, name, look, origin: "replay" }),
    })),
    { measurement: heartbeat(sensor, scan.end, look, whole ? "operating" : "degraded") },
  ];
}

function refusal(where: string, reason: string, count: number): RunItem {
  const rejection: IntakeRejection = { type: "intake-rejection", where, reason, count };
  return { rejection };
}

function heartbeat(sensor: string, end: Epoch, sequence: number, state: Heartbeat["state"]): Heartbeat {
  return { type: "heartbeat", sensor, origin: "replay", time: epochToUtc(end), sequence, state };
}
