import { type Epoch, viewPlace } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { type Hdf5File, withHdf5 } from "../hdf5/hdf5.js";
import { type GridHead, numberOf, readGridHead, requireWhole } from "./grid-file.js";

/** How a pixel of the fire product came to its mask code (10 to 15; 30 to 35 where earlier scans agree). */
export type FireKind = "good" | "saturated" | "cloud-contaminated" | "high" | "medium" | "low";

const KINDS: readonly FireKind[] = ["good", "saturated", "cloud-contaminated", "high", "medium", "low"];

/** Pixels that burn at once over a full disk at most: the busiest have some thousands. */
const MOST_FIRES = 100_000;

/** One burning pixel of the agency's own product. */
export interface FirePixel {
  readonly row: number;
  readonly column: number;
  /** Scan angles of its centre, rad. */
  readonly x: number;
  readonly y: number;
  /** rad */
  readonly latitude: number;
  readonly longitude: number;
  /** Mask code. */
  readonly code: number;
  readonly kind: FireKind;
  /** Whether a fire was found there before: the codes from 30 on. */
  readonly seenBefore: boolean;
  /** Radiative power, W; null where the product gives none. */
  readonly power: number | null;
  /** m²; null where the product gives none. */
  readonly area: number | null;
  /** K; null where the product gives none. */
  readonly temperature: number | null;
}

/** The fire product of one scan: `OR_ABI-L2-FDCC`, `FDCF`, `FDCM`. */
export interface FireProduct extends Omit<GridHead, "subLongitude"> {
  readonly created: Epoch | null;
  readonly fires: readonly FirePixel[];
  /** Number of pixels by mask code. */
  readonly codes: ReadonlyMap<number, number>;
}

/**
 * Reads the fire and hot spot product of the GOES-R Advanced Baseline Imager (L2, netCDF-4).
 *
 * @throws {InputError} where the bytes are no such file, or a damaged one
 */
export function readFires(bytes: Uint8Array, file: string): Promise<FireProduct> {
  return withHdf5(bytes, file, (hdf5) => {
    const head = readGridHead(hdf5, "Mask", file);
    const codes = new Map<number, number>();
    const fires: FirePixel[] = [];
    const quantities = {
      power: quantity(hdf5, "Power", file),
      area: quantity(hdf5, "Area", file),
      temperature: quantity(hdf5, "Temp", file),
    };
    const block = Math.max(1, Math.floor(4_000_000 / head.columns));
    for (let first = 0; first < head.rows; first += block) {
      const count = Math.min(block, head.rows - first);
      const mask = hdf5.rows("Mask", first, count)!;
      if (mask.length !== count * head.columns) throw new InputError(`${file} Mask`, "ends early");
      requireWhole(mask, 2, `${file} Mask`);
      for (let i = 0; i < mask.length; i += 1) {
        const code = mask[i]!;
        codes.set(code, (codes.get(code) ?? 0) + 1);
        if (!isFire(code)) continue;
        if (fires.length === MOST_FIRES)
          throw new InputError(`${file} Mask`, `more than ${MOST_FIRES} pixels burn`, "the file is damaged");
        const row = first + Math.floor(i / head.columns);
        fires.push(firePixel(head, row, i % head.columns, code, quantities));
      }
    }
    return { ...head, fires, codes };
  });
}

function isFire(code: number): boolean {
  return (code >= 10 && code <= 15) || (code >= 30 && code <= 35);
}

type Quantity = (row: number, column: number) => number | null;

function firePixel(
  head: GridHead,
  row: number,
  column: number,
  code: number,
  quantities: Readonly<Record<"power" | "area" | "temperature", Quantity>>,
): FirePixel {
  const x = head.x0 + column * head.dx;
  const y = head.y0 + row * head.dy;
  const place = viewPlace(head.view, { x, y });
  const megawatts = quantities.power(row, column);
  return {
    row,
    column,
    x,
    y,
    latitude: place?.latitude ?? Number.NaN,
    longitude: place?.longitude ?? Number.NaN,
    code,
    kind: KINDS[code % 10]!,
    seenBefore: code >= 30,
    power: megawatts === null ? null : megawatts * 1e6,
    area: quantities.area(row, column),
    temperature: quantities.temperature(row, column),
  };
}

/** Values of a packed variable, row by row as they are asked for: fires are few. */
function quantity(hdf5: Hdf5File, variable: string, file: string): Quantity {
  if (hdf5.shape(variable) === null) return () => null;
  const fill = numberOf(hdf5, variable, "_FillValue", file);
  const packed = hdf5.attribute(variable, "scale_factor") !== null;
  const scale = packed ? numberOf(hdf5, variable, "scale_factor", file) : 1;
  const offset = packed ? numberOf(hdf5, variable, "add_offset", file) : 0;
  let last: { readonly row: number; readonly values: ArrayLike<number> } | null = null;
  return (row, column) => {
    if (last?.row !== row) last = { row, values: hdf5.rows(variable, row, 1)! };
    const value = last.values[column]!;
    if (value === fill || !Number.isFinite(value)) return null;
    return (packed ? value & 0xffff : value) * scale + offset;
  };
}
