import { dateOfDay, daysInMonth, daysSince2000, isoDate } from "./calendar.js";
import { endsWithLeapSecond, isLeapSecond, taiMinusUtcAtTai, taiMinusUtcOnDay } from "./leap-seconds.js";

/**
 * An instant: whole TAI seconds since 2000-01-01T00:00:00 TAI and nanoseconds within the second.
 *
 * Both are integers, 0 ≤ nanoseconds < 1e9, so that an instant is exact and compares exactly.
 */
export interface Epoch {
  readonly seconds: number;
  readonly nanoseconds: number;
}

const UTC_FORM = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?Z$/;

/**
 * Reads a UTC time.
 *
 * @param iso ISO 8601 with `Z` and up to nanoseconds; the second may be 60 where a leap second was inserted
 * @throws RangeError where the text is no such time or the date does not exist
 */
export function epochFromUtc(iso: string): Epoch {
  const parts = UTC_FORM.exec(iso);
  if (parts === null)
    throw new RangeError(`"${iso}" is not a UTC time such as 2026-08-22T06:00:00Z (up to nine decimals)`);
  const [year, month, date, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month))
    throw new RangeError(`"${iso}" names a day that does not exist`);
  const day = daysSince2000(year, month, date);
  if (hour > 23 || minute > 59 || second > 60)
    throw new RangeError(`"${iso}" names a time of day that does not exist`);
  if (second === 60 && !(hour === 23 && minute === 59 && endsWithLeapSecond(day)))
    throw new RangeError(`"${iso}" names a leap second that was not inserted`);
  return {
    seconds: day * 86400 + hour * 3600 + minute * 60 + second + taiMinusUtcOnDay(day),
    nanoseconds: parts[7] === undefined ? 0 : Number(parts[7].padEnd(9, "0")),
  };
}

/** @returns the instant of a UTC time as {@link epochFromUtc} reads it; null where the text is none */
export function epochFromUtcOrNull(iso: string): Epoch | null {
  try {
    return epochFromUtc(iso);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const MJD_OF_2000_01_01 = 51544;

/**
 * The instant at a second of a day (UTC) that a modified Julian date names.
 *
 * @param mjdUtc whole
 * @param second SI seconds after midnight; beyond the day's end they run on
 */
export function epochFromModifiedJulianDate(mjdUtc: number, second: number): Epoch {
  const day = mjdUtc - MJD_OF_2000_01_01;
  return addSeconds({ seconds: day * 86400 + taiMinusUtcOnDay(day), nanoseconds: 0 }, second);
}

/** Writes an instant as UTC, ISO 8601 with `Z`; a fraction stands only where it is not zero. */
export function epochToUtc(e: Epoch): string {
  const leap = isLeapSecond(e.seconds);
  const utcSeconds = e.seconds - taiMinusUtcAtTai(e.seconds) - (leap ? 1 : 0);
  const day = Math.floor(utcSeconds / 86400);
  const ofDay = utcSeconds - day * 86400;
  const two = (n: number): string => String(n).padStart(2, "0");
  const second = (ofDay % 60) + (leap ? 1 : 0);
  const time = `${two(Math.floor(ofDay / 3600))}:${two(Math.floor(ofDay / 60) % 60)}:${two(second)}`;
  const fraction = e.nanoseconds === 0 ? "" : `.${String(e.nanoseconds).padStart(9, "0").replace(/0+$/, "")}`;
  return `${isoDate(dateOfDay(day))}T${time}${fraction}Z`;
}

/** The instant `s` SI seconds later (earlier where negative), rounded to the nanosecond. */
export function addSeconds(e: Epoch, s: number): Epoch {
  if (!Number.isFinite(s)) throw new RangeError(`cannot add ${s} seconds to an instant`);
  const whole = Math.floor(s);
  const nanoseconds = e.nanoseconds + Math.round((s - whole) * 1e9);
  const carry = Math.floor(nanoseconds / 1e9);
  return { seconds: e.seconds + whole + carry, nanoseconds: nanoseconds - carry * 1e9 };
}

/** SI seconds from one instant to another, negative where `to` is earlier. */
export function secondsBetween(from: Epoch, to: Epoch): number {
  return to.seconds - from.seconds + (to.nanoseconds - from.nanoseconds) * 1e-9;
}

/** Negative, zero or positive as `a` is earlier than, the same as or later than `b`. */
export function compareEpochs(a: Epoch, b: Epoch): number {
  return a.seconds - b.seconds || a.nanoseconds - b.nanoseconds;
}
