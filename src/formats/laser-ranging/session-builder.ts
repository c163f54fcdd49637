import { addSeconds, type Epoch, secondsBetween, taiMinusUtc } from "../../astro/index.js";
import { RecordError } from "../record-error.js";
import { dateFields, midnightFields, numberField, optionalNumber } from "./fields.js";
import type {
  EpochEvent,
  LaserCalibration,
  LaserPointing,
  LaserRange,
  LaserSession,
  LaserTarget,
  LaserWeather,
} from "./session.js";

const DAY = 86_400;
const DEGREE = Math.PI / 180;
const EVENTS: readonly EpochEvent[] = ["ground receive", "bounce", "ground transmit"];
const ORIGINS = ["unknown", "computed", "commanded", "measured"] as const;
const RANGE_TYPES = ["none", "one-way", "two-way", "receive only", "mixed"] as const;
const KINDS = ["full rate", "normal points", "sampled"] as const;

/** Longest time of flight that is believed, s: there and back to the Moon is under 3. */
const LONGEST_FLIGHT = 20;

/** A session as its records come in. */
export interface SessionBuilder {
  readonly session: LaserSession;
  /** Takes a data or configuration record by its fields. @throws {RecordError} */
  take(record: string, fields: readonly string[]): void;
}

/**
 * Begins a session at its H4.
 *
 * @param fields of the H4
 * @throws {RecordError} where it can't be read
 */
export function beginSession(
  line: number,
  station: LaserSession["station"],
  target: LaserTarget,
  fields: readonly string[],
): SessionBuilder {
  const start = dateFields(fields, 2, "the session's start");
  const midnight = midnightFields(fields, 2, "the session's start");
  const flag = (index: number) => (optionalNumber(fields[index]) ?? 0) === 1;
  const ranges: LaserRange[] = [];
  const weather: LaserWeather[] = [];
  const pointing: LaserPointing[] = [];
  const calibrations: LaserCalibration[] = [];
  const wavelengths = new Map<string, number>();
  const session: LaserSession = {
    line,
    station,
    target,
    kind: KINDS[numberField(fields, 1, "data type")] ?? "sampled",
    midnight,
    start,
    applied: {
      troposphere: flag(15),
      centreOfMass: flag(16),
      stationDelay: flag(18),
      spacecraftDelay: flag(19),
    },
    rangeType: RANGE_TYPES[optionalNumber(fields[20]) ?? 2] ?? "two-way",
    trusted: (optionalNumber(fields[21]) ?? 0) !== 1,
    wavelengths,
    ranges,
    weather,
    pointing,
    calibrations,
  };
  const clock = clockOf(midnight, secondsBetween(midnight, start));
  const take = (record: string, fields: readonly string[]): void => {
    if (record === "C0") takeWavelength(fields, wavelengths);
    else if (record === "10" || record === "11") ranges.push(rangeOf(record, fields, clock));
    else if (record === "20") weather.push(weatherOf(fields, clock));
    else if (record === "30") pointing.push(pointingOf(fields, clock));
    else if (record === "40") takeCalibration(fields, clock, calibrations);
  };
  return { session, take };
}

/**
 * Seconds of day → SI seconds after the session's midnight. Some stations count on beyond 86,400, others begin anew at
 * midnight; a record belongs to the day that brings it within half a day of the one before.
 */
function clockOf(midnight: Epoch, start: number): (secondOfDay: number) => number {
  let last = start;
  return (secondOfDay) => {
    const days = Math.round((last - secondOfDay) / DAY);
    const seconds = secondOfDay + (days === 0 ? 0 : secondsOfDays(midnight, days));
    if (Math.abs(seconds - last) < DAY) last = seconds;
    return seconds;
  };
}

