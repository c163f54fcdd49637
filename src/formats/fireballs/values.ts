import { addSeconds, type Epoch, epochFromUtc } from "../../astro/index.js";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** @returns the number in a cell, or NaN where there is none */
export function numberIn(cell: string | undefined): number {
  return cell !== undefined && NUMBER.test(cell) ? Number(cell) : Number.NaN;
}

const TIME =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|UTC?|[+-]\d{2}:?\d{2})?$/i;

/** @returns the instant that a date with a time of day names, as UTC unless it carries an offset; null where it is none */
export function instantOf(text: string | undefined): Epoch | null {
  const parts = TIME.exec(text?.trim() ?? "");
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second = "00", fraction = "", zone = "Z"] = parts;
  const two = (s: string | undefined) => s!.padStart(2, "0");
  const decimals = fraction.slice(0, 9);
  try {
    const epoch = epochFromUtc(
      `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${decimals === "" ? "" : `.${decimals}`}Z`,
    );
    const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
    if (offset === null) return epoch;
    const seconds = (Number(offset[2]) * 60 + Number(offset[3])) * 60;
    return addSeconds(epoch, offset[1] === "+" ? -seconds : seconds);
  } catch {
    return null;
  }
}

/** Julian date of 2000-01-01 00:00 UTC, whole and half day. */
const START = 2451544;
const JULIAN = /^(\d{7})(\.\d+)?$/;

/**
 * @returns the instant of a Julian date in UTC, to the decimals that stand there; null where it is none. Whole and fraction
 *   are read apart, since one double holds a Julian date to 40 µs only
 */
export function instantOfJulianDate(text: string | undefined): Epoch | null {
  const parts = JULIAN.exec(text?.trim() ?? "");
  if (parts === null) return null;
  const halfDays = Number(parts[1]) - START;
  const fraction = Number(`0${parts[2] ?? ".0"}`);
  const ofDay = fraction - 0.5;
  const day = halfDays + (ofDay < 0 ? -1 : 0);
  const seconds = (ofDay < 0 ? ofDay + 1 : ofDay) * 86_400;
  const date = new Date(Date.UTC(2000, 0, 1) + day * 86_400_000);
  if (!Number.isFinite(date.getTime())) return null;
  try {
    return addSeconds(epochFromUtc(`${date.toISOString().slice(0, 10)}T00:00:00Z`), seconds);
  } catch {
    return null;
  }
}
