import type { MeanElements } from "../../messages/index.js";
import { type Catalogue, type CatalogueObject, RecordError } from "./catalogue-object.js";
import { utcFromYearDay } from "./year-day.js";

const LENGTH = 69;

/** @returns the checksum of an element line: its digits, and one for each minus, modulo 10 */
export function tleChecksum(line: string): number {
  let sum = 0;
  for (let i = 0; i < LENGTH - 1; i += 1) {
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
  if (letter === -1 || !/^.\d{4}$/.test(text)) throw new RecordError(`catalogue number "${text}"`);
  return (letter + 10) * 10_000 + Number(text.slice(1));
}

/**
 * Reads one two-line element set (Hoots & Roehrich 1980, Spacetrack Report 3; columns as CelesTrak documents).
 *
 * @throws {RecordError} on a wrong checksum, on two lines of different objects, on a field that is no number or is
 *   out of range
 */
export function elementsFromTle(line1: string, line2: string, name?: string): MeanElements {
  checkLine(line1, 1);
  checkLine(line2, 2);
  const catalogueNumber = tleCatalogueNumber(line1.slice(2, 7));
  if (tleCatalogueNumber(line2.slice(2, 7)) !== catalogueNumber) {
    throw new RecordError(`lines of two objects, ${line1.slice(2, 7)} and ${line2.slice(2, 7)}`);
  }
  const elements: MeanElements = {
    ...(name === undefined ? {} : { name }),
    catalogueNumber,
    epoch: tleEpoch(line1.slice(18, 32)),
    meanMotionRevPerDay: decimal(line2.slice(52, 63), "mean motion"),
    eccentricity: impliedDecimal(line2.slice(26, 33), "eccentricity"),
    inclinationDeg: decimal(line2.slice(8, 16), "inclination"),
    rightAscensionDeg: decimal(line2.slice(17, 25), "right ascension of the ascending node"),
    argumentOfPerigeeDeg: decimal(line2.slice(34, 42), "argument of perigee"),
    meanAnomalyDeg: decimal(line2.slice(43, 51), "mean anomaly"),
    bstar: impliedExponent(line1.slice(53, 61), "B*"),
  };
  if (elements.inclinationDeg < 0 || elements.inclinationDeg > 180) {
    throw new RecordError(`inclination ${elements.inclinationDeg}°, must lie from 0 to 180`);
  }
  if (!(elements.meanMotionRevPerDay > 0)) throw new RecordError("mean motion is not positive");
  return elements;
}

function checkLine(line: string, number: 1 | 2): void {
  if (line.charAt(0) !== String(number) || line.charAt(1) !== " ") {
    throw new RecordError(`element line ${number} expected`);
  }
  if (line.length < LENGTH) {
    throw new RecordError(`element line ${number} has ${line.length} of ${LENGTH} columns`);
  }
  const stated = line.charAt(LENGTH - 1);
  const computed = tleChecksum(line);
  if (stated !== String(computed)) {
    throw new RecordError(`checksum of element line ${number} is ${stated}, its digits give ${computed}`);
  }
}

function decimal(field: string, what: string): number {
  const text = field.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) throw new RecordError(`${what} "${text}" is no number`);
  return Number(text);
}

function impliedDecimal(field: string, what: string): number {
  const text = field.trim();
  if (!/^\d{1,7}$/.test(text)) throw new RecordError(`${what} "${text}" is no number`);
  return Number(`0.${field.replace(/ /g, "0")}`);
}

/** A number such as ` 46081-3`: 0.46081e-3. */
function impliedExponent(field: string, what: string): number {
  const text = field.trim();
  const match = /^([+-]?)\.?(\d{1,5})([+-]\d)$/.exec(text);
  if (match === null) {
    if (/^[+-]?\d{0,6}\.?\d*$/.test(text))
      return text === "" ? 0 : Number(text.replace(/^([+-]?)(?=\d+$)/, "$10."));
    throw new RecordError(`${what} "${text}" is no number`);
  }
  return Number(`${match[1]}0.${match[2]}e${match[3]}`);
}

function tleEpoch(field: string): string {
  const match = /^(\d\d)([ \d]\d\d)\.(\d{0,8}) *$/.exec(field);
  if (match === null) throw new RecordError(`epoch "${field.trim()}"`);
  const year = Number(match[1]);
  const fraction = Number(match[3]!.padEnd(8, "0"));
  const utc = utcFromYearDay(year < 57 ? 2000 + year : 1900 + year, Number(match[2]), fraction * 864_000);
  if (utc === null) throw new RecordError(`epoch "${field.trim()}": no such day`);
  return utc;
}

/**
 * Reads a file of two-line element sets, each with or without a line of name before it.
 *
 * @returns the objects, and what was not used with the number of its line
 */
export function readTle(text: string): Catalogue {
  const catalogue: Catalogue = { objects: [], rejected: [] };
  const lines = text.split("\n");
  let name: { text: string; line: number } | undefined;
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i]!.trimEnd();
    if (line === "" || line.startsWith("#")) continue;
    if (isElementLine(line, "1")) {
      const next = lines[i + 1]?.trimEnd() ?? "";
      if (isElementLine(next, "2")) {
        takeSet(catalogue, i + 1, line, next, name?.text);
        i += 1;
      } else catalogue.rejected.push({ line: i + 1, reason: "element line 1 without its line 2" });
      name = undefined;
    } else if (isElementLine(line, "2")) {
      catalogue.rejected.push({ line: i + 1, reason: "element line 2 without its line 1" });
      name = undefined;
    } else {
      if (name !== undefined) catalogue.rejected.push(strayLine(name));
      name = { text: line.replace(/^0 /, "").trim(), line: i + 1 };
    }
  }
  if (name !== undefined) catalogue.rejected.push(strayLine(name));
  return catalogue;
}

function isElementLine(line: string, number: "1" | "2"): boolean {
  return line.startsWith(`${number} `) && line.length > 24 && /^[\w ]{5}$/.test(line.slice(2, 7));
}

function strayLine(name: { text: string; line: number }): { line: number; reason: string } {
  return {
    line: name.line,
    reason: `"${name.text.slice(0, 24)}" is neither an element line nor the name before one`,
  };
}

function takeSet(catalogue: Catalogue, line: number, first: string, second: string, name?: string): void {
  const line1 = first.slice(0, LENGTH);
  const line2 = second.slice(0, LENGTH);
  try {
    const elements = elementsFromTle(line1, line2, name === "" ? undefined : name);
    const object: CatalogueObject = {
      name: elements.name ?? `object ${elements.catalogueNumber}`,
      elements,
      line1,
      line2,
    };
    catalogue.objects.push(object);
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    const place = /element line 2/.test(error.message) ? line + 1 : line;
    catalogue.rejected.push({ line: place, reason: error.message });
  }
}
