import { daysSince2000 } from "./calendar.js";

/**
 * Leap seconds: TAI − UTC by UTC day.
 *
 * Source: IERS Bulletin C up to number 72 (no leap second at the end of December 2026). Before 1972 UTC ran at
 * another rate than TAI, in steps of milliseconds; here the 10 s of 1 January 1972 are taken for all earlier days,
 * which is wrong by up to 8.6 s (1961) and concerns no measurement of this system.
 */

const STEPS: readonly (readonly [year: number, month: number, taiMinusUtc: number])[] = [
  [1972, 7, 11],
  [1973, 1, 12],
  [1974, 1, 13],
  [1975, 1, 14],
  [1976, 1, 15],
  [1977, 1, 16],
  [1978, 1, 17],
  [1979, 1, 18],
  [1980, 1, 19],
  [1981, 7, 20],
  [1982, 7, 21],
  [1983, 7, 22],
  [1985, 7, 23],
  [1988, 1, 24],
  [1990, 1, 25],
  [1991, 1, 26],
  [1992, 7, 27],
  [1993, 7, 28],
  [1994, 7, 29],
  [1996, 1, 30],
  [1997, 7, 31],
  [1999, 1, 32],
  [2006, 1, 33],
  [2009, 1, 34],
  [2012, 7, 35],
  [2015, 7, 36],
  [2017, 1, 37],
];

const STEP_DAYS = STEPS.map(([year, month]) => daysSince2000(year, month, 1));
const STEP_OFFSETS = STEPS.map(([, , offset]) => offset);
const FIRST_OFFSET = 10;

/** TAI − UTC on a UTC day (days since 2000-01-01), s. */
export function taiMinusUtcOnDay(day: number): number {
  for (let i = STEP_DAYS.length - 1; i >= 0; i--) if (day >= STEP_DAYS[i]!) return STEP_OFFSETS[i]!;
  return FIRST_OFFSET;
}

/** Does the UTC day (days since 2000-01-01) end with a second 23:59:60? */
export function endsWithLeapSecond(day: number): boolean {
  return taiMinusUtcOnDay(day + 1) > taiMinusUtcOnDay(day);
}

/** TAI − UTC at an instant given in whole TAI seconds since 2000-01-01T00:00:00 TAI, s. */
export function taiMinusUtcAtTai(taiSeconds: number): number {
  for (let i = STEP_DAYS.length - 1; i >= 0; i--)
    if (taiSeconds >= STEP_DAYS[i]! * 86400 + STEP_OFFSETS[i]!) return STEP_OFFSETS[i]!;
  return FIRST_OFFSET;
}

/** Is this whole TAI second an inserted one (23:59:60 UTC)? */
export function isLeapSecond(taiSeconds: number): boolean {
  for (let i = STEP_DAYS.length - 1; i >= 0; i--)
    if (taiSeconds === STEP_DAYS[i]! * 86400 + STEP_OFFSETS[i]! - 1) return true;
  return false;
}
