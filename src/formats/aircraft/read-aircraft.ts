import { type Epoch, epochFromUtc } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { isObject } from "../json/parse-json.js";
import { readLines } from "../lines/read-lines.js";
import { RecordError, type RejectedRecord } from "../record-error.js";
import {
  type AircraftRecording,
  addState,
  emptyFlight,
  finishFlight,
  type GrowingFlight,
} from "./aircraft-states.js";
import { COLUMNS, type FieldOf, rawState } from "./raw-state.js";
import { recordTexts } from "./record-texts.js";

/** Columns without which a table holds no aircraft. */
const NEEDED = [COLUMNS.time[0], COLUMNS.latitude[0], COLUMNS.longitude[0]];

/**
 * Whether a text begins as states of aircraft: JSON records or a table with their columns. A record may lack a key, so that
 * all of the head is looked at.
 */
export function looksLikeAircraft(head: string): boolean {
  const text = head.trimStart();
  if (text.startsWith("[") || text.startsWith("{")) {
    if (!/^\[?\s*\{/.test(text)) return false;
    return [COLUMNS.aircraft[0], ...NEEDED].every((name) => new RegExp(`"${name}"\\s*:`, "i").test(text));
  }
  const header = text.split("\n", 1)[0]!;
  const columns = headerOf(header, separatorOf(header));
  return [COLUMNS.aircraft[0], ...NEEDED].every((name) => columns.includes(name));
}

/**
 * Reads states of aircraft as receivers of their own broadcasts record them (ADS-B), in the columns of the `traffic` library:
 * JSON records (one array, or one a line) or comma-separated values. timestamp in s, ms, µs or ns since 1970 or ISO 8601 (UTC);
 * latitude, longitude, track in degrees; altitude in feet; groundspeed in knots; vertical_rate in feet a minute.
 *
 * A record without time or place is rejected and counted. What flies as no aircraft can is *not* rejected here: see
 * {@link judgeAircraftStates}.
 *
 * @param chunks bytes of the file, as they come: records are read one by one
 * @param file its path, for messages
 * @throws {InputError} where no record can be used
 */
export async function readAircraft(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): Promise<AircraftRecording> {
  const flights = new Map<string, GrowingFlight>();
  const rejected: RejectedRecord[] = [];
  let records = 0;
  for await (const { line, field, fault } of recordsOf(chunks, file)) {
    records += 1;
    try {
      if (field === undefined) throw new RecordError(fault);
      const state = rawState(field);
      const flight = flights.get(state.aircraft) ?? emptyFlight(state.aircraft);
      flights.set(state.aircraft, flight);
      addState(flight, state);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      rejected.push({ line, reason: error.reason });
    }
  }
  if (flights.size === 0) {
    const first = rejected[0];
    if (first === undefined) throw new InputError(file, "holds no state of an aircraft");
    throw new InputError(
      `${file}:${first.line}`,
      `${first.reason} (and none of ${records} records can be used)`,
      "timestamp, latitude and longitude of an aircraft",
    );
  }
  return { flights: [...flights.values()].map((f) => finishFlight(f, epochOf)), records, rejected };
}

type AnyRecord =
  | { readonly line: number; readonly field: FieldOf; readonly fault?: undefined }
  | { readonly line: number; readonly field?: undefined; readonly fault: string };

async function* recordsOf(chunks: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<AnyRecord> {
  const iterator = chunks[Symbol.asyncIterator]();
  const before: Uint8Array[] = [];
  let first = "";
  while (first === "") {
    const { value, done } = await iterator.next();
    if (done === true) throw new InputError(file, "is empty");
    before.push(value);
    first = firstCharacter(before);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* before;
    for (let n = await iterator.next(); n.done !== true; n = await iterator.next()) yield n.value;
  }
  if (first === "[" || first === "{") yield* jsonRecords(all());
  else yield* tableRecords(all(), file);
}

function firstCharacter(parts: readonly Uint8Array[]): string {
  return /[^\s\uFEFF]/.exec(Buffer.concat(parts).toString("utf8"))?.[0] ?? "";
}

async function* jsonRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<AnyRecord> {
  for await (const found of recordTexts(chunks)) {
    if ("fault" in found) {
      yield { line: found.record, fault: found.fault };
      continue;
    }
    const value = parsed(found.text);
    if (value === null) yield { line: found.record, fault: "is no JSON object" };
    else yield { line: found.record, field: (name) => memberOf(value, name) };
  }
}

/** A member by its name, in whatever letters it is written. */
function memberOf(value: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(value, name)) return value[name];
  const written = Object.keys(value).find((key) => key.toLowerCase() === name);
  return written === undefined ? undefined : value[written];
}

/** Python writes NaN, which JSON does not know. */
function parsed(text: string): Record<string, unknown> | null {
  for (const candidate of [text, text.replace(/([:,\s])(?:NaN|-?Infinity)(?=[,}\s])/g, "$1null")]) {
    try {
      const value: unknown = JSON.parse(candidate);
      return isObject(value) ? value : null;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return null;
}

async function* tableRecords(chunks: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<AnyRecord> {
  let columns: readonly string[] | null = null;
  let separator = ",";
  for await (const read of readLines(chunks)) {
    const { line } = read;
    if (read.tooLong) {
      if (columns === null) throw new InputError(`${file}:${line}`, "is no header of a table");
      yield { line, fault: `a line of ${read.bytes} bytes` };
      continue;
    }
    const text = read.text.replace(/^\uFEFF/, "").trim();
    if (text === "" || text.startsWith("#")) continue;
    if (columns === null) {
      separator = separatorOf(text);
      columns = headerOf(text, separator);
      const missing = NEEDED.find((name) => !columns!.includes(name));
      if (missing !== undefined)
        throw new InputError(
          `${file}:${line}`,
          `has no column ${missing}`,
          "the first line names the columns",
        );
      continue;
    }
    const cells = cellsOf(text, separator);
    const names = columns;
    if (cells.length !== names.length)
      yield { line, fault: `${cells.length} values, the header names ${names.length}` };
    else yield { line, field: (name) => cells[names.indexOf(name)] };
  }
  if (columns === null) throw new InputError(file, "is empty");
}

function separatorOf(header: string): string {
  return ["\t", ";", ","].find((s) => header.includes(s)) ?? ",";
}

function headerOf(header: string, separator: string): string[] {
  return cellsOf(header.replace(/^\uFEFF/, ""), separator).map((name) => name.toLowerCase());
}

/** Cells of a line; quotes keep separators together, and are taken off. */
function cellsOf(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (const c of line) {
    if (c === '"') quoted = !quoted;
    else if (c === separator && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += c;
  }
  cells.push(cell.trim());
  return cells;
}

function epochOf(milliseconds: number): Epoch {
  return epochFromUtc(new Date(milliseconds).toISOString());
}
