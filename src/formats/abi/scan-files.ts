import { type Epoch, epochToUtc, secondsBetween } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { requireHdf5 } from "../hdf5/hdf5.js";
import { recogniseNetcdf } from "../recognise/recognise-netcdf.js";
import type { AbiHead, AbiImage, ImageGrid } from "./image.js";
import { pixelSeconds } from "./pixel-time.js";
import { type FireProduct, readFires } from "./read-fires.js";
import { readRadiancesHead } from "./read-radiances.js";

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

/** What a file says of satellite, sector and times. */
export function imagerHead(file: ImagerFile): AbiHead | FireProduct {
  return "head" in file ? file.head : file.fires;
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

/** Whether two images are bands of one scan: of one satellite, grid and time. */
export function sameScan(a: AbiHead, b: AbiHead): boolean {
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

/** All bands of one scan, their pixels in memory, on one grid. */
export interface LoadedScan {
  readonly grid: ImageGrid;
  readonly start: Epoch;
  /** Of the last band. */
  readonly end: Epoch;
  readonly bands: readonly AbiImage[];
  /** When a pixel was scanned, s after the start. */
  secondsOf(row: number, column: number): number;
}

/**
 * Reads bands of one scan, as many of each kind as are of use.
 *
 * @param wanted kinds of band in the order in which they are wanted: so many of each, by the numbers of its bands
 */
export async function loadScan(
  { files }: FilesOfScan,
  wanted: readonly (readonly [most: number, bands: readonly number[]])[],
): Promise<LoadedScan> {
  const images: AbiImage[] = [];
  for (const [most, bands] of wanted) {
    const named = bands.flatMap((b) => files.find(({ head }) => head.band === b) ?? []);
    for (const file of named.slice(0, most)) images.push(await file.load());
  }
  const first = files[0]!.head;
  const { rows, columns, x0, dx, y0, dy, view } = first;
  return {
    grid: { rows, columns, x0, dx, y0, dy, view },
    start: first.start,
    end: scanEnd(files),
    bands: images,
    secondsOf: (row, column) => pixelSeconds(first, row, column),
  };
}

/** When the last band of a scan was done. */
export function scanEnd(files: readonly ImageFile[]): Epoch {
  return files.reduce(
    (last, { head }) => (secondsBetween(last, head.end) > 0 ? head.end : last),
    files[0]!.head.end,
  );
}
