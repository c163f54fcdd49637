import { tmpdir } from "node:os";
import { join } from "node:path";
import { threadId } from "node:worker_threads";

/** What of a synthetic lightning granule a test may want otherwise. */
export interface GranuleOptions {
  readonly start?: string;
  readonly end?: string;
  /** Packed offsets of the events' times. */
  readonly offsets?: readonly number[];
  readonly timeUnits?: "milliseconds" | "seconds";
  readonly latitudes?: readonly number[];
  readonly longitudes?: readonly number[];
  readonly energies?: readonly number[];
  readonly groupOfEvent?: readonly number[];
  readonly subLongitudeDeg?: number;
  readonly leaveOut?: readonly string[];
}

let made = 0;

/** Makes a small netCDF-4 file of the form of a GLM L2 LCFA granule: two events, one group, one flash. */
export async function makeGranule(options: GranuleOptions = {}): Promise<Uint8Array> {
  const h5wasm = await import("h5wasm/node");
  const { FS } = await h5wasm.ready;
  made += 1;
  // the library writes to the real file system: test files run side by side, each in a process of its own
  const path = join(tmpdir(), `firstlight-made-${process.pid}-${threadId}-${made}.nc`);
  const file = new h5wasm.File(path, "w");
  const {
    start = "2023-01-26T19:00:00.0Z",
    end = "2023-01-26T19:00:20.0Z",
    timeUnits = "seconds",
    subLongitudeDeg = -137.2,
    leaveOut = [],
  } = options;
  const offsets = options.offsets ?? [13_107, 26_214];
  const n = offsets.length;
  const each = <T>(given: readonly T[] | undefined, value: T): T[] =>
    given ? [...given] : Array(n).fill(value);
  const write = (
    name: string,
    data: number[],
    dtype: string,
    attributes: Record<string, number | string>,
  ): void => {
    if (leaveOut.includes(name)) return;
    file.create_dataset({ name, data, dtype, shape: [data.length] });
    const dataset = file.get(name)!;
    if (!("create_attribute" in dataset)) return;
    for (const [key, value] of Object.entries(attributes)) {
      dataset.create_attribute(
        key,
        typeof value === "number" ? [value] : value,
        undefined,
        typeof value === "number" ? "<f" : undefined,
      );
    }
  };
  const signed = (values: number[]): number[] => values.map((v) => (v > 32_767 ? v - 65_536 : v));
  const since = `since ${start.slice(0, 10)} ${start.slice(11, 19)}.000`;
  const timeScale =
    timeUnits === "seconds"
      ? { scale_factor: 3.81476e-4, add_offset: -5 }
      : { scale_factor: 2, add_offset: 0 };
  write("event_time_offset", signed([...offsets]), "<h", { units: `${timeUnits} ${since}`, ...timeScale });
  const place = { scale_factor: 0.0020312799606472254, _Unsigned: "true" };
  const packed = (values: number[], offset: number): number[] =>
    signed(values.map((v) => Math.round((v - offset) / place.scale_factor)));
  write("event_lat", packed(each(options.latitudes, 10), -66.56), "<h", { ...place, add_offset: -66.56 });
  const west = subLongitudeDeg - 66.36;
  write("event_lon", packed(each(options.longitudes, subLongitudeDeg + 5), west), "<h", {
    ...place,
    add_offset: west,
  });
  write("event_energy", signed(each(options.energies, 100)), "<h", {
    scale_factor: 1.52597e-15,
    add_offset: 0,
  });
  write("event_parent_group_id", each(options.groupOfEvent, 7), "<i", {});
  write("group_id", [7], "<i", {});
  write("group_parent_flash_id", signed([40_000]), "<h", {});
  write("group_quality_flag", [0], "<h", {});
  write("flash_id", signed([40_000]), "<h", {});
  write("flash_quality_flag", [0], "<h", {});
  write("nominal_satellite_subpoint_lon", [subLongitudeDeg], "<f", {});
  write("nominal_satellite_subpoint_lat", [0], "<f", {});
  write("nominal_satellite_height", [35_786.0234], "<f", {});
  file.create_attribute("platform_ID", "G18");
  file.create_attribute("time_coverage_start", start);
  file.create_attribute("time_coverage_end", end);
  file.close();
  const bytes = Uint8Array.from(FS.readFile(path));
  FS.unlink(path);
  return bytes;
}
