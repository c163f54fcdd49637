import { EARTH } from "../../../../astro/index.js";
import {
  type AltitudeSpeedRecord,
  type FreeArc,
  findFreeArcs,
  fitPolynomial,
  polynomialAt,
  rejectOutliers,
} from "../../../../estimation/index.js";

const EARTH_RADIUS = EARTH.meanRadius;

/** The part of a record before an instant, s. */
export function recordUntil(record: AltitudeSpeedRecord, until: number): AltitudeSpeedRecord {
  let count = 0;
  while (count < record.time.length && record.time[count]! <= until) count += 1;
  return {
    ...record,
    time: record.time.subarray(0, count),
    altitude: record.altitude.subarray(0, count),
    speed: record.speed.subarray(0, count),
  };
}

/**
 * What an observer has so long after a cut-off: outliers judged and the cut-off found by what was read until then alone.
 *
 * @param raw record with its outliers
 * @param cutOff as the whole record shows it, s
 * @param seconds after it
 * @returns null where no cut-off near that one can be seen yet
 */
export function seenAfter(
  raw: AltitudeSpeedRecord,
  cutOff: number,
  seconds: number,
): { readonly record: AltitudeSpeedRecord; readonly cutOff: number } | null {
  const record = rejectOutliers(recordUntil(raw, cutOff + seconds));
  const arc = findFreeArcs(record, { shortest: seconds - 12 }).at(-1);
  return arc === undefined || Math.abs(arc.start - cutOff) > 10 ? null : { record, cutOff: arc.start };
}

/** Mean of the readings within ± so many seconds; NaN where there are none. */
export function meanAround(time: Float64Array, values: Float64Array, at: number, half: number): number {
  let [count, sum] = [0, 0];
  for (let k = 0; k < time.length; k++) {
    if (Math.abs(time[k]! - at) > half || Number.isNaN(values[k]!)) continue;
    count += 1;
    sum += values[k]!;
  }
  return count === 0 ? Number.NaN : sum / count;
}

/**
 * A reading as it would be at an instant: straight between the mean of those shortly before it and of those shortly after, so
 * that rows a few seconds apart err by no way flown in between; NaN where one of the two sides has none.
 *
 * @param half how far to either side, s: more than the usual distance of rows
 */
export function readingAt(time: Float64Array, values: Float64Array, at: number, half: number): number {
  const [before, after] = [
    { count: 0, time: 0, value: 0 },
    { count: 0, time: 0, value: 0 },
  ];
  for (let k = 0; k < time.length; k++) {
    const t = time[k]! - at;
    if (Math.abs(t) > half || Number.isNaN(values[k]!)) continue;
    if (t === 0) {
      // in the middle it counts for both sides
      for (const side of [before, after]) {
        side.count += 1;
        side.value += values[k]!;
      }
      continue;
    }
    const side = t < 0 ? before : after;
    side.count += 1;
    side.time += t;
    side.value += values[k]!;
  }
  if (before.count === 0 || after.count === 0) return Number.NaN;
  const [t0, t1] = [before.time / before.count, after.time / after.count];
  const [v0, v1] = [before.value / before.count, after.value / after.count];
  return t1 === t0 ? (v0 + v1) / 2 : v0 - (t0 * (v1 - v0)) / (t1 - t0);
}

/**
 * Rows farther apart than this are too coarse for the marks, which are for displays read each second or two, s: a figure's change is
 * not seen when it happens, nor a swing told from a turn.
 */
export const COARSE_ROWS = 2.5;

/** The usual time between rows that hold something, s. */
export function rowStep({ time, altitude, speed }: AltitudeSpeedRecord): number {
  const held = time.filter((_, k) => !Number.isNaN(altitude[k]!) || !Number.isNaN(speed[k]!));
  const steps = held
    .slice(1)
    .map((t, k) => t - held[k]!)
    .sort();
  return steps[steps.length >> 1] ?? Number.POSITIVE_INFINITY;
}

/** Way over the ground from lift-off, by the speed and the rise of the altitude, m. */
export function groundWayUntil(record: AltitudeSpeedRecord, until: number): number {
  const step = 4;
  let way = 0;
  let before = 0;
  for (let t = record.time[0] ?? 0; t < until; t += step) {
    const height = (at: number) => meanAround(record.time, record.altitude, at, 5);
    const speed = meanAround(record.time, record.speed, t + step / 2, 2.5);
    const climb = (height(t + step) - height(t)) / step;
    const rate = Math.sqrt(Math.max(0, speed ** 2 - climb ** 2)) / (1 + height(t) / EARTH_RADIUS);
    if (Number.isFinite(rate)) before = rate;
    way += before * step;
  }
  return way;
}

/** The greatest altitude that a record shows on an arc, and when. */
export interface RecordedApogee {
  readonly altitude: number;
  readonly time: number;
  /** Error of the reading, 1σ, m. */
  readonly sigma: number;
}

/** Around its greatest height an arc is taken as a polynomial of the fourth degree over so much of the fall, m. */
const LEAST_CAP = 1_500;
const CAP_STEPS = 10;

/**
 * Reads the apogee off a record: a curve through all altitudes near the top (of the fourth degree where there are enough), whose
 * maximum is taken.
 *
 * @returns null where the arc has no top that is seen from both sides
 */
export function recordedApogee(record: AltitudeSpeedRecord, arc: FreeArc): RecordedApogee | null {
  const { time, altitude, altitudeStep } = record;
  const rows: number[] = [];
  for (let k = 0; k < time.length; k++) {
    if (time[k]! >= arc.start && time[k]! <= arc.end && !Number.isNaN(altitude[k]!)) rows.push(k);
  }
  const top = rows.reduce((most, k) => Math.max(most, altitude[k]!), 0);
  const cap = top - Math.max(LEAST_CAP, CAP_STEPS * altitudeStep);
  const fall = Math.max(700, 1.5 * altitudeStep);
  const first = rows[0];
  const last = rows.at(-1);
  if (first === undefined || altitude[first]! > top - fall || altitude[last!]! > top - fall) return null;
  const near = rows.filter((k) => altitude[k]! >= cap);
  const [from, to] = [time[near[0]!]!, time[near.at(-1)!]!];
  const [middle, half] = [(from + to) / 2, (to - from) / 2];
  const curve = fitPolynomial(
    near.map((k) => (time[k]! - middle) / half),
    near.map((k) => altitude[k]!),
    near.length > 40 ? 5 : 3,
  );
  if (curve === null) return null;
  let best = { altitude: Number.NEGATIVE_INFINITY, time: middle };
  for (let i = 0; i <= 400; i++) {
    const u = -1 + i / 200;
    const value = polynomialAt(curve, u);
    if (value > best.altitude) best = { altitude: value, time: middle + half * u };
  }
  return { ...best, sigma: Math.max(0.15 * altitudeStep, 50) };
}

/** Where a record touches down: it shows nothing above the ground's step and hardly any speed; null where it ends before. */
export function touchDown(record: AltitudeSpeedRecord, after: number): number | null {
  const { time, altitude, speed, altitudeStep } = record;
  let seen = -1;
  for (let k = 0; k < time.length; k++) {
    if (time[k]! < after || Number.isNaN(altitude[k]!) || Number.isNaN(speed[k]!)) continue;
    seen = k;
    if (altitude[k]! < 0.5 * altitudeStep + 50 && speed[k]! < 10) return time[k]!;
  }
  // broadcasts that end in the last seconds before it
  return seen >= 0 && altitude[seen]! <= altitudeStep && speed[seen]! < 60 ? time[seen]! : null;
}
