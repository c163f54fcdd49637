import { type Epoch, epochFromUtc, modifiedJulianDate } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { RecordError } from "../record-error.js";
import { tableKind } from "../table/table.js";

/** From a calendar time in a file's own scale to an instant. @throws {RecordError} where there is no such time */
export type Clock = (calendar: CalendarTime) => Epoch;

/** Year, month, day, hour, minute and seconds. */
export type CalendarTime = readonly [number, number, number, number, number, number];

/** TAI minus the time system, s. Sources: SP3-d (Hilla 2016), and the interface documents of the systems. */
const BEHIND_TAI: Readonly<Record<string, number>> = {
  TAI: 0,
  TT: -32.184,
  TDT: -32.184,
  GPS: 19,
  GAL: 19,
  QZS: 19,
  IRN: 19,
  BDT: 33,
  BDS: 33,
};

/** Systems that follow UTC with its leap seconds; in SP3 "GLO" is GLONASS's UTC, without Moscow's three hours. */
const UTC_SYSTEMS = ["UTC", "GLO"];

const FIRST_LINE = /^#([a-dA-D])([PVpv ])([ \d]{4}) ([ \d]{2}) ([ \d]{2}) ([ \d]{2}) ([ \d]{2}) +([\d.]+)/;

/** Is this the head of precise orbits: an SP3 file, or a table of ours? */
export function looksLikePreciseOrbits(head: string): boolean {
  if (tableKind(head) === "precise-orbit") return true;
  return FIRST_LINE.test(head.replace(/^\s+/, "")) && /^##/m.test(head);
}

/** What the first line says. */
export interface FirstLine {
  readonly version: "a" | "b" | "c" | "d";
  readonly start: CalendarTime;
  readonly coordinateSystem: string;
  readonly agency: string;
}

/** @throws {InputError} where it is no first line of SP3 */
export function readFirstLine(line: string, where: string): FirstLine {
  const parts = FIRST_LINE.exec(line);
  if (parts === null) {
    throw new InputError(
      where,
      "is no first line of an SP3 file",
      'such as "#cP2001  8  8  0  0  0.00000000"',
    );
  }
  return {
    version: parts[1]!.toLowerCase() as FirstLine["version"],
    start: parts.slice(3, 9).map(Number) as unknown as CalendarTime,
    coordinateSystem: line.slice(46, 51).trim(),
    agency: line.slice(56, 60).trim(),
  };
}

/** @returns the time system of the first `%c` line; files of version a and b have none, and hold GPS time */
export function timeSystemOf(line: string): string {
  const name = line.slice(9, 12).trim().toUpperCase();
  return name === "" || /^C+$/.test(name) ? "GPS" : name;
}

/** @throws {InputError} where the time system isn't known */
export function clockOf(timeSystem: string, where: string): Clock {
  if (UTC_SYSTEMS.includes(timeSystem)) return utcClock;
  const behind = BEHIND_TAI[timeSystem];
  if (behind === undefined) {
    const known = [...UTC_SYSTEMS, ...Object.keys(BEHIND_TAI)].join(", ");
    throw new InputError(where, `time system "${timeSystem}" is not known`, `known are ${known}`);
  }
  return (calendar) => atomicTime(calendar, behind);
}

const two = (n: number): string => String(n).padStart(2, "0");

function utcClock([year, month, day, hour, minute, second]: CalendarTime): Epoch {
  const [whole, fraction] = second.toFixed(9).split(".") as [string, string];
  const text = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
  try {
    return epochFromUtc(`${text}:${whole.padStart(2, "0")}.${fraction}Z`);
  } catch (error) {
    if (error instanceof RangeError) throw new RecordError(error.message);
    throw error;
  }
}

function atomicTime([year, month, day, hour, minute, second]: CalendarTime, behind: number): Epoch {
  const inDay = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  const inYear = year >= 1957 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  if (!(inDay && inYear)) {
    throw new RecordError(`${year}-${month}-${day} ${hour}:${minute}:${second} is no time`);
  }
  const nanoseconds = Math.round((second + behind) * 1e9);
  const carry = Math.floor(nanoseconds / 1e9);
  const days = modifiedJulianDate(year, month, day) - MJD_OF_2000_01_01;
  return {
    seconds: days * 86400 + hour * 3600 + minute * 60 + carry,
    nanoseconds: nanoseconds - carry * 1e9,
  };
}

const MJD_OF_2000_01_01 = 51544;
