import { tmpdir } from "node:os";
import { join } from "node:path";
import { threadId } from "node:worker_threads";

/** What of a synthetic file of radiances a test may want otherwise. */
export interface MadeImage {
  readonly band?: number;
  /** By rows, packed. */
  readonly counts?: readonly number[];
  readonly quality?: readonly number[];
  readonly rows?: number;
  readonly columns?: number;
  /** rad */
  readonly pixel?: number;
  /** Scan angles of the image's north-west corner, rad. */
  readonly west?: number;
  readonly north?: number;
  readonly start?: string;
  readonly end?: string;
  readonly sweep?: string;
  readonly bits?: number;
  readonly leaveOut?: readonly string[];
  /** Other names for variables. */
  readonly rename?: Readonly<Record<string, string>>;
  /** Values that a variable holds in place of its own, as many. */
  readonly values?: Readonly<Record<string, Values>>;
  /** Attributes of variables in place of their own. */
  readonly attributes?: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
}

type Values = Int16Array | Int8Array | Int32Array | Float32Array | Float64Array;

const TIME_ORIGIN = Date.UTC(2000, 0, 1, 12);
let made = 0;

/** Makes a small netCDF-4 file of the form of ABI L1b radiances: 8 × 8 pixels of 2 km at 3.9 µm over the Gulf. */
export async function makeImage(options: MadeImage = {}): Promise<Uint8Array> {
  const h5wasm = await import("h5wasm/node");
  const { FS } = await h5wasm.ready;
  made += 1;
  const path = join(tmpdir(), `firstlight-image-${process.pid}-${threadId}-${made}.nc`);
  const file = new h5wasm.File(path, "w");
  const {
    band = 7,
    rows = 8,
    columns = 8,
    pixel = 56e-6,
    west = -0.02,
    north = 0.09,
    leaveOut = [],
  } = options;
  const {
    start = "2024-05-01T06:00:20.5Z",
    end = "2024-05-01T06:00:27.1Z",
    sweep = "x",
    bits = 14,
  } = options;
  const fill = 2 ** bits - 1;
  const n = rows * columns;
  const put = (
    name: string,
    data: Values,
    shape: number[],
    own: Record<string, number | string> = {},
  ): void => {
    if (leaveOut.includes(name)) return;
    const called = options.rename?.[name] ?? name;
    file.create_dataset({ name: called, data: options.values?.[name] ?? data, shape });
    const attributes = { ...own, ...options.attributes?.[name] };
    const dataset = file.get(called)!;
    if (!("create_attribute" in dataset)) return;
    for (const [key, value] of Object.entries(attributes)) {
      if (leaveOut.includes(key)) continue;
      const number = typeof value === "number";
      dataset.create_attribute(key, number ? [value] : value, undefined, number ? "<d" : undefined);
    }
  };
  const packing = { scale_factor: 0.0015643510269001126, add_offset: -0.03759999945759773 };
  put("Rad", Int16Array.from(options.counts ?? Array<number>(n).fill(500)), [rows, columns], {
    ...packing,
    _FillValue: fill,
    sensor_band_bit_depth: bits,
    _Unsigned: "true",
  });
  put("DQF", Int8Array.from(options.quality ?? Array<number>(n).fill(0)), [rows, columns]);
  const index = (length: number) => Int16Array.from({ length }, (_, i) => i);
  put("x", index(columns), [columns], { scale_factor: pixel, add_offset: west + pixel / 2 });
  put("y", index(rows), [rows], { scale_factor: -pixel, add_offset: north - pixel / 2 });
  put("goes_imager_projection", Float32Array.of(0), [1], {
    perspective_point_height: 35_786_023,
    semi_major_axis: 6_378_137,
    semi_minor_axis: 6_356_752.31414,
    longitude_of_projection_origin: -75,
    sweep_angle_axis: sweep,
  });
  const seconds = (utc: string) => (Date.parse(utc) - TIME_ORIGIN) / 1000;
  put("time_bounds", Float64Array.of(seconds(start), seconds(end)), [2]);
  put("band_id", Int8Array.of(band), [1]);
  put("band_wavelength", Float32Array.of(3.89), [1]);
  put("nominal_satellite_subpoint_lon", Float32Array.of(-75.2), [1]);
  const thermal = band >= 7;
  put("planck_fk1", Float32Array.of(thermal ? 202_263 : -999), [1]);
  put("planck_fk2", Float32Array.of(thermal ? 3698.19 : -999), [1]);
  put("planck_bc1", Float32Array.of(thermal ? 0.43361 : -999), [1]);
  put("planck_bc2", Float32Array.of(thermal ? 0.99939 : -999), [1]);
  put("kappa0", Float32Array.of(thermal ? -999 : 0.0128), [1]);
  const said: Record<string, string> = {
    platform_ID: "G16",
    scene_id: "Mesoscale",
    dataset_name: `OR_ABI-L1b-RadM2-M6C${String(band).padStart(2, "0")}_G16_s20241220600205_e_c.nc`,
    time_coverage_start: start,
    time_coverage_end: end,
    date_created: "2024-05-01T06:00:31.0Z",
  };
  for (const [key, value] of Object.entries(said))
    if (!leaveOut.includes(key)) file.create_attribute(key, value);
  file.close();
  const bytes = Uint8Array.from(FS.readFile(path));
  FS.unlink(path);
  return bytes;
}
