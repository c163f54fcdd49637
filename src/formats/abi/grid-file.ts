import { type Epoch, epochFromUtc, epochFromUtcOrNull, secondsBetween } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import type { Hdf5File, NumericArray } from "../hdf5/hdf5.js";
import type { ImageGrid, ScanTimes } from "./image.js";

const DEGREE = Math.PI / 180;
/** Pixels of the largest image: 0.5 km over the full disk. */
const LARGEST_SIDE = 21_696;
/** Steps of the two axes differ by no more than this share. */
const SQUARE = 0.01;
/** `time_bounds` count from here, days of 86,400 s: their epoch is UTC without leap seconds (held against the names). */
const TIME_ORIGIN = Date.UTC(2000, 0, 1, 12);
/** Longest scan that is believed, s: the full disk takes 5 to 15 minutes. */
const LONGEST_SCAN = 1000;
/** Swaths of a full disk, of CONUS and of a mesoscale box (Kalluri and others 2018, Remote Sensing 10, 177). */
const SWATHS: Readonly<Record<string, number>> = { F: 22, C: 6, M: 2 };

/** What every product on the fixed grid says of itself. */
export interface GridHead extends ImageGrid, ScanTimes {
  readonly platform: string;
  readonly sector: string;
  readonly subLongitude: number;
  readonly created: Epoch | null;
}

/**
 * Reads grid, projection, satellite and times of a product on the fixed grid.
 *
 * @param variable whose shape is the image's
 * @throws {InputError} where one of them is missing or can't be meant
 */
export function readGridHead(hdf5: Hdf5File, variable: string, file: string): GridHead {
  const shape = hdf5.shape(variable);
  if (shape === null) throw new InputError(file, `has no variable ${variable}`, "an ABI product is expected");
  const [rows = 0, columns = 0] = shape;
  if (shape.length !== 2 || !(rows > 1 && columns > 1) || rows > LARGEST_SIDE || columns > LARGEST_SIDE)
    throw new InputError(`${file} ${variable}`, `has the shape ${shape.join(" × ")}`, "an image is expected");
  const x = axis(hdf5, "x", columns, file);
  const y = axis(hdf5, "y", rows, file);
  if (Math.abs(y.step + x.step) > SQUARE * x.step)
    throw new InputError(`${file} y`, "has another step than x", "pixels are square");
  const view = projection(hdf5, file);
  const { start, end } = scanTimes(hdf5, file);
  const sector = sectorOf(hdf5);
  const place = hdf5.numbers("nominal_satellite_subpoint_lon")?.[0] ?? Number.NaN;
  return {
    rows,
    columns,
    x0: x.first,
    dx: x.step,
    y0: y.first,
    dy: y.step,
    view,
    start,
    end,
    swaths: SWATHS[sector[0]!] ?? 1,
    platform: platformOf(hdf5, file),
    sector,
    subLongitude: Math.abs(place) <= 360 ? place * DEGREE : view.longitude,
    created: epochAttribute(hdf5, "date_created"),
  };
}

/** An attribute that must be a finite number. */
export function numberOf(hdf5: Hdf5File, variable: string, name: string, file: string): number {
  const value = hdf5.attribute(variable, name);
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new InputError(
    `${file} ${variable}`,
    `has no number ${name}`,
    "the file is damaged or of another kind",
  );
}

/** Counts, flags and codes are whole numbers of so many bytes, with or without a sign. */
export function requireWhole(values: NumericArray, bytes: 1 | 2, where: string): void {
  const whole = !(values instanceof Float32Array || values instanceof Float64Array);
  if (!whole || values.BYTES_PER_ELEMENT !== bytes)
    throw new InputError(where, "holds numbers of another kind", `whole ones of ${8 * bytes} bits`);
}

