import { addSeconds, type Epoch, ecefToGeodetic, type Geodetic } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { type Ecsv, metaNumber, metaText, readEcsv } from "./ecsv.js";
import type { FireballPath, FireballPathPoint } from "./sighting.js";
import { instantOf, instantOfJulianDate, numberIn } from "./values.js";

const DEGREE = Math.PI / 180;

/**
 * Reads a published path of a fireball: a table with the time of each point, and its latitude, longitude (deg) and height (m)
 * or its Earth-fixed place (m), and mostly its speed (m/s).
 *
 * @param chunks the file's bytes
 * @param file its name, for errors
 * @throws {InputError} where columns are missing or no record can be used
 */
export async function readFireballPath(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): Promise<FireballPath> {
  const table = await readEcsv(chunks, file);
  const read = pointReader(table, file);
  const rejected = [...table.rejected];
  const points: FireballPathPoint[] = [];
  for (const { line, cells } of table.rows) {
    const point = read(cells);
    if (typeof point === "string") rejected.push({ line, reason: point });
    else points.push(point);
  }
  if (points.length < 2)
    throw new InputError(
      rejected[0] === undefined ? file : `${file}:${rejected[0].line}`,
      rejected[0]?.reason ?? "has no path: at least two points are needed",
    );
  points.sort((a, b) => a.time.seconds - b.time.seconds || a.time.nanoseconds - b.time.nanoseconds);
  const method = metaText(table.meta, "triangulation_method", "triangulation_frame");
  const network = metaText(table.meta, "origin", "network");
  const initialSpeed = metaNumber(table.meta, "vel_inf_ecef");
  return {
    ...(method === undefined ? {} : { method }),
    ...(network === undefined ? {} : { network }),
    ...(initialSpeed > 0 ? { initialSpeed } : {}),
    points,
    rejected,
  };
}

function pointReader(table: Ecsv, file: string): (cells: readonly string[]) => FireballPathPoint | string {
  const { columns, meta } = table;
  const indexOf = (...names: readonly string[]): number =>
    names.map((n) => columns.findIndex((c) => c.name === n)).find((i) => i >= 0) ?? -1;
  const metres = (...names: readonly string[]): ((cells: readonly string[]) => number) => {
    const index = indexOf(...names);
    const scale = /^km/i.test(columns[index]?.unit ?? "") ? 1000 : 1;
    return (cells) => (index < 0 ? Number.NaN : numberIn(cells[index]) * scale);
  };
  const [dates, julian] = [indexOf("datetime", "isodate"), indexOf("jd", "julian_date")];
  const [latitude, longitude] = [indexOf("latitude", "lat"), indexOf("longitude", "lon")];
  const height = metres("height", "altitude_m", "elevation");
  const [x, y, z] = [metres("x_geo", "x_ecef"), metres("y_geo", "y_ecef"), metres("z_geo", "z_ecef")];
  const speedOf = metres("d_dt_geo", "speed", "velocity");
  const start = instantOf(metaText(meta, "triangulation_t0", "isodate_start_obs"));
  const since = indexOf("t_rel", "time");
  if (dates < 0 && julian < 0 && (since < 0 || start === null))
    throw new InputError(`${file}:${table.line}`, 'column "datetime" is missing');
  if ((latitude < 0 || longitude < 0 || indexOf("height") < 0) && indexOf("x_geo", "x_ecef") < 0)
    throw new InputError(`${file}:${table.line}`, 'column "latitude", "longitude" or "height" is missing');
  const timeOf = (cells: readonly string[]): Epoch | null => {
    const seconds = numberIn(cells[since]);
    const relative = start === null || !(Math.abs(seconds) < 1e5) ? null : addSeconds(start, seconds);
    return instantOf(cells[dates]) ?? relative ?? instantOfJulianDate(cells[julian]);
  };
  return (cells) => {
    const time = timeOf(cells);
    if (time === null) return "no time";
    const degrees: Geodetic = {
      latitude: numberIn(cells[latitude]) * DEGREE,
      longitude: numberIn(cells[longitude]) * DEGREE,
      height: height(cells),
    };
    const earthFixed = [x(cells), y(cells), z(cells)] as const;
    const place = isPlace(degrees)
      ? degrees
      : earthFixed.every(Number.isFinite) && Math.hypot(...earthFixed) > 6.3e6
        ? ecefToGeodetic(earthFixed)
        : null;
    if (place === null || !(Math.abs(place.height) < 1e6)) return "no place";
    const speed = speedOf(cells);
    return { time, place, ...(speed > 0 ? { speed } : {}) };
  };
}

function isPlace({ latitude, longitude, height }: Geodetic): boolean {
  return Math.abs(latitude) <= 90 * DEGREE && Math.abs(longitude) <= 360 * DEGREE && Number.isFinite(height);
}
