import { type Epoch, epochFromUtc } from "../../astro/index.js";
import { RecordError } from "../record-error.js";

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eEdD][+-]?\d{1,3})?$/;

/** @returns a field's number; undefined where it is missing or "na" */
export function optionalNumber(text: string | undefined): number | undefined {
  if (text === undefined || /^na$/i.test(text)) return undefined;
  return NUMBER.test(text) ? Number(text.replace(/[dD]/, "e")) : Number.NaN;
}

/** @throws {RecordError} where the field is none */
export function numberField(fields: readonly string[], index: number, name: string): number {
  const value = optionalNumber(fields[index]);
  if (value === undefined) throw new RecordError(`has no ${name}`);
  if (!Number.isFinite(value))
    throw new RecordError(`${name} is no number: "${fields[index]!.slice(0, 30)}"`);
  return value;
}

/**
 * A UTC time of six fields: year, month, day, hour, minute, second.
 *
 * @throws {RecordError} where they name none
 */
export function dateFields(fields: readonly string[], from: number, name: string): Epoch {
  const parts = [0, 1, 2, 3, 4, 5].map((k) => numberField(fields, from + k, name));
  try {
    return epochFromUtc(isoOf(parts));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RecordError(`${name} is no time: ${error.message}`);
  }
}

/** Midnight (UTC) of a date of three fields. @throws {RecordError} where they name none */
export function midnightFields(fields: readonly string[], from: number, name: string): Epoch {
  const date = [0, 1, 2].map((k) => fields[from + k] ?? "");
  return dateFields([...date, "0", "0", "0"], 0, name);
}

function isoOf(parts: readonly number[]): string {
  const [year, month, day, hour, minute, second] = parts as [number, number, number, number, number, number];
  const two = (x: number) => String(x).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(Math.floor(second))}Z`;
}

/**
 * @returns ILRS's seven digits of the international designator, whatever zeros were dropped or stand apart (2009-049G,
 *   904907); undefined where there is none
 */
export function ilrsIdOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const designator = /^(?:19|20)?(\d{2})-?(\d{3})-?([A-Z])$/i.exec(text);
  if (designator !== null) {
    const piece = designator[3]!.toUpperCase().charCodeAt(0) - 64;
    return `${designator[1]}${designator[2]}${String(piece).padStart(2, "0")}`;
  }
  return /^\d{4,7}$/.test(text) && Number(text) > 0 ? text.padStart(7, "0") : undefined;
}

/** @returns a catalogue number above 0, or undefined */
export function catalogueNumberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}
