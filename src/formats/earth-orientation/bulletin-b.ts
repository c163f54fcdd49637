import type { EarthOrientationEntry } from "../../astro/index.js";
import { RecordError } from "../record-error.js";
import { orientationEntry } from "./orientation-entry.js";
import type { EntryReader } from "./read-earth-orientation.js";

/** Is a line the title of an IERS Bulletin B? */
export function looksLikeBulletin(line: string): boolean {
  return line.length < 200 && /^(.*\s)?BULLETIN\s+B\s*(No\.?\s*|-\s*)?\d+\s*$/i.test(line);
}

/** The sections of a bulletin that say in which order their columns stand, by the words of their title. */
const SECTION = /^\s*(\d+)\s*-\s*(.*)$/;
const MILLI = 1e-3;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/**
 * Reads section 1 of a Bulletin B line by line: year, month, day, MJD, x and y (mas), UT1 − UTC (ms), and more that isn't
 * used. The form is that of number 263 (2010) and later. What stands under "Preliminary extension" is marked as such.
 */
export function bulletinReader(): EntryReader {
  let section = 0;
  let preliminary = false;
  return (line: string): EarthOrientationEntry | null => {
    const title = SECTION.exec(line);
    if (title !== null && /[A-Za-z]/.test(title[2]!)) {
      section = Number(title[1]);
      preliminary = false;
    }
    if (section !== 1) return null;
    if (/^\s*(preliminary|predicted|prediction)/i.test(line)) preliminary = true;
    else if (/^\s*final/i.test(line)) preliminary = false;
    const fields = line.trim().split(/\s+/);
    if (!/^\d{4}$/.test(fields[0]!) || fields.length < 4) return null;
    const values = fields.slice(0, 7).map((f) => (NUMBER.test(f) ? Number(f) : Number.NaN));
    if (values.length < 7 || values.some(Number.isNaN)) {
      throw new RecordError("a day has year, month, day, MJD, x, y and UT1-UTC");
    }
    const [year, month, day, mjdUtc, x, y, ut1MinusUtc] = values as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return orientationEntry({
      date: [year, month, day],
      mjdUtc,
      x: x * MILLI,
      y: y * MILLI,
      ut1MinusUtc: ut1MinusUtc * MILLI,
      preliminary,
    });
  };
}
