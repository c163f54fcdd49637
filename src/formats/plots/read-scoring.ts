import { InputError } from "../../messages/index.js";
import { isObject, parseJson } from "../json/parse-json.js";
import { readFileText } from "../lines/read-file.js";
import { readLines } from "../lines/read-lines.js";
import { RecordError } from "../record-error.js";
import { objectOfLine } from "./plot-line.js";

/** What really flew, at the times at which tracks are asked for. For scoring only. */
export interface TruthSample {
  readonly time: number;
  readonly id: number;
  /** ECEF, m and m/s. */
  readonly state: Float64Array;
}

/** A track as a tracker reported it. */
export interface ReportedTrack {
  readonly time: number;
  readonly track: number;
  /** ECEF, m and m/s. */
  readonly state: Float64Array;
  /** Lower triangle by rows, 21 numbers. */
  readonly covariance: Float64Array;
}

/**
 * Reads `{"t","id","x":[6]}`, one a line.
 *
 * @throws {InputError} where a line is none: a truth with holes can't be scored against
 */
export async function readTrackTruth(path: string): Promise<TruthSample[]> {
  const samples: TruthSample[] = [];
  await eachRecord(path, (record) => {
    samples.push({
      time: numberOf(record, "t"),
      id: numberOf(record, "id"),
      state: vectorOf(record, "x", 6),
    });
  });
  return samples;
}

/**
 * Reads `{"t","track","x":[6],"P":[21]}`, one a line.
 *
 * @throws {InputError} where a line is none
 */
export async function readTracks(path: string): Promise<ReportedTrack[]> {
  const tracks: ReportedTrack[] = [];
  await eachRecord(path, (record) => {
    tracks.push({
      time: numberOf(record, "t"),
      track: numberOf(record, "track"),
      state: vectorOf(record, "x", 6),
      covariance: vectorOf(record, "P", 21),
    });
  });
  return tracks;
}

/**
 * Reads what each line of a file of plots is truly of. For scoring only: trackers are handed {@link readPlots}.
 *
 * @returns by line from 0, a blank or bad one included: the object's number, or −1 for a false plot
 */
export async function readPlotSources(path: string): Promise<Int32Array> {
  const sources: number[] = [];
  for await (const line of readLines(path)) {
    let source = -1;
    try {
      const truth = objectOfLine(line)?.truth;
      if (typeof truth === "number" && Number.isInteger(truth) && truth >= 0) source = truth;
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
    }
    sources.push(source);
  }
  return Int32Array.from(sources);
}

/**
 * Reads `{"track":[lines]}`.
 *
 * @returns lines of the file of plots, from 0, by track
 * @throws {InputError} where it is none
 */
export async function readAssociations(path: string): Promise<Map<number, readonly number[]>> {
  const value = parseJson(await readFileText(path), path);
  if (!isObject(value)) throw new InputError(path, "is no JSON object", '{"track":[lines]} is expected');
  const used = new Map<number, readonly number[]>();
  for (const [track, lines] of Object.entries(value)) {
    if (!Array.isArray(lines) || !lines.every((line) => Number.isSafeInteger(line) && line >= 0))
      throw new InputError(`${path} ${track}`, "is no list of line numbers");
    used.set(Number(track), lines);
  }
  return used;
}

async function eachRecord(path: string, take: (record: Record<string, unknown>) => void): Promise<void> {
  for await (const line of readLines(path)) {
    try {
      const record = objectOfLine(line);
      if (record !== null) take(record);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      throw new InputError(`${path} line ${line.line}`, error.reason);
    }
  }
}

function numberOf(record: Record<string, unknown>, field: string): number {
  const value = record[field];
  if (typeof value !== "number" || !Number.isFinite(value)) throw new RecordError(`${field}: is no number`);
  return value;
}

function vectorOf(record: Record<string, unknown>, field: string, length: number): Float64Array {
  const value = record[field];
  if (!Array.isArray(value) || value.length !== length || !value.every((v) => Number.isFinite(v)))
    throw new RecordError(`${field}: ${length} numbers are expected`);
  return Float64Array.from(value);
}
