import { dateOfYearDay } from "../../astro/index.js";

/**
 * Turns a year, a day of the year and a part of that day into UTC.
 *
 * @param day 1 for 1 January
 * @param nanoseconds since the day's start, of a day of 86,400 s
 * @returns ISO 8601 with Z, or null where the year has no such day
 */
export function utcFromYearDay(year: number, day: number, nanoseconds: number): string | null {
  const date = dateOfYearDay(year, day);
  if (date === null || nanoseconds < 0 || nanoseconds >= 86_400e9) return null;
  const seconds = Math.floor(nanoseconds / 1e9);
  const fraction = String(Math.round(nanoseconds - seconds * 1e9))
    .padStart(9, "0")
    .replace(/0+$/, "");
  const two = (n: number): string => String(n).padStart(2, "0");
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${date}T${clock}${fraction === "" ? "" : `.${fraction}`}Z`;
}
