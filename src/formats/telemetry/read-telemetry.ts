import { InputError } from "../../messages/index.js";
import { type OverlongLine, readLines, type TextLine } from "../lines/read-lines.js";
import type { RejectedRecord } from "../record-error.js";
import { type BodyColumns, cellsOf, type Separator, type TelemetryColumns } from "./columns.js";
import { displayStep } from "./display-step.js";
import { telemetryColumns } from "./looks-like-telemetry.js";
import { longestRise, spreadSeconds } from "./row-times.js";
import type { Telemetry, TelemetryBody } from "./telemetry.js";

interface Row {
  readonly line: number;
  readonly time: number;
  readonly cells: readonly string[];
}

/** So many rows are kept back until the head can be judged. */
const HEAD_ROWS = 40;
const ROW_LIMIT = 2_000_000;
const EMPTY = /^(nan|na|n\/a|null|none|-+)?$/i;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Reads telemetry that somebody read off a broadcast: a table with time, altitude and speed of one or two bodies. Units come
 * from the header (km, m, ft; km/h, m/s, mph), or are km and km/h, as broadcasts show; time is in seconds or h:mm:ss.
 *
 * What is no number is left out and counted; what is a number but can't be true is left in: see `rejectOutliers` of the
 * estimation.
 *
 * @throws {InputError} where the table is none of the kind, or holds no reading
 */
export async function readTelemetry(chunks: AsyncIterable<Uint8Array>, file: string): Promise<Telemetry> {
  const rejected: RejectedRecord[] = [];
  let columns: TelemetryColumns | null = null;
  const held: TextLine[] = [];
  const rows: Row[] = [];
  const take = (line: TextLine) => {
    const row = rowOf(line, columns!, rejected);
    if (row !== null) rows.push(row);
    if (rows.length > ROW_LIMIT) throw new InputError(`${file}:${line.line}`, `more than ${ROW_LIMIT} rows`);
  };
  const judge = () => {
    columns = telemetryColumns(held.map((l) => l.text).join("\n"));
    if (columns === null) {
      throw new InputError(
        `${file}:${held[0]?.line ?? 1}`,
        "is no table of telemetry",
        "its header must name time, altitude and speed",
      );
    }
    held.slice(columns.header ? 1 : 0).forEach(take);
  };
  for await (const line of readLines(chunks)) {
    if (!isContent(line, rejected)) continue;
    if (columns !== null) take(line);
    else if (held.push(line) === HEAD_ROWS) judge();
  }
  if (columns === null) judge();
  return assemble(rows, columns!, rejected, file);
}

function isContent(line: TextLine | OverlongLine, rejected: RejectedRecord[]): line is TextLine {
  if (line.tooLong) {
    rejected.push({ line: line.line, reason: "line too long" });
    return false;
  }
  return line.text.trim() !== "" && !line.text.startsWith("#");
}

function rowOf(line: TextLine, columns: TelemetryColumns, rejected: RejectedRecord[]): Row | null {
  const cells = cellsOf(line.text.replace(/^\uFEFF/, ""), columns.separator);
  const shown = cells[columns.time] ?? "";
  const time = secondsOf(shown);
  if (Number.isFinite(time)) return { line: line.line, time, cells };
  const used = columns.bodies.flatMap(({ altitude, speed }) => [altitude.at, speed.at]);
  if (used.every((at) => EMPTY.test(cells[at] ?? ""))) return null;
  const reason = EMPTY.test(shown) ? "no time" : `time "${shown.slice(0, 20)}" can't be read`;
  rejected.push({ line: line.line, reason });
  return null;
}

/** @returns seconds of `90`, `90.5`, `1:30`, `00:01:30`, `T+00:01:30`; NaN for anything else */
export function secondsOf(cell: string): number {
  const text = cell.replace(/^T\s*(?=[+-])/i, "");
  if (NUMBER.test(text)) return Number(text);
  const clock = /^([+-]?)(?:(\d{1,2}):(?=\d\d:))?(\d{1,2}):(\d\d(?:\.\d+)?)$/.exec(text);
  if (clock === null) return Number.NaN;
  const [minutes, seconds] = [Number(clock[3]), Number(clock[4])];
  if (seconds >= 60 || (clock[2] !== undefined && minutes >= 60)) return Number.NaN;
  return (clock[1] === "-" ? -1 : 1) * (3600 * Number(clock[2] ?? 0) + 60 * minutes + seconds);
}

function numberOf(cell: string, separator: Separator): number {
  const text = separator === "," ? cell : cell.replace(/,/g, separator === ";" ? "." : "");
  return NUMBER.test(text) ? Number(text) : Number.NaN;
}

function assemble(
  rows: readonly Row[],
  columns: TelemetryColumns,
  rejected: RejectedRecord[],
  file: string,
): Telemetry {
  const kept = longestRise(rows.map((r) => r.time));
  rows.forEach((row, i) => {
    if (kept[i] === 0) rejected.push({ line: row.line, reason: `time ${row.time} s is out of order` });
  });
  const ordered = rows.filter((_, i) => kept[i] === 1);
  const times = spreadSeconds(ordered.map((r) => r.time));
  const bodies = columns.bodies
    .map((body) => bodyOf(body, ordered, times, columns.separator, rejected))
    .filter((b): b is TelemetryBody => b !== null);
  rejected.sort((a, b) => a.line - b.line);
  if (bodies.length === 0) {
    const first = rejected[0];
    throw new InputError(
      first === undefined ? file : `${file}:${first.line}`,
      first === undefined
        ? "holds no reading of altitude and speed"
        : `holds no usable row (first fault: ${first.reason})`,
    );
  }
  return { layout: columns.layout, bodies, rejected };
}

function bodyOf(
  body: BodyColumns,
  rows: readonly Row[],
  times: Float64Array,
  separator: Separator,
  rejected: RejectedRecord[],
): TelemetryBody | null {
  const value = (row: Row, what: string, column: { at: number; factor: number } | undefined): number => {
    if (column === undefined) return Number.NaN;
    const cell = row.cells[column.at] ?? "";
    if (EMPTY.test(cell)) return Number.NaN;
    const number = numberOf(cell, separator) * column.factor;
    if (!Number.isFinite(number)) {
      rejected.push({ line: row.line, reason: `${body.name}: ${what} "${cell.slice(0, 20)}" is no number` });
      return Number.NaN;
    }
    return number;
  };
  const altitude = rows.map((r) => value(r, "altitude", body.altitude));
  const speed = rows.map((r) => value(r, "speed", body.speed));
  const downrange = rows.map((r) => value(r, "downrange", body.downrange));
  const used = rows.map((_, i) => i).filter((i) => !Number.isNaN(altitude[i]!) || !Number.isNaN(speed[i]!));
  if (!altitude.some((v) => !Number.isNaN(v)) || !speed.some((v) => !Number.isNaN(v))) return null;
  const pick = (values: ArrayLike<number>) => Float64Array.from(used, (i) => values[i]!);
  return {
    name: body.name,
    time: pick(times),
    altitude: pick(altitude),
    speed: pick(speed),
    ...(downrange.some((v) => !Number.isNaN(v)) && { downrange: pick(downrange) }),
    line: Int32Array.from(used, (i) => rows[i]!.line),
    altitudeStep: displayStep(altitude, body.altitude.factor),
    speedStep: displayStep(speed, body.speed.factor),
  };
}
