import type { Epoch, Geodetic } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { readLines } from "../lines/read-lines.js";
import type { RejectedRecord } from "../record-error.js";
import { instantOf, numberIn } from "./values.js";

/** A fireball that satellites of the United States saw, as the list of CNEOS gives it. */
export interface CataloguedFireball {
  /** Of its peak brightness. */
  readonly time: Epoch;
  /** Where it was brightest; the height is often not given, and then 0 stands here. */
  readonly place: Geodetic;
  readonly heightKnown: boolean;
  /** Before the air braked it, m/s. */
  readonly speed?: number;
  /** Earth-fixed axes, m/s. */
  readonly velocityEcef?: readonly [number, number, number];
  /** Radiated in all, J. */
  readonly radiatedEnergy?: number;
}

/** The list of CNEOS. */
export interface FireballCatalogue {
  readonly fireballs: readonly CataloguedFireball[];
  readonly rejected: readonly RejectedRecord[];
}

const DEGREE = Math.PI / 180;
const MOST = 1_000_000;

/**
 * Reads the list of fireballs of CNEOS as its page hands it out: comma-separated, cells in quotes.
 *
 * @param chunks the file's bytes
 * @param file its name, for errors
 * @throws {InputError} where columns are missing or no record can be used
 */
export async function readFireballCatalogue(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): Promise<FireballCatalogue> {
  const fireballs: CataloguedFireball[] = [];
  const rejected: RejectedRecord[] = [];
  let read: ((cells: readonly string[]) => CataloguedFireball | string) | null = null;
  for await (const raw of readLines(chunks)) {
    const text = raw.tooLong ? "" : raw.text.replace(/^\uFEFF/, "").trim();
    if (text === "" || text.startsWith("#")) continue;
    const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((m) =>
      m[1]!
        .trim()
        .replace(/^"(.*)"$/, "$1")
        .trim(),
    );
    if (read === null) {
      read = rowReader(cells, `${file}:${raw.line}`);
      continue;
    }
    const found = read(cells);
    if (typeof found === "string") rejected.push({ line: raw.line, reason: found });
    else fireballs.push(found);
    if (fireballs.length + rejected.length > MOST)
      throw new InputError(`${file}:${raw.line}`, `more than ${MOST} rows`);
  }
  if (fireballs.length === 0)
    throw new InputError(
      rejected[0] === undefined ? file : `${file}:${rejected[0].line}`,
      rejected[0]?.reason ?? "has no fireballs",
    );
  return { fireballs, rejected };
}

function rowReader(
  header: readonly string[],
  where: string,
): (cells: readonly string[]) => CataloguedFireball | string {
  const names = header.map((c) => c.toLowerCase());
  const index = (start: string): number => names.findIndex((c) => c.startsWith(start));
  const date = names.findIndex((c) => c.includes("date"));
  const [latitude, longitude, altitude] = [index("latitude"), index("longitude"), index("altitude")];
  const speedAt = index("velocity (");
  const [vx, vy, vz] = ["vx", "vy", "vz"].map((n) =>
    names.findIndex((c) => c === n || c.endsWith(` ${n}`) || c.includes(`components (km/s): ${n}`)),
  ) as [number, number, number];
  const energy = names.findIndex((c) => c.includes("radiated"));
  const missing = [date, latitude, longitude].indexOf(-1);
  if (missing >= 0)
    throw new InputError(where, `column "${["Date/Time", "Latitude", "Longitude"][missing]}" is missing`);
  return (cells) => {
    const time = instantOf(cells[date]);
    if (time === null) return "no time";
    const place = {
      latitude: degreesOf(cells[latitude], "S") * DEGREE,
      longitude: degreesOf(cells[longitude], "W") * DEGREE,
    };
    if (!(Math.abs(place.latitude) <= 90 * DEGREE && Math.abs(place.longitude) <= 360 * DEGREE))
      return "no place";
    const height = numberIn(cells[altitude]) * 1000;
    const speed = numberIn(cells[speedAt]) * 1000;
    const velocity = [vx, vy, vz].map((c) => numberIn(cells[c]) * 1000) as [number, number, number];
    const radiated = numberIn(cells[energy]);
    return {
      time,
      place: { ...place, height: Number.isFinite(height) ? height : 0 },
      heightKnown: Number.isFinite(height),
      ...(speed > 0 ? { speed } : {}),
      ...(velocity.every(Number.isFinite) ? { velocityEcef: velocity } : {}),
      ...(radiated > 0 ? { radiatedEnergy: radiated } : {}),
    };
  };
}

function degreesOf(text: string | undefined, negative: "W" | "S"): number {
  const parts = /^([+-]?[\d.]+)\s*([NSEW])?$/i.exec(text ?? "");
  if (parts === null) return Number.NaN;
  return parts[2]?.toUpperCase() === negative ? -Number(parts[1]) : Number(parts[1]);
}
