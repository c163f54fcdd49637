import { daysSince2000 } from "../time/calendar.js";
import type { Epoch } from "../time/epoch.js";
import { taiMinusUtcOnDay } from "../time/leap-seconds.js";
import { taiMinusUtc } from "../time/rotation.js";
import type { EarthOrientation } from "./teme.js";

/** What the Earth's orientation was at one time, as a bulletin lists it. */
export interface EarthOrientationEntry extends EarthOrientation {
  /** Modified Julian date, UTC: whole where the entry stands for midnight. */
  readonly mjdUtc: number;
  /** Not final: a rapid, preliminary or predicted value. */
  readonly preliminary: boolean;
}

/** Entries by rising time, one for each; made by {@link earthOrientationTable}. */
export interface EarthOrientationTable {
  /** TAI seconds since 2000-01-01T00:00:00 TAI. */
  readonly seconds: Float64Array;
  /** UT1 − TAI, s: unlike UT1 − UTC it doesn't step at leap seconds. */
  readonly ut1MinusTai: Float64Array;
  /** Coordinates of the pole, rad. */
  readonly poleX: Float64Array;
  readonly poleY: Float64Array;
  readonly entries: readonly EarthOrientationEntry[];
}

/** The Earth's orientation at an instant, and whether it is known. */
export interface OrientationAtEpoch extends EarthOrientation {
  /** False outside of the table, where all values are 0. */
  readonly known: boolean;
}

/** Whole days from MJD 0 (1858-11-17) to 2000-01-01. */
const MJD_OF_2000_01_01 = 51544;
/** Entries further apart than this leave a gap in which nothing is known, days (old bulletins came every five days). */
const LARGEST_STEP = 5.5;
/** So far beyond its ends a table is continued, days: UT1 − UTC is then off by less than 1 ms, 0.5 m at the equator. */
const BEYOND = 1;

/**
 * Makes a table of entries in any order. Of several for one time the final one stands before a preliminary one, and
 * among equals the one that was given first: tables merge as `earthOrientationTable([...a.entries, ...b.entries])`.
 */
export function earthOrientationTable(entries: Iterable<EarthOrientationEntry>): EarthOrientationTable {
  const byDate = new Map<number, EarthOrientationEntry>();
  for (const entry of entries) {
    const held = byDate.get(entry.mjdUtc);
    if (held === undefined || (held.preliminary && !entry.preliminary)) byDate.set(entry.mjdUtc, entry);
  }
  const sorted = [...byDate.values()].sort((a, b) => a.mjdUtc - b.mjdUtc);
  const offsets = sorted.map(({ mjdUtc }) => taiMinusUtcOnDay(Math.floor(mjdUtc) - MJD_OF_2000_01_01));
  return {
    seconds: Float64Array.from(sorted, (e, i) => (e.mjdUtc - MJD_OF_2000_01_01) * 86400 + offsets[i]!),
    ut1MinusTai: Float64Array.from(sorted, (e, i) => e.ut1MinusUtc - offsets[i]!),
    poleX: Float64Array.from(sorted, (e) => e.polarMotion[0]),
    poleY: Float64Array.from(sorted, (e) => e.polarMotion[1]),
    entries: sorted,
  };
}

/** @returns the modified Julian date of midnight UTC of a day of the Gregorian calendar */
export function modifiedJulianDate(year: number, month: number, day: number): number {
  return daysSince2000(year, month, day) + MJD_OF_2000_01_01;
}

const UNKNOWN: OrientationAtEpoch = { ut1MinusUtc: 0, polarMotion: [0, 0], known: false };

/**
 * The Earth's orientation at an instant: UT1 − TAI and polar motion by Lagrange's polynomial through the four nearest
 * entries (linear next to a gap or an end, and up to a day beyond an end), as IERS Conventions (2010), section 5.5.1
 * recommends for daily values.
 *
 * Tides of a day and half a day are not added: they move UT1 by up to 0.03 ms (1.5 cm at the equator) and the pole by
 * up to 0.5 mas (1.5 cm).
 * @returns zeros with `known` false where the table has nothing for the instant
 */
export function earthOrientationAt(table: EarthOrientationTable, e: Epoch): OrientationAtEpoch {
  const { seconds } = table;
  const t = e.seconds + e.nanoseconds * 1e-9;
  const n = seconds.length;
  if (n === 0 || !(t >= seconds[0]! - BEYOND * 86400 && t <= seconds[n - 1]! + BEYOND * 86400))
    return UNKNOWN;
  let next = firstAfter(seconds, t);
  if (next === 0) next = Math.min(1, n - 1);
  if (next === n) next = n - 1;
  const before = Math.max(next - 1, 0);
  if (!adjoin(seconds, before, next)) return nearGap(table, e, t, before, next);
  const from = before > 0 && adjoin(seconds, before - 1, before) ? before - 1 : before;
  const to = next < n - 1 && adjoin(seconds, next, next + 1) ? next + 1 : next;
  const inside = t >= seconds[before]! && t <= seconds[next]!;
  return inside && to - from === 3 ? between(table, e, t, from, to) : between(table, e, t, before, next);
}

/** Beside a gap the nearest entry stands for up to a day. */
function nearGap(
  table: EarthOrientationTable,
  e: Epoch,
  t: number,
  before: number,
  next: number,
): OrientationAtEpoch {
  const nearest = Math.abs(t - table.seconds[before]!) <= Math.abs(table.seconds[next]! - t) ? before : next;
  if (Math.abs(t - table.seconds[nearest]!) > BEYOND * 86400) return UNKNOWN;
  return between(table, e, t, nearest, nearest);
}

function firstAfter(seconds: Float64Array, t: number): number {
  let low = 0;
  let high = seconds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (seconds[middle]! > t) high = middle;
    else low = middle + 1;
  }
  return low;
}

function adjoin(seconds: Float64Array, a: number, b: number): boolean {
  return seconds[b]! - seconds[a]! <= LARGEST_STEP * 86400;
}

/** Mean rate of UT1 between two entries; 0 of one. */
function rateOver({ seconds, ut1MinusTai }: EarthOrientationTable, from: number, to: number): number {
  return from === to ? 0 : (ut1MinusTai[to]! - ut1MinusTai[from]!) / (seconds[to]! - seconds[from]!);
}

function between(
  table: EarthOrientationTable,
  e: Epoch,
  t: number,
  from: number,
  to: number,
): OrientationAtEpoch {
  let ut1MinusTai = 0;
  let x = 0;
  let y = 0;
  for (let i = from; i <= to; i++) {
    let weight = 1;
    for (let j = from; j <= to; j++) {
      if (j !== i) weight *= (t - table.seconds[j]!) / (table.seconds[i]! - table.seconds[j]!);
    }
    ut1MinusTai += weight * table.ut1MinusTai[i]!;
    x += weight * table.poleX[i]!;
    y += weight * table.poleY[i]!;
  }
  return {
    ut1MinusUtc: ut1MinusTai + taiMinusUtc(e),
    polarMotion: [x, y],
    ut1Rate: rateOver(table, from, to),
    known: true,
  };
}