/** A packed axis is regular: value = index · step + first. */
function axis(
  hdf5: Hdf5File,
  name: "x" | "y",
  length: number,
  file: string,
): { first: number; step: number } {
  const packed = hdf5.numbers(name);
  if (packed === null || packed.length !== length)
    throw new InputError(`${file} ${name}`, `has ${packed?.length ?? 0} values for ${length} pixels`);
  const scale = numberOf(hdf5, name, "scale_factor", file);
  const offset = numberOf(hdf5, name, "add_offset", file);
  const stride = packed[1]! - packed[0]!;
  for (let i = 1; i < length; i += 1)
    if (packed[i]! - packed[i - 1]! !== stride)
      throw new InputError(`${file} ${name}`, "is not evenly spaced", "the file is damaged");
  const first = packed[0]! * scale + offset;
  const step = stride * scale;
  const last = first + step * (length - 1);
  if (step === 0 || Math.abs(first) > 0.2 || Math.abs(last) > 0.2)
    throw new InputError(`${file} ${name}`, "holds no scan angles of a geostationary satellite");
  if (step > 0 !== (name === "x"))
    throw new InputError(
      `${file} ${name}`,
      "runs the wrong way",
      "columns to the east and rows to the south",
    );
  return { first, step };
}

function projection(hdf5: Hdf5File, file: string): ImageGrid["view"] {
  const name = "goes_imager_projection";
  if (hdf5.shape(name) === null)
    throw new InputError(file, `has no variable ${name}`, "an ABI product on the fixed grid is expected");
  const sweep = hdf5.attribute(name, "sweep_angle_axis");
  if (sweep !== "x")
    throw new InputError(`${file} ${name}`, `sweeps about ${String(sweep)}`, "GOES-R sweeps about x");
  const view = {
    longitude: numberOf(hdf5, name, "longitude_of_projection_origin", file) * DEGREE,
    equatorial: numberOf(hdf5, name, "semi_major_axis", file),
    polar: numberOf(hdf5, name, "semi_minor_axis", file),
    radius:
      numberOf(hdf5, name, "perspective_point_height", file) + numberOf(hdf5, name, "semi_major_axis", file),
  };
  const { equatorial, polar, radius } = view;
  const earthly = Math.abs(equatorial / 6.378e6 - 1) < 0.01 && Math.abs(polar / equatorial - 0.9966) < 0.002;
  if (!earthly || !(radius > 4e7 && radius < 4.5e7) || Math.abs(view.longitude) > 2 * Math.PI)
    throw new InputError(`${file} ${name}`, "is not that of a geostationary satellite of the Earth");
  return view;
}

/** Start and end: by `time_bounds` to the microsecond, held against the attributes' tenths. */
function scanTimes(hdf5: Hdf5File, file: string): { start: Epoch; end: Epoch } {
  const said = [epochAttribute(hdf5, "time_coverage_start"), epochAttribute(hdf5, "time_coverage_end")];
  const bounds = hdf5.numbers("time_bounds");
  const [start, end] = [0, 1].map((i) => {
    const seconds = bounds?.[i];
    const whole = said[i] ?? null;
    if (seconds !== undefined && seconds > 0 && seconds < 3.2e9) {
      const exact = epochFromUtc(new Date(TIME_ORIGIN + seconds * 1000).toISOString());
      if (whole === null || Math.abs(secondsBetween(whole, exact)) < 1) return exact;
      throw new InputError(`${file} time_bounds`, "differs from time_coverage by a second or more");
    }
    if (whole === null) throw new InputError(file, "does not say when it was scanned");
    return whole;
  }) as [Epoch, Epoch];
  const duration = secondsBetween(start, end);
  if (!(duration > 0 && duration < LONGEST_SCAN))
    throw new InputError(
      `${file} time_bounds`,
      `a scan of ${duration} s`,
      "a full disk takes 5 to 15 minutes",
    );
  return { start, end };
}

function epochAttribute(hdf5: Hdf5File, name: string): Epoch | null {
  const value = hdf5.attribute("/", name);
  return typeof value === "string" ? epochFromUtcOrNull(value) : null;
}

/** `scene_id` doesn't tell the two mesoscale boxes apart; the name under which the file was made does. */
function sectorOf(hdf5: Hdf5File): string {
  const named = /ABI-L\w+-\w+?(F|C|M[12])-M\d/.exec(String(hdf5.attribute("/", "dataset_name") ?? ""))?.[1];
  if (named !== undefined) return named;
  const scene = String(hdf5.attribute("/", "scene_id") ?? "");
  if (/meso/i.test(scene)) return "M1";
  return /full/i.test(scene) ? "F" : "C";
}

function platformOf(hdf5: Hdf5File, file: string): string {
  const platform = hdf5.attribute("/", "platform_ID");
  if (typeof platform === "string" && /^[A-Za-z0-9-]{1,20}$/.test(platform)) return platform;
  throw new InputError(file, "does not say which satellite it is of", "an attribute platform_ID is expected");
}
