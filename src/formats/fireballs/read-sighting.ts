import { dot, type Epoch, eastNorthUp, type Geodetic, gcrfToItrf, positiveAngle } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { type Ecsv, metaNumber, metaText, readEcsv } from "./ecsv.js";
import { firstBytes } from "./first-line.js";
import { readCroatianSighting } from "./read-cmn.js";
import type { FireballPoint, FireballSighting } from "./sighting.js";
import { instantOf, instantOfJulianDate, numberIn } from "./values.js";

const DEGREE = Math.PI / 180;

/**
 * Reads what one camera measured of a fireball: a table of the Desert Fireball Network, of the Global Fireball Exchange, or
 * of the Croatian Meteor Network, as its content says. Of the first only times, directions and their errors are read, and
 * not the solution that the same table carries.
 *
 * @param chunks the file's bytes
 * @param file its name, for errors
 * @throws {InputError} where the head has no place for the camera, a column is missing or no record can be used
 */
export async function readFireballSighting(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): Promise<FireballSighting> {
  const { first, all } = await firstBytes(chunks);
  if (/^\uFEFF?\s*(#|datetime|"datetime)/i.test(first)) return sightingOf(await readEcsv(all, file), file);
  return readCroatianSighting(all, file);
}

function sightingOf(table: Ecsv, file: string): FireballSighting {
  const { meta } = table;
  const site = siteOf(table, file);
  const read = pointReader(table, site, file);
  const rejected = [...table.rejected];
  const points: FireballPoint[] = [];
  let fromStars = 0;
  for (const { line, cells } of table.rows) {
    const found = read(cells);
    if (typeof found === "string") rejected.push({ line, reason: found });
    else {
      points.push(found.point);
      fromStars += found.fromStars ? 1 : 0;
    }
  }
  if (points.length === 0)
    throw new InputError(
      rejected[0] === undefined ? file : `${file}:${rejected[0].line}`,
      rejected[0]?.reason ?? "has no rows",
      "datetime in UTC, azimuth and altitude in degrees",
    );
  points.sort((a, b) => a.time.seconds - b.time.seconds || a.time.nanoseconds - b.time.nanoseconds);
  const network = metaText(meta, "origin", "network");
  const camera =
    metaText(meta, "camera_id", "dfn_camera_codename", "telescope", "camera_codename", "location") ??
    placeName(site);
  return {
    camera,
    ...(network === undefined ? {} : { network }),
    format: "ecsv",
    site,
    points,
    fromStars,
    rejected,
  };
}

/** A camera that its file doesn't name. */
export function placeName({ latitude, longitude }: Geodetic): string {
  return `${(latitude / DEGREE).toFixed(3)} ${(longitude / DEGREE).toFixed(3)}`;
}

function siteOf({ meta }: Ecsv, file: string): Geodetic {
  const latitudeDeg = metaNumber(meta, "obs_latitude", "latitude", "site_latitude");
  const longitudeDeg = metaNumber(meta, "obs_longitude", "longitude", "site_longitude");
  const height = metaNumber(meta, "obs_elevation", "elevation", "site_elevation", "obs_altitude");
  if (!(Math.abs(latitudeDeg) <= 90) || !(Math.abs(longitudeDeg) <= 360))
    throw new InputError(
      file,
      "doesn't say where the camera stands",
      "obs_latitude, obs_longitude in degrees",
    );
  return {
    latitude: latitudeDeg * DEGREE,
    longitude: (((longitudeDeg + 540) % 360) - 180) * DEGREE,
    // not known is often written as zero, and sometimes left out
    height: Math.abs(height) < 9000 ? height : 0,
  };
}

interface Read {
  readonly point: FireballPoint;
  readonly fromStars: boolean;
}

/** Finds the columns, whatever their order, and gives what reads a row: a point, or why there is none. */
function pointReader(table: Ecsv, site: Geodetic, file: string): (cells: readonly string[]) => Read | string {
  const { columns, meta } = table;
  const indexOf = (...names: readonly string[]): number => {
    for (const name of names) {
      const index = columns.findIndex((c) => c.name === name);
      if (index >= 0) return index;
    }
    return -1;
  };
  const angle = (...names: readonly string[]): ((cells: readonly string[]) => number) => {
    const index = indexOf(...names);
    const scale = /^rad/i.test(columns[index]?.unit ?? "") ? 1 : DEGREE;
    return (cells) => (index < 0 ? Number.NaN : numberIn(cells[index]) * scale);
  };
  const azimuth = angle("azimuth", "az", "azimuth_deg");
  const altitude = angle("altitude", "alt", "elevation", "el", "altitude_deg");
  const [ra, dec] = [angle("ra", "right_ascension"), angle("dec", "declination")];
  const angles =
    indexOf("azimuth", "az", "azimuth_deg") >= 0 && indexOf("altitude", "alt", "elevation", "el") >= 0;
  const timeOf = instantReader(table, indexOf);
  if (timeOf === null || (!angles && (indexOf("ra") < 0 || indexOf("dec") < 0)))
    throw new InputError(
      `${file}:${table.line}`,
      `column "${timeOf === null ? "datetime" : "azimuth"}" is missing`,
      "datetime, azimuth and altitude are needed",
    );
  const sigma = (which: string) => {
    const plus = angle(`err_plus_${which}`, `${which}_err`, `err_${which}`, `${which}_error`);
    const minus = angle(`err_minus_${which}`, `${which}_err`, `err_${which}`, `${which}_error`);
    return (cells: readonly string[]) => meanError(minus(cells), plus(cells));
  };
  const [azimuthError, altitudeError] = [sigma("azimuth"), sigma("altitude")];
  const [early, late] = [indexOf("time_err_minus"), indexOf("time_err_plus", "time_err")];
  const magnitude = indexOf(
    metaText(meta, "mag_label")?.toLowerCase() ?? "mag_data",
    "m_v",
    "mag_data",
    "magnitude",
    "mag",
  );
  return (cells) => {
    const time = timeOf(cells);
    if (time === null) return "no time";
    let [az, el] = [azimuth(cells), altitude(cells)];
    let fromStars = false;
    if (!(Number.isFinite(az) && Number.isFinite(el)) || (az === 0 && el === 0)) {
      const [alpha, delta] = [ra(cells), dec(cells)];
      if (!(Number.isFinite(alpha) && Number.isFinite(delta)) || (alpha === 0 && delta === 0))
        return "no direction";
      [az, el] = horizontal(site, alpha, delta, time);
      fromStars = true;
    }
    if (Math.abs(el) > Math.PI / 2 + 1e-9 || Math.abs(az) > 4 * Math.PI) return "no direction on the sky";
    const [azimuthSigma, elevationSigma] = [azimuthError(cells), altitudeError(cells)];
    const timeSigma = meanError(numberIn(cells[early]), numberIn(cells[late]));
    const seen = numberIn(cells[magnitude]);
    const point: FireballPoint = {
      time,
      azimuth: positiveAngle(az),
      elevation: el,
      ...(azimuthSigma > 0 && !fromStars ? { azimuthSigma } : {}),
      ...(elevationSigma > 0 && !fromStars ? { elevationSigma } : {}),
      ...(timeSigma > 0 ? { timeSigma } : {}),
      ...(Number.isFinite(seen) && seen !== 0 && Math.abs(seen) < 30 ? { magnitude: seen } : {}),
    };
    return { point, fromStars };
  };
}

/** Instants from a column of dates, else of Julian dates. */
function instantReader(
  { columns }: Ecsv,
  indexOf: (...names: readonly string[]) => number,
): ((cells: readonly string[]) => Epoch | null) | null {
  const dates = indexOf("datetime", "isodate", "time_utc", "utc", "date_time", "isot");
  const julian = indexOf("jd", "julian_date");
  if (dates < 0 && julian < 0) return null;
  // written with a space and split at spaces, a date takes two cells
  const apart = dates >= 0 && columns[dates + 1]?.name === "time";
  return (cells) => {
    const date = apart ? `${cells[dates]} ${cells[dates + 1]}` : cells[dates];
    return instantOf(date) ?? (julian < 0 ? null : instantOfJulianDate(cells[julian]));
  };
}

/** Mean of two one-sided errors of which one may be missing. */
function meanError(minus: number, plus: number): number {
  const known = [minus, plus].filter((x) => x > 0);
  return known.reduce((sum, x) => sum + x, 0) / known.length;
}

/** Azimuth and elevation of a direction among the stars (J2000), rad. Without the Earth's orientation: within 15″. */
function horizontal(
  site: Geodetic,
  ra: number,
  dec: number,
  time: Epoch,
): [azimuth: number, elevation: number] {
  const direction = gcrfToItrf(
    [Math.cos(dec) * Math.cos(ra), Math.cos(dec) * Math.sin(ra), Math.sin(dec)],
    time,
  );
  const { east, north, up } = eastNorthUp(site);
  return [
    Math.atan2(dot(direction, east), dot(direction, north)),
    Math.asin(Math.max(-1, Math.min(1, dot(direction, up)))),
  ];
}
