import { type Geodetic, positiveAngle } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { readLines } from "../lines/read-lines.js";
import type { RejectedRecord } from "../record-error.js";
import type { FireballPoint, FireballSighting } from "./sighting.js";
import { instantOfJulianDate, numberIn } from "./values.js";

const DEGREE = Math.PI / 180;
const MOST_POINTS = 1_000_000;

/**
 * Reads a table of the Croatian Meteor Network: lines of `Key: value` with the camera's place, then a line a frame with
 * Julian date (UTC), azimuth from north and altitude in degrees and magnitude.
 *
 * @throws {InputError} where the place is missing or no record can be used
 */
export async function readCroatianSighting(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): Promise<FireballSighting> {
  const head = new Map<string, string>();
  const points: FireballPoint[] = [];
  const rejected: RejectedRecord[] = [];
  for await (const raw of readLines(chunks)) {
    const text = raw.tooLong ? "" : raw.text.replace(/^\uFEFF/, "").trim();
    if (text === "" || text.startsWith("#")) continue;
    const entry = /^([A-Za-z][\w ]*?)\s*:\s*(.*)$/.exec(text);
    if (entry !== null) {
      head.set(entry[1]!.toLowerCase(), entry[2]!);
      continue;
    }
    const point = pointOf(text.split(/[\s,;]+/));
    if (typeof point === "string") rejected.push({ line: raw.line, reason: point });
    else points.push(point);
    if (points.length + rejected.length > MOST_POINTS)
      throw new InputError(`${file}:${raw.line}`, `more than ${MOST_POINTS} lines of points`);
  }
  const site = siteOf(head, file);
  if (points.length === 0)
    throw new InputError(
      rejected[0] === undefined ? file : `${file}:${rejected[0].line}`,
      rejected[0]?.reason ?? "has no points",
      "Julian date, azimuth and altitude in degrees, magnitude",
    );
  points.sort((a, b) => a.time.seconds - b.time.seconds || a.time.nanoseconds - b.time.nanoseconds);
  return {
    camera: head.get("station_code") ?? head.get("station") ?? "camera",
    format: "cmn",
    site,
    points,
    fromStars: 0,
    rejected,
  };
}

function pointOf(cells: readonly string[]): FireballPoint | string {
  const time = instantOfJulianDate(cells[0]);
  if (time === null) return "no Julian date";
  const [azimuth, altitude, magnitude] = [numberIn(cells[1]), numberIn(cells[2]), numberIn(cells[3])];
  if (!(Math.abs(azimuth) <= 720 && Math.abs(altitude) <= 90)) return "no direction on the sky";
  return {
    time,
    azimuth: positiveAngle(azimuth * DEGREE),
    elevation: altitude * DEGREE,
    ...(Number.isFinite(magnitude) ? { magnitude } : {}),
  };
}

function siteOf(head: ReadonlyMap<string, string>, file: string): Geodetic {
  const longitudeDeg = degreesOf(head.get("long") ?? head.get("longitude") ?? head.get("lon"), "W");
  const latitudeDeg = degreesOf(head.get("lati") ?? head.get("latitude") ?? head.get("lat"), "S");
  const height = Number.parseFloat(head.get("height") ?? head.get("elevation") ?? head.get("alti") ?? "0");
  if (!(Math.abs(latitudeDeg) <= 90 && Math.abs(longitudeDeg) <= 360))
    throw new InputError(
      file,
      "doesn't say where the camera stands",
      "Long: 017.357222 E and Lati: 45.819722 N",
    );
  return {
    latitude: latitudeDeg * DEGREE,
    longitude: (((longitudeDeg + 540) % 360) - 180) * DEGREE,
    height: Number.isFinite(height) ? height : 0,
  };
}

function degreesOf(text: string | undefined, negative: "W" | "S"): number {
  const parts = /^([+-]?[\d.]+)\s*(?:deg|°)?\s*([NSEW])?/i.exec(text?.trim() ?? "");
  if (parts === null) return Number.NaN;
  return parts[2]?.toUpperCase() === negative ? -Number(parts[1]) : Number(parts[1]);
}
