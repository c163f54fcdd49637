import { type Epoch, epochFromUtc } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { readLines } from "../lines/read-lines.js";
import { RecordError, type RejectedRecord } from "../record-error.js";

/** What an antenna measured of a satellite. */
export type AntennaMeasurement = { readonly time: Epoch; readonly station: string } & (
  | { /** Half the way there and back, m. */ readonly kind: "range"; readonly range: number }
  | { /** m/s */ readonly kind: "range-rate"; readonly rangeRate: number }
  | { /** rad */ readonly kind: "angles"; readonly azimuth: number; readonly elevation: number }
);

/** Tracking of one satellite by ground antennas, in order of time. */
export interface AntennaTracking {
  readonly measurements: readonly AntennaMeasurement[];
  readonly rejected: RejectedRecord[];
}

const KINDS = /^(RANGE|AZ_?EL|RANGE_RATE)$/i;
const DEGREE = Math.PI / 180;

/** Header of a table of ours: the same lines, with commas. */
export const TRACKING_COLUMNS = ["time", "kind", "station", "first", "second"] as const;
const HEADER = TRACKING_COLUMNS.join(",");
const BETWEEN = /[\s,]+/;

/** Whether a text is tracking data: lines of UTC time, kind, station and numbers. */
export function looksLikeTracking(head: string): boolean {
  const line = head
    .split("\n")
    .find((l) => /^\s*[^#\s]/.test(l.replace(/^\uFEFF/, "")) && l.trim() !== HEADER);
  const [time = "", kind = "", station, value] = (line ?? "")
    .replace(/^\uFEFF/, "")
    .trim()
    .split(BETWEEN);
  return (
    /^\d{4}-\d\d-\d\dT\d\d:/.test(time) &&
    KINDS.test(kind) &&
    station !== undefined &&
    Number.isFinite(Number(value))
  );
}

function numberOf(text: string | undefined, what: string, least: number, most: number): number {
  const value = Number(text);
  if (text === undefined || text === "" || !Number.isFinite(value))
    throw new RecordError(`${what} "${text ?? ""}" is no number`);
  if (value < least || value > most) throw new RecordError(`${what} ${text} is out of range`);
  return value;
}

function timeOf(text: string): Epoch {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?\d*Z?$/i.exec(text);
  if (parts === null) throw new RecordError(`"${text}" is no UTC time`);
  try {
    return epochFromUtc(`${parts[1]}${parts[2] ?? ""}Z`.toUpperCase());
  } catch (error) {
    throw error instanceof RangeError ? new RecordError(error.message) : error;
  }
}

function measurementOf(line: string): AntennaMeasurement {
  const [timeText = "", kind = "", station, ...values] = line.split(BETWEEN);
  const time = timeOf(timeText);
  if (station === undefined) throw new RecordError("a station is missing");
  switch (kind.toUpperCase()) {
    case "RANGE":
      return { time, station, kind: "range", range: 1000 * numberOf(values[0], "range", 0, 1e7) };
    case "RANGE_RATE":
      return {
        time,
        station,
        kind: "range-rate",
        rangeRate: 1000 * numberOf(values[0], "range rate", -1e3, 1e3),
      };
    case "AZEL":
    case "AZ_EL":
      return {
        time,
        station,
        kind: "angles",
        azimuth: DEGREE * numberOf(values[0], "azimuth", -360, 720),
        elevation: DEGREE * numberOf(values[1], "elevation", -90, 90),
      };
    default:
      throw new RecordError(`"${kind}" is no RANGE, RANGE_RATE or AZ_EL`);
  }
}

/**
 * Reads tracking data in the text that Orekit's orbit determination takes: a UTC time, `RANGE` (km), `RANGE_RATE` (km/s) or
 * `AZ_EL` (degrees), the station's name and the numbers, a line each; `#` begins a comment.
 *
 * @throws {InputError} where no line can be used
 */
export async function readTracking(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): Promise<AntennaTracking> {
  const measurements: AntennaMeasurement[] = [];
  const rejected: RejectedRecord[] = [];
  for await (const line of readLines(chunks)) {
    if (line.tooLong) {
      rejected.push({ line: line.line, reason: `line of ${line.bytes} bytes` });
      continue;
    }
    const text = line.text
      .replace(/^\uFEFF/, "")
      .replace(/#.*/, "")
      .trim();
    if (text === "" || text === HEADER) continue;
    try {
      measurements.push(measurementOf(text));
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      rejected.push({ line: line.line, reason: error.reason });
    }
  }
  if (measurements.length === 0) {
    const first = rejected[0];
    throw first === undefined
      ? new InputError(file, "holds no measurements")
      : new InputError(`${file}:${first.line}`, first.reason, "no record of the file can be used");
  }
  const order = (a: AntennaMeasurement, b: AntennaMeasurement) =>
    a.time.seconds - b.time.seconds || a.time.nanoseconds - b.time.nanoseconds;
  return { measurements: measurements.sort(order), rejected };
}
