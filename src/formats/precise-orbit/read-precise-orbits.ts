import { type Epoch, secondsBetween } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { decodeText } from "../lines/read-file.js";
import { readLines } from "../lines/read-lines.js";
import { RecordError, type RejectedRecord } from "../record-error.js";
import { tableKind } from "../table/table.js";
import { readOrbitTable } from "./orbit-table.js";
import type { PreciseOrbit, PreciseOrbitFile } from "./precise-orbit.js";
import {
  type CalendarTime,
  type Clock,
  clockOf,
  type FirstLine,
  readFirstLine,
  timeSystemOf,
} from "./sp3-header.js";
import { velocityFactor } from "./velocity-unit.js";

/** Rows of one satellite while they are read. */
interface Rows {
  readonly seconds: number[];
  readonly positions: number[];
  readonly velocities: number[];
  readonly manoeuvre: number[];
  readonly predicted: number[];
  hasVelocity: boolean;
}

/** How far a file was read. */
interface Reading {
  readonly file: string;
  readonly rejected: RejectedRecord[];
  readonly satellites: Map<string, Rows>;
  first: FirstLine | null;
  timeSystem: string | null;
  clock: Clock | null;
  start: Epoch | null;
  /** Of the records that come; null where the epoch's own line was bad. */
  seconds: number | null;
  ended: boolean;
}

/** What stands for "no value": all zero, or so large, km. */
const MISSING = 999_999;
/** No satellite of the Earth is nearer to its centre or farther, m. */
const NEAREST = 6.3e6;
const FARTHEST = 1e9;

/**
 * Reads precise orbits: SP3 of versions a to d (Spofford and Remondi 1991; Hilla 2010, 2016), or a small table of ours.
 *
 * Comments of any number, a missing last line and records in any letter case are accepted; clocks, accuracies and
 * correlations are passed over. Velocities may be in dm/s, as the standard has it, or in m/s.
 * @throws {InputError} where the head is broken, the time system isn't known, or no position can be used
 */
export async function readPreciseOrbits(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): Promise<PreciseOrbitFile> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  const head = first.done === true ? new Uint8Array() : first.value;
  const whole = continued(head, iterator);
  if (tableKind(Buffer.from(head.subarray(0, HEAD)).toString("latin1")) !== "precise-orbit")
    return readSp3(whole, file);
  const parts: Uint8Array[] = [];
  for await (const part of whole) parts.push(part);
  return readOrbitTable(decodeText(Buffer.concat(parts), file), file);
}

/** Enough of a file to tell a table of ours by. */
const HEAD = 200;

