import type { Epoch, Geodetic } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { readLines } from "../lines/read-lines.js";
import type { RejectedRecord } from "../record-error.js";
import { instantOf, instantOfJulianDate, numberIn } from "./values.js";

/** A meteor that a network solved. */
export interface Meteor {
  /** As the network names it. */
  readonly name: string;
  readonly time: Epoch;
  readonly begin: Geodetic;
  readonly end: Geodetic;
  /** 1σ of the heights of begin and end, m. */
  readonly beginHeightSigma?: number;
  readonly endHeightSigma?: number;
  /** At the beginning, m/s over the turning Earth. */
  readonly initialSpeed: number;
  readonly initialSpeedSigma?: number;
  /** Mean over the path, m/s. */
  readonly meanSpeed?: number;
  readonly meanSpeedSigma?: number;
  /** How long it was lit, s. */
  readonly duration: number;
  /** At 100 km and overhead; brighter is less. */
  readonly peakMagnitude?: number;
  readonly peakHeight?: number;
  /** Number of cameras. */
  readonly stations?: number;
}

/** A list of solved meteors. */
export interface MeteorList {
  readonly meteors: readonly Meteor[];
  readonly rejected: readonly RejectedRecord[];
}

const DEGREE = Math.PI / 180;
/** A year of the largest network is 500,000. */
const MOST = 2_000_000;
/** Lines of names, units and dashes before the first meteor. */
const MOST_HEAD = 1000;

/** Numbers of the columns; −1 where there is none. The 1σ of a column, where there is one, stands after it. */
interface Columns {
  readonly name: number;
  readonly julian: number;
  readonly utc: number;
  readonly of: Readonly<Record<(typeof NEEDED)[number] | (typeof WELCOME)[number], number>>;
  hasSigma(column: number): boolean;
}

const NEEDED = ["latbeg", "lonbeg", "htbeg", "latend", "lonend", "htend", "vinit", "duration"] as const;
const WELCOME = ["vavg", "peak", "peak ht", "num"] as const;

/**
 * Reads trajectory summaries of the Global Meteor Network: fields between semicolons under lines of names in comments.
 *
 * @param chunks the file's bytes
 * @param file its name, for errors
 * @throws {InputError} where the names of columns are missing or no record can be used
 */
export async function readMeteors(chunks: AsyncIterable<Uint8Array>, file: string): Promise<MeteorList> {
  const meteors: Meteor[] = [];
  const rejected: RejectedRecord[] = [];
  const head: string[][] = [];
  let columns: Columns | null = null;
  for await (const raw of readLines(chunks)) {
    if (raw.tooLong) {
      rejected.push({ line: raw.line, reason: `line of ${raw.bytes} bytes` });
      continue;
    }
    const text = raw.text.replace(/^\uFEFF/, "").trim();
    if (text === "") continue;
    if (text.startsWith("#")) {
      if (columns === null && text.includes(";") && head.length < MOST_HEAD)
        head.push(
          text
            .slice(1)
            .split(";")
            .map((c) => c.trim().toLowerCase()),
        );
      continue;
    }
    columns ??= columnsOf(head, `${file}:${raw.line}`);
    const found = meteorOf(text.split(";"), columns);
    if (typeof found === "string") rejected.push({ line: raw.line, reason: found });
    else meteors.push(found);
    if (meteors.length + rejected.length > MOST)
      throw new InputError(`${file}:${raw.line}`, `more than ${MOST} lines`);
  }
  if (meteors.length === 0)
    throw new InputError(
      rejected[0] === undefined ? file : `${file}:${rejected[0].line}`,
      rejected[0]?.reason ?? "has no meteors",
    );
  return { meteors, rejected };
}

function columnsOf(head: readonly (readonly string[])[], where: string): Columns {
  const names = head.find((cells) => NEEDED.every((n) => cells.some((c) => c.startsWith(n))));
  if (names === undefined) {
    const cells = head[0] ?? [];
    const missing = NEEDED.find((n) => !cells.some((c) => c.startsWith(n))) ?? NEEDED[0];
    throw new InputError(where, `column "${missing}" is missing`, `a line of # names ${NEEDED.join(", ")}`);
  }
  const index = (name: string) => names.findIndex((c) => c === name || c.startsWith(`${name} `));
  const units = head[head.indexOf(names) + 1] ?? [];
  const below = (word: string) => units.findIndex((c) => c.includes(word));
  const [julian, utc] = [below("julian"), below("utc")];
  return {
    name: Math.max(
      0,
      names.findIndex((c) => c.includes("trajectory")),
    ),
    julian: julian >= 0 ? julian : 1,
    utc: utc >= 0 ? utc : 2,
    of: Object.fromEntries(
      [...NEEDED, ...WELCOME].map((n) => [n, n === "peak" ? names.indexOf("peak") : index(n)]),
    ) as Columns["of"],
    hasSigma: (column) => names[column + 1]?.startsWith("+/-") ?? false,
  };
}

function meteorOf(cells: readonly string[], { name, julian, utc, of, hasSigma }: Columns): Meteor | string {
  const number = (column: number) => (column < 0 ? Number.NaN : numberIn(cells[column]?.trim()));
  const sigma = (column: number) => (hasSigma(column) ? number(column + 1) : Number.NaN);
  const time = instantOf(cells[utc]) ?? instantOfJulianDate(cells[julian]);
  if (time === null) return "no time";
  const place = (latitude: number, longitude: number, height: number): Geodetic => ({
    latitude: number(latitude) * DEGREE,
    longitude: number(longitude) * DEGREE,
    height: number(height) * 1000,
  });
  const begin = place(of.latbeg, of.lonbeg, of.htbeg);
  const end = place(of.latend, of.lonend, of.htend);
  const [initialSpeed, duration] = [number(of.vinit) * 1000, number(of.duration)];
  if (![begin, end].every(isPlace)) return "no begin or end";
  if (!(initialSpeed > 0 && initialSpeed < 1e6)) return "no speed";
  if (!(duration >= 0 && duration < 1000)) return "no duration";
  const rest = {
    beginHeightSigma: sigma(of.htbeg) * 1000,
    endHeightSigma: sigma(of.htend) * 1000,
    initialSpeedSigma: sigma(of.vinit) * 1000,
    meanSpeed: number(of.vavg) * 1000,
    meanSpeedSigma: sigma(of.vavg) * 1000,
    peakMagnitude: number(of.peak),
    peakHeight: number(of["peak ht"]) * 1000,
    stations: number(of.num),
  };
  const known = Object.fromEntries(Object.entries(rest).filter(([, v]) => Number.isFinite(v)));
  return { name: cells[name]?.trim() ?? "", time, begin, end, initialSpeed, duration, ...known };
}

function isPlace({ latitude, longitude, height }: Geodetic): boolean {
  return Math.abs(latitude) <= 90 * DEGREE && Math.abs(longitude) <= 360 * DEGREE && Math.abs(height) < 1e6;
}
