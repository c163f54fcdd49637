import { type EarthOrientationEntry, modifiedJulianDate } from "../../astro/index.js";
import { RecordError } from "../record-error.js";

/** What one line of a table says. */
export interface ListedOrientation {
  /** Year, month and day, where the table gives them beside the Julian date. */
  readonly date?: readonly [number, number, number];
  readonly mjdUtc: number;
  /** Coordinates of the pole, arc seconds. */
  readonly x: number;
  readonly y: number;
  /** s */
  readonly ut1MinusUtc: number;
  readonly preliminary: boolean;
}

const ARCSECOND = Math.PI / 648000;
/** The pole has never been further than 0.6″ from its origin; UTC is kept within 0.9 s of UT1. */
const FURTHEST_POLE = 2;
const FURTHEST_UT1 = 1;
/** 1900 to 2154. */
const FIRST_MJD = 15020;
const LAST_MJD = 108000;

/** @throws {RecordError} where the values can't be meant */
export function orientationEntry(listed: ListedOrientation): EarthOrientationEntry {
  const { date, mjdUtc, x, y, ut1MinusUtc, preliminary } = listed;
  if (!(mjdUtc >= FIRST_MJD && mjdUtc <= LAST_MJD)) throw new RecordError(`MJD ${mjdUtc} is out of range`);
  if (date !== undefined && modifiedJulianDate(...date) !== Math.floor(mjdUtc)) {
    throw new RecordError(`MJD ${mjdUtc} is not ${date.join("-")}`);
  }
  if (!(Math.abs(x) <= FURTHEST_POLE && Math.abs(y) <= FURTHEST_POLE)) {
    throw new RecordError(`a pole at ${x}", ${y}" is out of range`);
  }
  if (!(Math.abs(ut1MinusUtc) <= FURTHEST_UT1))
    throw new RecordError(`UT1-UTC ${ut1MinusUtc} s is out of range`);
  return { mjdUtc, ut1MinusUtc, polarMotion: [x * ARCSECOND, y * ARCSECOND], preliminary };
}