async function* continued(
  head: Uint8Array,
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield head;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

async function readSp3(chunks: AsyncIterable<Uint8Array>, file: string): Promise<PreciseOrbitFile> {
  const reading: Reading = {
    file,
    rejected: [],
    satellites: new Map(),
    first: null,
    timeSystem: null,
    clock: null,
    start: null,
    seconds: null,
    ended: false,
  };
  for await (const { line, ...content } of readLines(chunks)) {
    if (content.tooLong === true) {
      reading.rejected.push({ line, reason: `line of ${content.bytes} bytes` });
      continue;
    }
    const text = content.text.replace(/^\uFEFF/, "").trimEnd();
    if (text === "" || reading.ended) continue;
    try {
      takeLine(reading, text, line);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      reading.rejected.push({ line, reason: error.reason });
    }
  }
  return finish(reading);
}

function takeLine(reading: Reading, text: string, line: number): void {
  const where = `${reading.file}:${line}`;
  if (reading.first === null) {
    reading.first = readFirstLine(text, where);
    return;
  }
  if (text.startsWith("%c") && reading.timeSystem === null) reading.timeSystem = timeSystemOf(text);
  else if (text.startsWith("*")) takeEpoch(reading, text, where);
  else if (/^[Pp]/.test(text)) takePosition(reading, text);
  else if (/^[Vv]/.test(text)) takeVelocity(reading, text);
  else if (/^EOF\b/i.test(text)) reading.ended = true;
  else if (!/^(#|\+|%|\/\*|E[PV])/i.test(text)) throw new RecordError("is no record of SP3");
}

function takeEpoch(reading: Reading, text: string, where: string): void {
  reading.seconds = null;
  reading.clock ??= clockOf(reading.timeSystem ?? "GPS", where);
  const numbers = text.slice(1).trim().split(/\s+/).map(Number);
  if (numbers.length < 6 || !numbers.every(Number.isFinite))
    throw new RecordError("an epoch has six numbers");
  const at = reading.clock(numbers.slice(0, 6) as unknown as CalendarTime);
  reading.start ??= at;
  reading.seconds = secondsBetween(reading.start, at);
}

/** Three numbers from columns 5, 19 and 33 on, or between blanks where the columns aren't kept. */
function vectorIn(text: string): [number, number, number] {
  const columns = [text.slice(4, 18), text.slice(18, 32), text.slice(32, 46)];
  const cells = columns.every((c) => /^\s*[+-]?\d+\.\d*\s*$/.test(c))
    ? columns
    : text.slice(4).trim().split(/\s+/);
  const numbers = cells.slice(0, 3).map(Number);
  if (numbers.length < 3 || !numbers.every(Number.isFinite))
    throw new RecordError("three numbers are expected");
  return numbers as [number, number, number];
}

function isMissing(vector: readonly number[]): boolean {
  return vector.every((c) => c === 0) || vector.some((c) => Math.abs(c) >= MISSING);
}

/** In version a a satellite is a number of GPS. */
function satelliteOf(text: string): string {
  const name = text.slice(1, 4).trim();
  if (name === "") throw new RecordError("names no satellite");
  return /^\d{1,2}$/.test(name) ? `G${name.padStart(2, "0")}` : name.replace(/^([A-Za-z]) (\d)$/, "$10$2");
}

function takePosition(reading: Reading, text: string): void {
  const name = satelliteOf(text);
  if (reading.seconds === null) throw new RecordError("a position without a time before it");
  const km = vectorIn(text);
  if (isMissing(km)) return;
  const distance = 1000 * Math.hypot(...km);
  if (!(distance > NEAREST && distance < FARTHEST)) {
    throw new RecordError(`a satellite ${Math.round(distance / 1000)} km from the Earth's centre`);
  }
  let rows = reading.satellites.get(name);
  if (rows === undefined) {
    rows = { seconds: [], positions: [], velocities: [], manoeuvre: [], predicted: [], hasVelocity: false };
    reading.satellites.set(name, rows);
  }
  if (!(reading.seconds > (rows.seconds.at(-1) ?? Number.NEGATIVE_INFINITY))) {
    throw new RecordError("is not later than the record before it");
  }
  rows.seconds.push(reading.seconds);
  rows.positions.push(...km.map((c) => 1000 * c));
  rows.velocities.push(Number.NaN, Number.NaN, Number.NaN);
  rows.manoeuvre.push(text[78] === "M" ? 1 : 0);
  rows.predicted.push(text[79] === "P" ? 1 : 0);
}

function takeVelocity(reading: Reading, text: string): void {
  const rows = reading.satellites.get(satelliteOf(text));
  // where its position is missing, the velocity is of no use
  if (rows === undefined || reading.seconds === null || rows.seconds.at(-1) !== reading.seconds) return;
  const velocity = vectorIn(text);
  if (velocity.every((c) => c === 0) || velocity.some((c) => Math.abs(c) >= MISSING)) return;
  rows.velocities.splice(-3, 3, ...velocity);
  rows.hasVelocity = true;
}

function finish(reading: Reading): PreciseOrbitFile {
  const { first, file, rejected, start } = reading;
  if (first === null) throw new InputError(file, "is empty");
  if (reading.satellites.size === 0 || start === null) {
    const bad = rejected[0];
    if (bad === undefined) throw new InputError(file, "holds no positions");
    throw new InputError(`${file}:${bad.line}`, bad.reason, "no record of the file can be used");
  }
  return {
    version: first.version,
    start,
    timeSystem: reading.timeSystem ?? "GPS",
    coordinateSystem: first.coordinateSystem,
    agency: first.agency,
    satellites: [...reading.satellites].map(([satellite, rows]) => orbitOf(satellite, rows)),
    complete: reading.ended,
    rejected,
  };
}

function orbitOf(satellite: string, rows: Rows): PreciseOrbit {
  const seconds = Float64Array.from(rows.seconds);
  const positions = Float64Array.from(rows.positions);
  const raw = Float64Array.from(rows.velocities);
  const factor = rows.hasVelocity ? velocityFactor(seconds, positions, raw) : null;
  return {
    satellite,
    seconds,
    positions,
    velocities: factor === null ? null : raw.map((c) => factor * c),
    manoeuvre: Uint8Array.from(rows.manoeuvre),
    predicted: Uint8Array.from(rows.predicted),
  };
}
