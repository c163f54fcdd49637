import { InputError } from "../../messages/index.js";
import { type Hdf5File, withHdf5 } from "../hdf5/hdf5.js";
import { type GridHead, numberOf, readGridHead, requireWhole } from "./grid-file.js";
import { type AbiHead, type AbiImage, NO_COUNT, QUALITY } from "./image.js";

/** Rows are read in blocks of about so many values, a multiple of the file's own chunks where that is possible. */
const BLOCK_VALUES = 4_000_000;
const CHUNK_ROWS = 250;
/** Pixels of the infrared bands, rad: finer bands are averaged onto them. */
const COARSE_PIXEL = 56e-6;
/** Pixels of a band on the side of one of those. */
const FINER = [1, 2, 4];
const LARGEST_MISFIT = 0.01;
/** No band's radiances reach this, in either unit. */
const LARGEST_RADIANCE = 1e4;

/**
 * Reads one band of radiances of the GOES-R Advanced Baseline Imager (L1b, netCDF-4): any satellite, sector and band.
 *
 * Counts stay counts: an image takes 3 bytes a pixel, 88 MB for a full disk of 2 km. Bands of finer pixels are
 * averaged onto 2 km while they are read (the sum of good pixels' counts, so that nothing is rounded where all are
 * good), unless they are wanted as they are.
 *
 * @param options `native`: keeps the band's own pixels
 * @throws {InputError} where the bytes are no such file, or a damaged one
 */
export function readRadiances(
  bytes: Uint8Array,
  file: string,
  options: { readonly native?: boolean } = {},
): Promise<AbiImage> {
  return withHdf5(bytes, file, (hdf5) => {
    const { head, whole, packing, merge } = readHead(hdf5, file, options.native === true);
    return { ...head, ...readPixels(hdf5, whole, packing, merge, file) };
  });
}

/** Reads what such a file says of itself, without its pixels. @throws {InputError} as `readRadiances` */
export function readRadiancesHead(bytes: Uint8Array, file: string): Promise<AbiHead> {
  return withHdf5(bytes, file, (hdf5) => readHead(hdf5, file, false).head);
}

function readHead(
  hdf5: Hdf5File,
  file: string,
  native: boolean,
): { head: AbiHead; whole: GridHead; packing: Packing; merge: number } {
  const head = readGridHead(hdf5, "Rad", file);
  const qualityShape = hdf5.shape("DQF");
  if (qualityShape?.[0] !== head.rows || qualityShape[1] !== head.columns)
    throw new InputError(`${file} DQF`, "is missing or differs in shape from Rad", "the file is damaged");
  const band = hdf5.numbers("band_id")?.[0] ?? Number.NaN;
  if (!(Number.isInteger(band) && band >= 1 && band <= 16))
    throw new InputError(`${file} band_id`, "names no band of the imager", "1 to 16");
  const bits = hdf5.attribute("Rad", "sensor_band_bit_depth");
  const largest = 2 ** (typeof bits === "number" && bits >= 8 && bits <= 14 ? bits : 14) - 2;
  const packing = packingOf(hdf5, largest, file);
  const finer = finerBy(head, file);
  const merge = native ? 1 : finer;
  const image: AbiHead = {
    ...coarser(head, merge),
    band,
    wavelength: hdf5.numbers("band_wavelength")?.[0] ?? Number.NaN,
    scale: packing.scale / merge ** 2,
    offset: packing.offset,
    largestCount: packing.largest * merge ** 2,
    planck: band >= 7 ? planckOf(hdf5, file) : null,
    kappa0: band <= 6 ? positive(hdf5, "kappa0", file) : null,
  };
  return { head: image, whole: head, packing, merge };
}

function packingOf(hdf5: Hdf5File, largest: number, file: string): Packing {
  const scale = numberOf(hdf5, "Rad", "scale_factor", file);
  const offset = numberOf(hdf5, "Rad", "add_offset", file);
  const brightest = scale * largest + offset;
  if (!(scale > 0 && Math.abs(offset) < LARGEST_RADIANCE && brightest > 0 && brightest < LARGEST_RADIANCE))
    throw new InputError(`${file} Rad`, `is packed by ${scale} and ${offset}`, "the file is damaged");
  return { scale, offset, fill: numberOf(hdf5, "Rad", "_FillValue", file) & 0xffff, largest };
}

/** How many of an image's pixels lie on the side of one of the infrared bands. */
function finerBy({ dx }: GridHead, file: string): number {
  const finer = FINER.find((n) => Math.abs(COARSE_PIXEL / dx - n) < LARGEST_MISFIT * n);
  if (finer !== undefined) return finer;
  const microradians = (dx * 1e6).toPrecision(3);
  throw new InputError(`${file} x`, `has pixels of ${microradians} µrad`, "14, 28 or 56 are the imager's");
}

