/**
 * UTC texts as whole microseconds and back, by the calendar alone: a day has room for its leap second, so that every
 * text has one number and no table is needed.
 */
const DAY = 86_401_000_000;
const SECOND = 1_000_000;
const MILLENNIUM_DAYS = 730_485;
/** So far from 2000 (71 years), twice the difference of two times is still exact. */
const GREATEST = 2 ** 51;

let cachedDate = "";
let cachedStart = 0;

/** @returns microseconds of a text as Firstlight writes it, or null where it is another form or lies beyond 1929–2071 */
export function microsecondsOf(text: string): number | null {
  if (!text.startsWith(cachedDate) || cachedDate === "") {
    const date = text.slice(0, 11);
    const days = daysOf(date);
    if (days === null || (Math.abs(days) + 1) * DAY > GREATEST) return null;
    cachedDate = date;
    cachedStart = days * DAY;
  }
  const length = text.length;
  if (length < 20 || length > 27 || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return null;
  if (text.charCodeAt(length - 1) !== 90) return null;
  const hour = pair(text, 11);
  const minute = pair(text, 14);
  const second = pair(text, 17);
  if (!(hour <= 23 && minute <= 59 && second <= 60)) return null;
  if (second === 60 && (hour !== 23 || minute !== 59)) return null;
  let fraction = 0;
  if (length > 20) {
    if (text.charCodeAt(19) !== 46 || length === 21 || text.charCodeAt(length - 2) === 48) return null;
    for (let i = 20; i < 26; i++) {
      const digit = i < length - 1 ? text.charCodeAt(i) - 48 : 0;
      if (!(digit >= 0 && digit <= 9)) return null;
      fraction = 10 * fraction + digit;
    }
  }
  return cachedStart + (3600 * hour + 60 * minute + second) * SECOND + fraction;
}

let writtenSecond = Number.NaN;
let writtenText = "";

/** The text of {@link microsecondsOf}'s number. */
export function textOfMicroseconds(microseconds: number): string {
  const second = Math.floor(microseconds / SECOND);
  if (second !== writtenSecond) {
    writtenText = textOfSecond(second);
    writtenSecond = second;
  }
  const fraction = microseconds - second * SECOND;
  if (fraction === 0) return `${writtenText}Z`;
  return `${writtenText}.${String(fraction).padStart(6, "0").replace(/0+$/, "")}Z`;
}

function textOfSecond(second: number): string {
  const days = Math.floor(second / (DAY / SECOND));
  const ofDay = second - days * (DAY / SECOND);
  if (ofDay === 86_400) return `${dateOf(days)}23:59:60`;
  const two = (n: number) => String(n).padStart(2, "0");
  return `${dateOf(days)}${two(Math.floor(ofDay / 3600))}:${two(Math.floor(ofDay / 60) % 60)}:${two(ofDay % 60)}`;
}

/** Two digits at a place; NaN where they are none. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}

/** Days since 2000-01-01 of `YYYY-MM-DDT` in the Gregorian calendar, or null. */
function daysOf(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T$/.test(date)) return null;
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  // March begins the year, so that the leap day ends it
  const y = month > 2 ? year : year - 1;
  const m = month > 2 ? month - 3 : month + 9;
  const days =
    365 * y +
    Math.floor(y / 4) -
    Math.floor(y / 100) +
    Math.floor(y / 400) +
    Math.floor((153 * m + 2) / 5) +
    day -
    1 +
    60 -
    MILLENNIUM_DAYS;
  return dateOf(days) === date ? days : null;
}

/** `YYYY-MM-DDT` of a number of days since 2000-01-01. */
function dateOf(days: number): string {
  const shifted = days + MILLENNIUM_DAYS - 60;
  const era = Math.floor(shifted / 146_097);
  const inEra = shifted - era * 146_097;
  const y = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const inYear = inEra - (365 * y + Math.floor(y / 4) - Math.floor(y / 100));
  const m = Math.floor((5 * inYear + 2) / 153);
  const day = inYear - Math.floor((153 * m + 2) / 5) + 1;
  const month = m < 10 ? m + 3 : m - 9;
  const year = y + 400 * era + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}T`;
}
