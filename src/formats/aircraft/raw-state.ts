import { RecordError } from "../record-error.js";
import type { RawState } from "./aircraft-states.js";

/** Names of the columns, as they stand in the exports of the `traffic` library and its like. */
export const COLUMNS = {
  time: ["timestamp"],
  aircraft: ["icao24"],
  latitude: ["latitude"],
  longitude: ["longitude"],
  altitude: ["altitude", "baro_altitude", "geoaltitude"],
  groundSpeed: ["groundspeed"],
  track: ["track"],
  verticalRate: ["vertical_rate"],
} as const;

/** One field of a record by its name in small letters; undefined where the record has none. */
export type FieldOf = (name: string) => unknown;

/** Aircraft reported themselves from about then on, and until: Unix time, ms. */
const EARLIEST = Date.UTC(1990, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/**
 * Makes a state of a record.
 *
 * @throws {RecordError} where it has no time or no place
 */
export function rawState(field: FieldOf): RawState {
  const of = (names: readonly string[]): unknown => {
    for (const name of names) {
      const value = field(name);
      if (!isMissing(value)) return value;
    }
    return null;
  };
  const time = timeOf(of(COLUMNS.time));
  const latitudeDeg = numberOf(of(COLUMNS.latitude), "latitude");
  const longitudeDeg = numberOf(of(COLUMNS.longitude), "longitude");
  if (Number.isNaN(latitudeDeg) || Number.isNaN(longitudeDeg)) throw new RecordError("no position");
  if (Math.abs(latitudeDeg) > 90) throw new RecordError(`latitude ${latitudeDeg}° is beyond a pole`);
  if (Math.abs(longitudeDeg) > 360) throw new RecordError(`longitude ${longitudeDeg}° is more than a turn`);
  return {
    aircraft: nameOf(of(COLUMNS.aircraft)),
    time,
    latitudeDeg,
    longitudeDeg,
    altitudeFeet: numberOf(of(COLUMNS.altitude), "altitude"),
    groundSpeedKnots: numberOf(of(COLUMNS.groundSpeed), "groundspeed"),
    trackDeg: numberOf(of(COLUMNS.track), "track"),
    verticalRateFeetPerMinute: numberOf(of(COLUMNS.verticalRate), "vertical_rate"),
  };
}

function isMissing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === "string" && /^\s*(?:nan|none|null|nat|<na>)?\s*$/i.test(value);
}

/** A number, or NaN where there is none. */
function numberOf(value: unknown, name: string): number {
  if (value === null) return Number.NaN;
  if (typeof value === "number") return Number.isFinite(value) ? value : Number.NaN;
  if (typeof value === "string" && /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i.test(value))
    return Number(value);
  throw new RecordError(`${name} is no number`);
}

function nameOf(value: unknown): string {
  if (typeof value === "string") return value.trim().toLowerCase().slice(0, 40);
  return typeof value === "number" ? String(value) : "";
}

/** A time as text, or counted since 1970 in seconds, ms, µs or ns: whichever lies where aircraft report. */
function timeOf(value: unknown): number {
  if (value === null) throw new RecordError("no time");
  const counted = typeof value === "number" ? value : Number(value);
  const time = Number.isFinite(counted) ? countedTime(counted) : writtenTime(String(value));
  if (time >= EARLIEST && time <= LATEST) return time;
  throw new RecordError(`the time ${String(value).slice(0, 40)} is none at which aircraft report`);
}

function countedTime(value: number): number {
  for (const unit of [1000, 1, 1e-3, 1e-6]) {
    const milliseconds = value * unit;
    if (milliseconds >= EARLIEST && milliseconds <= LATEST) return milliseconds;
  }
  return Number.NaN;
}

const WRITTEN =
  /^\s*(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?\s*(?:(Z|UTC)|([+-])(\d\d):?(\d\d)?)?\s*$/i;

/** ISO 8601; without a zone it is UTC, as these exports are. */
function writtenTime(text: string): number {
  const m = WRITTEN.exec(text);
  if (m === null) return Number.NaN;
  const [year, month, day, hour, minute, second] = m.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const whole = Date.UTC(year, month - 1, day, hour, minute, second);
  const calendar = new Date(whole);
  if (calendar.getUTCMonth() !== month - 1 || calendar.getUTCDate() !== day || hour > 23 || minute > 59)
    return Number.NaN;
  const zone = (m[9] === "-" ? -1 : 1) * (Number(m[10] ?? 0) * 60 + Number(m[11] ?? 0));
  return whole + Number(m[7] ?? 0) * 1000 - zone * 60_000;
}
