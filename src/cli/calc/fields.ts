import { type Epoch, epochFromUtc, type Vec3 } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";

/** The fields of a case. */
export type Fields = Readonly<Record<string, unknown>>;

const ARCSECOND = Math.PI / 648000;

function shown(value: unknown): string {
  return value === undefined ? "is missing" : `is ${JSON.stringify(value)?.slice(0, 60)}`;
}

/** @throws InputError where a case is not an object */
export function fieldsOf(input: unknown): Fields {
  if (typeof input !== "object" || input === null || Array.isArray(input))
    throw new InputError("case", shown(input), "a JSON object on each line");
  return input as Fields;
}

/** @throws InputError where the field is not a finite number */
export function numberOf(fields: Fields, name: string, fallback?: number): number {
  const value = fields[name] ?? fallback;
  if (typeof value !== "number" || !Number.isFinite(value))
    throw new InputError(name, shown(value), "must be a finite number");
  return value;
}

/** @throws InputError where the field is not text */
export function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== "string") throw new InputError(name, shown(value), "must be text");
  return value;
}

/** @throws InputError where the field is not three finite numbers */
export function vectorOf(fields: Fields, name: string): Vec3 {
  const value = fields[name];
  if (
    !Array.isArray(value) ||
    value.length !== 3 ||
    !value.every((x) => typeof x === "number" && Number.isFinite(x))
  )
    throw new InputError(name, shown(value), "must be three finite numbers");
  return value as unknown as Vec3;
}

/** @throws InputError where the field is not a UTC time */
export function epochOf(fields: Fields, name: string): Epoch {
  const text = textOf(fields, name);
  try {
    return epochFromUtc(text);
  } catch (error) {
    throw new InputError(name, (error as RangeError).message);
  }
}

/** The pole's coordinates, given in arcseconds, in rad; none are 0. @throws InputError where they can't be read */
export function polarMotionOf(fields: Fields): readonly [number, number] {
  const value = fields.polarMotionArcsec ?? [0, 0];
  if (
    !Array.isArray(value) ||
    value.length !== 2 ||
    !value.every((x) => typeof x === "number" && Math.abs(x) < 10)
  )
    throw new InputError("polarMotionArcsec", shown(value), "must be two numbers, arcseconds");
  return [value[0] * ARCSECOND, value[1] * ARCSECOND];
}

/** UT1 − UTC, s; 0 where it is not given. @throws InputError where it can't be */
export function ut1MinusUtcOf(fields: Fields): number {
  const value = numberOf(fields, "ut1MinusUtc", 0);
  if (Math.abs(value) > 1) throw new InputError("ut1MinusUtc", shown(value), "lies within ±1 s");
  return value;
}
