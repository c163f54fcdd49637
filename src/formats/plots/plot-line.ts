import { isObject } from "../json/parse-json.js";
import { LINE_LIMIT_BYTES, type OverlongLine, type TextLine } from "../lines/read-lines.js";
import { RecordError } from "../record-error.js";
import type { PlotRadar } from "./recording.js";

/** One plot, before it is known whether its time is a scan's. Reused from line to line. */
export interface PlotLine {
  time: number;
  radar: number;
  range: number;
  azimuth: number;
  elevation: number;
  rangeVariance: number;
  azimuthVariance: number;
  elevationVariance: number;
}

const TURN = 2 * Math.PI;
/** Beyond these nothing can be meant: m, rad². */
const LONGEST_RANGE = 1e9;
const LEAST_RANGE_VARIANCE = 1e-12;
const GREATEST_RANGE_VARIANCE = 1e14;
const LEAST_ANGLE_VARIANCE = 1e-24;
const GREATEST_ANGLE_VARIANCE = Math.PI ** 2;
/** m; a plot's radar may be told so far from where it stands. */
const PLACE_TOLERANCE = 100;

/**
 * Parses one line of a JSON Lines file.
 *
 * @returns its object; null for a blank line
 * @throws {RecordError} where it is none
 */
export function objectOfLine(line: TextLine | OverlongLine): Record<string, unknown> | null {
  if (line.tooLong) throw new RecordError(`line longer than ${LINE_LIMIT_BYTES / 1024 / 1024} MiB`);
  const text = line.line === 1 ? line.text.replace(/^\uFEFF/, "") : line.text;
  if (text.trim() === "") return null;
  if (line.malformed) throw new RecordError("not UTF-8 text");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RecordError(line.terminated ? "not JSON" : "not JSON: the last line is cut off");
  }
  if (!isObject(value)) throw new RecordError("is no JSON object");
  return value;
}

/**
 * Takes a plot from its record. What the plot is truly of is not looked at.
 *
 * @param record object of one line
 * @param numbers number of each radar by its id
 * @param out overwritten
 * @throws {RecordError} where something in it can't be meant
 */
export function takePlot(
  record: Record<string, unknown>,
  radars: readonly PlotRadar[],
  numbers: ReadonlyMap<string, number>,
  out: PlotLine,
): void {
  const radar = typeof record.sensor === "string" ? numbers.get(record.sensor) : undefined;
  if (radar === undefined) throw new RecordError("sensor: unknown");
  requirePlace(record.pos, radars[radar]!);
  out.radar = radar;
  out.time = numberOf(record, "t", -1e12, 1e12);
  out.range = numberOf(record, "range", 0, LONGEST_RANGE);
  if (out.range === 0) throw new RecordError("range: out of range");
  const azimuth = numberOf(record, "az", -TURN, TURN);
  out.azimuth = azimuth < 0 ? azimuth + TURN : azimuth;
  out.elevation = numberOf(record, "el", -Math.PI / 2, Math.PI / 2);
  const { var: variances } = record;
  if (!Array.isArray(variances) || variances.length !== 3)
    throw new RecordError("var: three variances are expected");
  out.rangeVariance = varianceOf(variances[0], LEAST_RANGE_VARIANCE, GREATEST_RANGE_VARIANCE);
  out.azimuthVariance = varianceOf(variances[1], LEAST_ANGLE_VARIANCE, GREATEST_ANGLE_VARIANCE);
  out.elevationVariance = varianceOf(variances[2], LEAST_ANGLE_VARIANCE, GREATEST_ANGLE_VARIANCE);
}

function numberOf(record: Record<string, unknown>, field: string, least: number, most: number): number {
  const value = record[field];
  if (typeof value !== "number") throw new RecordError(`${field}: is no number`);
  if (!(value >= least && value <= most)) throw new RecordError(`${field}: out of range`);
  return value;
}

function varianceOf(value: unknown, least: number, most: number): number {
  if (typeof value !== "number") throw new RecordError("var: is no number");
  if (!(value > 0)) throw new RecordError("var: not positive");
  if (!(value >= least && value <= most)) throw new RecordError("var: out of range");
  return value;
}

function requirePlace(place: unknown, { positionEcef: [x, y, z] }: PlotRadar): void {
  if (place === undefined) return;
  if (!Array.isArray(place) || place.length !== 3 || place.some((p) => typeof p !== "number"))
    throw new RecordError("pos: three numbers are expected");
  if (!(Math.hypot(place[0] - x, place[1] - y, place[2] - z) <= PLACE_TOLERANCE))
    throw new RecordError("pos: is not where the radar stands");
}
