import type { MeanElements } from "../../messages/index.js";
import { RecordError } from "../record-error.js";
import { utcFromYearDay } from "./year-day.js";

/** Columns of an element line, the checksum included. */
export const ELEMENT_LINE_LENGTH = 69;

/** Two-digit years from this one on belong to the twentieth century: the first satellite flew in 1957. */
const FIRST_YEAR = 57;

/** @returns the checksum of an element line: its digits, and one for each minus, modulo 10 */
export function elementLineChecksum(line: string): number {
  let sum = 0;
  for (let i = 0; i < ELEMENT_LINE_LENGTH - 1; i += 1) {
    const c = line.charCodeAt(i);
    if (c >= 48 && c <= 57) sum += c - 48;
    else if (c === 45) sum += 1;
  }
  return sum % 10;
}

/**
 * Reads a catalogue number of a TLE, also in the "alpha-5" form that counts on with a letter after 99999
 * (A = 10 … Z = 33, without I and O; Space-Track, 2020).
 *
 * @throws {RecordError} where it is neither
 */
export function tleCatalogueNumber(field: string): number {
  const text = field.trim();
  if (/^\d{1,5}$/.test(text)) return Number(text);
  const letter = "ABCDEFGHJKLMNPQRSTUVWXYZ".indexOf(text.charAt(0));
  if (letter === -1 || !/^.\d{4}$/.test(text)) {
    throw new RecordError(`catalogue number "${text}" is neither five digits nor a letter and four`);
  }
  return (letter + 10) * 10_000 + Number(text.slice(1));
}

/**
 * Reads one two-line element set (Hoots & Roehrich 1980, Spacetrack Report 3; columns as CelesTrak documents them).
 *
 * @throws {RecordError} on a wrong checksum, on two lines of different objects, on a field that is no number or is
 *   out of range; its line is 1 or 2
 */
export function elementsFromTle(line1: string, line2: string, name?: string): MeanElements {
  checkLine(line1, 1);
  checkLine(line2, 2);
  const catalogueNumber = onLine(1, () => tleCatalogueNumber(line1.slice(2, 7)));
  if (onLine(2, () => tleCatalogueNumber(line2.slice(2, 7))) !== catalogueNumber) {
    throw new RecordError(`lines of two objects, ${line1.slice(2, 7)} and ${line2.slice(2, 7)}`, 2);
  }
  const first = onLine(1, () => ({
    epoch: tleEpoch(line1.slice(18, 32)),
    bstar: impliedExponent(line1.slice(53, 61), "B*"),
  }));
  const second = onLine(2, () => ({
    meanMotionRevPerDay: decimal(line2.slice(52, 63), "mean motion", Number.MIN_VALUE, 20),
    eccentricity: impliedDecimal(line2.slice(26, 33), "eccentricity"),
    inclinationDeg: decimal(line2.slice(8, 16), "inclination", 0, 180),
    rightAscensionDeg: decimal(line2.slice(17, 25), "right ascension of the ascending node", -360, 360),
    argumentOfPerigeeDeg: decimal(line2.slice(34, 42), "argument of perigee", -360, 360),
    meanAnomalyDeg: decimal(line2.slice(43, 51), "mean anomaly", -360, 360),
  }));
  return { ...(name === undefined ? {} : { name }), catalogueNumber, ...first, ...second };
}

/** Says of an error on which of the two lines it came up. */
function onLine<T>(line: 1 | 2, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof RecordError ? new RecordError(error.reason, line) : error;
  }
}

function checkLine(line: string, number: 1 | 2): void {
  if (!line.startsWith(`${number} `)) throw new RecordError(`element line ${number} expected`, number);
  if (line.length < ELEMENT_LINE_LENGTH) {
    throw new RecordError(
      `element line ${number} has ${line.length} of ${ELEMENT_LINE_LENGTH} columns`,
      number,
    );
  }
  const stated = line.charAt(ELEMENT_LINE_LENGTH - 1);
  const computed = elementLineChecksum(line);
  if (stated !== String(computed)) {
    throw new RecordError(
      `checksum of element line ${number} is "${stated}", its digits give ${computed}`,
      number,
    );
  }
}

function decimal(field: string, what: string, least: number, most: number): number {
  const text = field.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) throw new RecordError(`${what} "${text}" is no number`);
  const value = Number(text);
  if (value >= least && value <= most) return value;
  throw new RecordError(`${what} ${text} is out of range`);
}

/** Digits after a decimal point that is not written: `0027976` is 0.0027976. */
function impliedDecimal(field: string, what: string): number {
  const text = field.replace(/ /g, "0");
  if (!/^\d{7}$/.test(text)) throw new RecordError(`${what} "${field.trim()}" is no number`);
  return Number(`0.${text}`);
}

/** Mantissa after a point that is not written, and a power of ten: ` 46081-3` is 0.46081e-3. */
function impliedExponent(field: string, what: string): number {
  const text = field.trim();
  if (text === "") return 0;
  const match = /^([+-]?)(\d{1,5})([+-]\d)$/.exec(text);
  if (match === null) throw new RecordError(`${what} "${text}" is no number`);
  return Number(`${match[1]}0.${match[2]}e${match[3]}`);
}

function tleEpoch(field: string): string {
  const match = /^(\d\d)([ \d]{2}\d)\.(\d{0,8}) *$/.exec(field);
  if (match !== null) {
    const year = Number(match[1]);
    const century = year < FIRST_YEAR ? 2000 : 1900;
    const nanoseconds = Number(match[3]!.padEnd(8, "0")) * 864_000;
    const utc = utcFromYearDay(century + year, Number(match[2]), nanoseconds);
    if (utc !== null) return utc;
  }
  throw new RecordError(`epoch "${field.trim()}" is no day of a year`);
}
