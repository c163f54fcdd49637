import type { AltitudeSpeedRecord } from "./reject-outliers.js";

/** One figure that an estimator is given, with an error that may be taken as independent of the others'. */
export interface Reading {
  /** s */
  readonly time: number;
  readonly quantity: "altitude" | "speed";
  /** m or m/s */
  readonly value: number;
  /** 1σ, the same unit */
  readonly sigma: number;
}

export interface ReadingErrors {
  /** Error of an altitude and of a speed beside the last digit's, 1σ, m and m/s. */
  readonly altitude: number;
  readonly speed: number;
  /** Such errors hang together over so many seconds. */
  readonly correlation: number;
}

/** What a broadcast's own display adds to its last digit: its delay and how often it is renewed. */
export const DISPLAY_ERRORS: ReadingErrors = { altitude: 40, speed: 0.1, correlation: 5 };

/** Altitudes so coarse tell most where the last digit changes, m. */
const COARSE = 400;
/** A coarse altitude that doesn't change is taken as one reading in so many seconds. */
const PLATEAU = 30;
/** Rows further apart tell nothing of when a digit changed, s. */
const NEXT_ROW = 3;

/**
 * Makes readings with independent errors of a stretch of a record.
 *
 * A display that shows whole kilometres errs by up to half of one, and by the same for as long as it shows the same figure: such
 * readings are no independent ones. What it does tell, to the time between two rows, is when the altitude passed from one figure
 * to the next; so altitudes are read there. Where the figure stays for long, it counts once in half a minute with the error of
 * an even distribution. Speeds, and altitudes with fine digits, are averaged over the time that their errors hang together.
 *
 * @param record without outliers
 * @param from s
 * @param to s
 */
export function readingsOf(
  record: AltitudeSpeedRecord,
  from: number,
  to: number,
  errors: ReadingErrors = DISPLAY_ERRORS,
): Reading[] {
  const speeds = averages(record, "speed", from, to, errors);
  const altitudes =
    record.altitudeStep >= COARSE
      ? changes(record, from, to, errors)
      : averages(record, "altitude", from, to, errors);
  return [...speeds, ...altitudes].sort((a, b) => a.time - b.time);
}

function averages(
  record: AltitudeSpeedRecord,
  quantity: "altitude" | "speed",
  from: number,
  to: number,
  errors: ReadingErrors,
): Reading[] {
  const values = quantity === "speed" ? record.speed : record.altitude;
  const step = quantity === "speed" ? record.speedStep : record.altitudeStep;
  const own = quantity === "speed" ? errors.speed : errors.altitude;
  const sigma = Math.hypot(step / Math.sqrt(12), own);
  const readings: Reading[] = [];
  for (let start = from; start < to - 1e-6; start += errors.correlation) {
    const end = Math.min(start + errors.correlation, to);
    let [count, time, sum] = [0, 0, 0];
    for (let k = firstAfter(record.time, start); k < values.length && record.time[k]! < end; k++) {
      if (Number.isNaN(values[k]!)) continue;
      count += 1;
      time += record.time[k]!;
      sum += values[k]!;
    }
    if (count > 0) readings.push({ time: time / count, quantity, value: sum / count, sigma });
  }
  return readings;
}

function changes(record: AltitudeSpeedRecord, from: number, to: number, errors: ReadingErrors): Reading[] {
  const { time, altitude, altitudeStep: step } = record;
  const readings: Reading[] = [];
  let before = -1;
  let since = from;
  let lastChange = Number.NEGATIVE_INFINITY;
  for (let k = firstAfter(time, from); k < time.length && time[k]! <= to; k++) {
    if (Number.isNaN(altitude[k]!)) continue;
    const now = time[k]!;
    const gap = before < 0 ? Number.POSITIVE_INFINITY : now - time[before]!;
    const by = before < 0 ? 0 : Math.abs(altitude[k]! - altitude[before]!);
    if (Math.abs(by - step) < 0.01 * step && gap <= NEXT_ROW) {
      // a display that flickers between two figures gives one change, not several
      if (now - lastChange > 2 * gap) {
        const rate = step / Math.max(1, Math.min(now - lastChange, 60));
        const sigma = Math.hypot(errors.altitude, (rate * gap) / Math.sqrt(12));
        const value = (altitude[k]! + altitude[before]!) / 2;
        readings.push({ time: (now + time[before]!) / 2, quantity: "altitude", value, sigma });
      }
      lastChange = now;
      since = now;
    } else if (by > 1.01 * step) since = now;
    else if (now - since >= PLATEAU) {
      const sigma = Math.hypot(errors.altitude, step / Math.sqrt(12));
      readings.push({ time: (now + since) / 2, quantity: "altitude", value: altitude[k]!, sigma });
      since = now;
    }
    before = k;
  }
  return readings;
}

function firstAfter(time: Float64Array, at: number): number {
  let [low, high] = [0, time.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