/** The grid of blocks of `merge` × `merge` pixels. */
function coarser(head: GridHead, merge: number): GridHead {
  const middle = (merge - 1) / 2;
  return {
    ...head,
    rows: Math.floor(head.rows / merge),
    columns: Math.floor(head.columns / merge),
    x0: head.x0 + middle * head.dx,
    y0: head.y0 + middle * head.dy,
    dx: head.dx * merge,
    dy: head.dy * merge,
  };
}

/** How counts stand in a file: radiance = count · scale + offset. */
interface Packing {
  readonly scale: number;
  readonly offset: number;
  readonly fill: number;
  readonly largest: number;
}

function readPixels(
  hdf5: Hdf5File,
  head: GridHead,
  packing: Packing,
  merge: number,
  file: string,
): { counts: Uint16Array; quality: Uint8Array } {
  const rows = Math.floor(head.rows / merge);
  const columns = Math.floor(head.columns / merge);
  const counts = new Uint16Array(rows * columns).fill(NO_COUNT);
  const quality = new Uint8Array(rows * columns).fill(QUALITY.noValue);
  const most = Math.max(merge, Math.floor(BLOCK_VALUES / head.columns));
  const unit = most >= CHUNK_ROWS * merge ? CHUNK_ROWS * merge : merge;
  const step = Math.floor(most / unit) * unit;
  for (let first = 0; first < rows * merge; first += step) {
    const count = Math.min(step, rows * merge - first);
    const raw = hdf5.rows("Rad", first, count)!;
    const flags = hdf5.rows("DQF", first, count)!;
    if (raw.length !== count * head.columns || flags.length !== raw.length)
      throw new InputError(`${file} Rad`, "ends early", "fetch it anew, whole");
    requireWhole(raw, 2, `${file} Rad`);
    requireWhole(flags, 1, `${file} DQF`);
    const at = (first / merge) * columns;
    if (merge === 1) takeRows(raw, flags, packing, counts.subarray(at), quality.subarray(at));
    else {
      const block = { raw, flags, count, width: head.columns, merge };
      mergeRows(block, packing, counts.subarray(at), quality.subarray(at));
    }
  }
  return { counts, quality };
}

function takeRows(
  raw: ArrayLike<number>,
  flags: ArrayLike<number>,
  { fill, largest }: Packing,
  counts: Uint16Array,
  quality: Uint8Array,
): void {
  for (let i = 0; i < raw.length; i += 1) {
    const count = raw[i]! & 0xffff;
    const flag = flags[i]! & 0xff;
    if (count === fill || count > largest || flag > QUALITY.warmFocalPlane) continue;
    counts[i] = count;
    quality[i] = flag;
  }
}

/** Sums of squares of pixels; where some are missing, the sum of the others is stretched. The worst flag stands. */
function mergeRows(
  block: { raw: ArrayLike<number>; flags: ArrayLike<number>; count: number; width: number; merge: number },
  { fill, largest }: Packing,
  counts: Uint16Array,
  quality: Uint8Array,
): void {
  const { raw, flags, count, width, merge } = block;
  const columns = Math.floor(width / merge);
  for (let r = 0; r < count / merge; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      let sum = 0;
      let good = 0;
      let worst = 0;
      for (let i = 0; i < merge * merge; i += 1) {
        const at = (r * merge + Math.floor(i / merge)) * width + c * merge + (i % merge);
        const value = raw[at]! & 0xffff;
        const flag = flags[at]! & 0xff;
        if (value === fill || value > largest || flag > QUALITY.warmFocalPlane) continue;
        sum += value;
        good += 1;
        if (flag > worst) worst = flag;
      }
      if (good === 0) continue;
      counts[r * columns + c] = good === merge * merge ? sum : Math.round((sum * merge * merge) / good);
      quality[r * columns + c] = worst;
    }
  }
}

/** Coefficients of Planck's function; the two that correct for a band's width are small and near 1. */
function planckOf(hdf5: Hdf5File, file: string): NonNullable<AbiImage["planck"]> {
  const [bc1, bc2] = [hdf5.numbers("planck_bc1")?.[0] ?? 0, positive(hdf5, "planck_bc2", file)];
  if (!(Math.abs(bc1) < 10 && Math.abs(bc2 - 1) < 0.1))
    throw new InputError(`${file} planck_bc1`, `with planck_bc2: ${bc1} and ${bc2}`, "the file is damaged");
  return { fk1: positive(hdf5, "planck_fk1", file), fk2: positive(hdf5, "planck_fk2", file), bc1, bc2 };
}

function positive(hdf5: Hdf5File, variable: string, file: string): number {
  const value = hdf5.numbers(variable)?.[0] ?? Number.NaN;
  if (value > 0 && value < 1e9) return value;
  throw new InputError(`${file} ${variable}`, "is missing or no positive number", "the file is damaged");
}
