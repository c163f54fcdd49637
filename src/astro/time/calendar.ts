const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of a month (1 to 12) of the proleptic Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : MONTH_DAYS[month - 1]!;
}

/** Days from 2000-01-01 to a date of the proleptic Gregorian calendar. */
export function daysSince2000(year: number, month: number, day: number): number {
  // Fliegel and van Flandern (1968), integer arithmetic
  const a = Math.trunc((month - 14) / 12);
  const julianDayNumber =
    Math.trunc((1461 * (year + 4800 + a)) / 4) +
    Math.trunc((367 * (month - 2 - 12 * a)) / 12) -
    Math.trunc((3 * Math.trunc((year + 4900 + a) / 100)) / 4) +
    day -
    32075;
  return julianDayNumber - 2451545;
}

/** The date that lies so many days after 2000-01-01. */
export function dateOfDay(daysSince2000: number): { year: number; month: number; day: number } {
  let l = daysSince2000 + 2451545 + 68569;
  const n = Math.trunc((4 * l) / 146097);
  l -= Math.trunc((146097 * n + 3) / 4);
  const i = Math.trunc((4000 * (l + 1)) / 1461001);
  l -= Math.trunc((1461 * i) / 4) - 31;
  const j = Math.trunc((80 * l) / 2447);
  const day = l - Math.trunc((2447 * j) / 80);
  l = Math.trunc(j / 11);
  return { year: 100 * (n - 49) + i + l, month: j + 2 - 12 * l, day };
}

/**
 * Writes a day of the year as a date.
 *
 * @param dayOfYear 1 for 1 January
 * @returns ISO 8601, or null where the year has no such day
 */
export function dateOfYearDay(year: number, dayOfYear: number): string | null {
  const first = daysSince2000(year, 1, 1);
  if (!(dayOfYear >= 1 && dayOfYear <= daysSince2000(year + 1, 1, 1) - first)) return null;
  return isoDate(dateOfDay(first + dayOfYear - 1));
}

/** A date as ISO 8601. */
export function isoDate({ year, month, day }: { year: number; month: number; day: number }): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