/** SI seconds from one midnight to another so many days on, leap seconds included. */
function secondsOfDays(midnight: Epoch, days: number): number {
  const other = addSeconds(midnight, days * DAY);
  // ten seconds inside the other day, whatever leap second lies between
  return days * DAY + taiMinusUtc(addSeconds(other, 10)) - taiMinusUtc(midnight);
}

function rangeOf(record: string, fields: readonly string[], clock: (s: number) => number): LaserRange {
  const seconds = clock(numberField(fields, 1, "second of day"));
  const timeOfFlight = numberField(fields, 2, "time of flight");
  if (!(timeOfFlight > 0 && timeOfFlight < LONGEST_FLIGHT))
    throw new RecordError(`a time of flight of ${timeOfFlight} s`);
  const range = {
    seconds,
    event: EVENTS[numberField(fields, 4, "epoch event")] ?? "other",
    timeOfFlight,
    configuration: fields[3]!,
  };
  if (record === "10") return { ...range, noise: optionalNumber(fields[5]) === 1 };
  const count = positive(fields[6]);
  const scatter = positive(fields[7]);
  return {
    ...range,
    noise: false,
    ...(count === undefined ? {} : { count }),
    ...(scatter === undefined ? {} : { scatter: scatter * PICOSECOND }),
  };
}

const PICOSECOND = 1e-12;

/** Missing values are written -1, 0 or "na". */
function positive(field: string | undefined): number | undefined {
  const value = optionalNumber(field);
  return value !== undefined && value > 0 ? value : undefined;
}

function weatherOf(fields: readonly string[], clock: (s: number) => number): LaserWeather {
  const seconds = clock(numberField(fields, 1, "second of day"));
  const pressure = numberField(fields, 2, "pressure");
  const temperature = numberField(fields, 3, "temperature");
  const humidity = numberField(fields, 4, "humidity");
  if (!(pressure > 300 && pressure < 1100)) throw new RecordError(`a pressure of ${pressure} mbar`);
  if (!(temperature > 180 && temperature < 340)) throw new RecordError(`a temperature of ${temperature} K`);
  if (!(humidity >= 0 && humidity <= 105)) throw new RecordError(`a humidity of ${humidity} %`);
  return { seconds, pressure: pressure * 100, temperature, humidity: humidity / 100 };
}

function pointingOf(fields: readonly string[], clock: (s: number) => number): LaserPointing {
  const seconds = clock(numberField(fields, 1, "second of day"));
  const azimuthDeg = numberField(fields, 2, "azimuth");
  const elevationDeg = numberField(fields, 3, "elevation");
  if (!(Math.abs(azimuthDeg) <= 540)) throw new RecordError(`an azimuth of ${azimuthDeg}°`);
  if (!(Math.abs(elevationDeg) <= 180)) throw new RecordError(`an elevation of ${elevationDeg}°`);
  return {
    seconds,
    azimuth: azimuthDeg * DEGREE,
    elevation: elevationDeg * DEGREE,
    origin: ORIGINS[optionalNumber(fields[5]) ?? 0] ?? "unknown",
    refractionCorrected: optionalNumber(fields[6]) === 1,
  };
}

function takeWavelength(fields: readonly string[], out: Map<string, number>): void {
  const nanometres = numberField(fields, 2, "wavelength");
  if (!(nanometres > 100 && nanometres < 20_000)) throw new RecordError(`a wavelength of ${nanometres} nm`);
  if (fields[3] === undefined) throw new RecordError("has no configuration");
  out.set(fields[3], nanometres * 1e-9);
}

function takeCalibration(
  fields: readonly string[],
  clock: (s: number) => number,
  out: LaserCalibration[],
): void {
  const delay = optionalNumber(fields[7]);
  if (delay === undefined) return;
  const seconds = clock(numberField(fields, 1, "second of day"));
  if (fields[3] === undefined || !Number.isFinite(delay)) throw new RecordError("has no system delay");
  out.push({ seconds, configuration: fields[3], systemDelay: delay * PICOSECOND });
}
