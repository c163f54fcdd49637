import { dateOfYearDay } from "../time/calendar.js";
import { addSeconds, type Epoch, epochFromUtc } from "../time/epoch.js";

interface Field {
  readonly name: string;
  readonly line: 1 | 2;
  readonly from: number;
  readonly to: number;
  readonly form: RegExp;
}

const DECIMAL = /^ *[+-]?(\d+\.?\d*|\.\d+) *$/;
const EXPONENT = /^ *[+-]?[ \d]\d{4}[+-]\d *$/;

/** Columns (from 0) of what SGP4 needs. Source: CelesTrak, "NORAD two-line element set format". */
const FIELDS: readonly Field[] = [
  { name: "epoch year", line: 1, from: 18, to: 20, form: /^\d{2}$/ },
  { name: "epoch day", line: 1, from: 20, to: 32, form: /^[ \d]{2}\d\.\d+ *$/ },
  { name: "drag term", line: 1, from: 53, to: 61, form: EXPONENT },
  { name: "inclination", line: 2, from: 8, to: 16, form: DECIMAL },
  { name: "right ascension of the ascending node", line: 2, from: 17, to: 25, form: DECIMAL },
  { name: "eccentricity", line: 2, from: 26, to: 33, form: /^[ \d]{6}\d$/ },
  { name: "argument of perigee", line: 2, from: 34, to: 42, form: DECIMAL },
  { name: "mean anomaly", line: 2, from: 43, to: 51, form: DECIMAL },
  { name: "mean motion", line: 2, from: 52, to: 63, form: DECIMAL },
];

/**
 * Checks that two lines are an element set that SGP4 can read, all but the check digits.
 *
 * @returns the lines without trailing blanks
 * @throws RangeError that names the field
 */
export function checkElementLines(line1: string, line2: string): { line1: string; line2: string } {
  const lines = { line1: line1.trimEnd(), line2: line2.trimEnd() };
  if (!lines.line1.startsWith("1 ") || lines.line1.length < 61)
    throw new RangeError('line 1 of an element set must begin with "1 " and have at least 61 characters');
  if (!lines.line2.startsWith("2 ") || lines.line2.length < 63)
    throw new RangeError('line 2 of an element set must begin with "2 " and have at least 63 characters');
  const number1 = lines.line1.slice(2, 7);
  const number2 = lines.line2.slice(2, 7);
  if (number1.trim() !== number2.trim())
    throw new RangeError(`the two lines are of different objects: "${number1}" and "${number2}"`);
  for (const field of FIELDS) {
    const text = lines[field.line === 1 ? "line1" : "line2"].slice(field.from, field.to);
    if (!field.form.test(text))
      throw new RangeError(
        `${field.name} in line ${field.line}, columns ${field.from + 1}–${field.to}: "${text}" can't be read`,
      );
  }
  return lines;
}

/**
 * The epoch of an element set: years 57–99 are of the 20th century, the day of the year counts from 1 and is a UTC
 * day, so that a leap second earlier in the year does not move it.
 *
 * @throws RangeError where the year has no such day
 */
export function epochOfElementLine(line1: string): Epoch {
  const year = Number(line1.slice(18, 20));
  const field = line1.slice(20, 32).trim();
  const [day, fraction] = field.split(".") as [string, string];
  const date = dateOfYearDay(year < 57 ? 2000 + year : 1900 + year, Number(day));
  if (date === null)
    throw new RangeError(`epoch day "${field}" is no day of the year ${line1.slice(18, 20)}`);
  return addSeconds(epochFromUtc(`${date}T00:00:00Z`), Number(`0.${fraction}`) * 86400);
}
