import { EARTH, type Epoch, geodeticToEcef, type Vec3 } from "../../../../astro/index.js";
import {
  constantAcceleration,
  copyGaussian,
  type Gaussian,
  gaussian,
  intervalSmoother,
  kalmanFilter,
  linearMeasurement,
} from "../../../../estimation/index.js";
import type { AircraftFlight, JudgedFlight } from "../../../../formats/index.js";

/** Where an aircraft was, second by second, without gaps. */
export interface FlightPart {
  /** s after the flight's start, rising. */
  readonly seconds: Float64Array;
  readonly latitude: Float64Array;
  readonly longitude: Float64Array;
  readonly height: Float64Array;
  /** Upwards, m/s and m/s². */
  readonly climb: Float64Array;
  readonly lift: Float64Array;
}

const RADIUS = EARTH.meanRadius;
/** Longer silence parts a flight, s; parts shorter than this tell nothing, s. */
const LONGEST_GAP = 30;
const SHORTEST_PART = 120;
/** Spectral density of the jerk: an airliner's turn, a parabola's pull-up, m²/s⁵. */
const JERK = { level: 1, upwards: 4 } as const;
/**
 * Errors of reports, 1σ: a position is stamped with a whole second (0.3 s at 230 m/s); an altitude has steps of 25 ft and comes
 * up to a second late. A value that only repeats the one before it may be a filled-in one, and counts for little.
 */
const PLACE = 60;
const ALTITUDE = { fresh: 30, repeated: 200 } as const;
const RATE = { fresh: 3, repeated: 60 } as const;

/**
 * A flight as its good reports have it, smoothed: an axis each by constant acceleration with white jerk, forwards and back
 * (Rauch, Tung and Striebel 1965). Repeated values are taken as what they are: nothing new.
 *
 * @returns its parts without gaps, in order of time
 */
export function smoothFlight(flight: AircraftFlight, judged: JudgedFlight): FlightPart[] {
  const usable = judged.places.flatMap((place, i) => (place === "good" || place === "stuck" ? [i] : []));
  return partsOf(flight, usable)
    .filter((part) => flight.seconds[part.at(-1)!]! - flight.seconds[part[0]!]! >= SHORTEST_PART)
    .flatMap((part) => smoothPart(flight, judged, part) ?? []);
}

function partsOf({ seconds }: AircraftFlight, good: readonly number[]): number[][] {
  const parts: number[][] = [];
  for (const i of good) {
    const part = parts.at(-1);
    if (part === undefined || seconds[i]! - seconds[part.at(-1)!]! > LONGEST_GAP) parts.push([i]);
    else part.push(i);
  }
  return parts;
}

/** One report on an axis: a place or a rate, with its 1σ. */
interface Report {
  readonly derivative: 0 | 1;
  readonly value: number;
  readonly sigma: number;
}

function smoothPart(
  flight: AircraftFlight,
  judged: JudgedFlight,
  part: readonly number[],
): FlightPart | null {
  const { latitude, longitude, verticalRate } = flight;
  const altitude = flight.altitude.map((h, i) => (judged.altitudes[i] === "good" ? h : Number.NaN));
  if (!part.some((i) => Number.isFinite(altitude[i]!))) return null;
  const seconds = Float64Array.from(part, (i) => flight.seconds[i]!);
  const level = Math.cos(latitude[part[part.length >> 1]!]!) * RADIUS;
  const eastwards = unwrapped(part.map((i) => longitude[i]!));
  const moved = (k: number) =>
    judged.places[part[k]!] === "good" &&
    (k === 0 ||
      latitude[part[k]!] !== latitude[part[k - 1]!] ||
      longitude[part[k]!] !== longitude[part[k - 1]!]);
  const place =
    (values: (k: number) => number) =>
    (k: number): Report[] =>
      moved(k) ? [{ derivative: 0, value: values(k), sigma: PLACE }] : [];
  const vertical = (k: number): Report[] => {
    const reports: Report[] = [];
    const [i, before] = [part[k]!, part[k - 1] ?? -1];
    const h = altitude[i]!;
    const rate = verticalRate[i]!;
    if (Number.isFinite(h))
      reports.push({
        derivative: 0,
        value: h,
        sigma: h === altitude[before] ? ALTITUDE.repeated : ALTITUDE.fresh,
      });
    if (Number.isFinite(rate))
      reports.push({
        derivative: 1,
        value: rate,
        sigma: rate === verticalRate[before] ? RATE.repeated : RATE.fresh,
      });
    return reports;
  };
  const north = smoothAxis(
    seconds,
    place((k) => latitude[part[k]!]! * RADIUS),
    JERK.level,
  );
  const east = smoothAxis(
    seconds,
    place((k) => eastwards[k]! * level),
    JERK.level,
  );
  const up = smoothAxis(seconds, vertical, JERK.upwards);
  return {
    seconds,
    latitude: Float64Array.from(north, (g) => g.mean[0]! / RADIUS),
    longitude: Float64Array.from(east, (g) => g.mean[0]! / level),
    height: Float64Array.from(up, (g) => g.mean[0]!),
    climb: Float64Array.from(up, (g) => g.mean[1]!),
    lift: Float64Array.from(up, (g) => g.mean[2]!),
  };
}

function unwrapped(angles: readonly number[]): number[] {
  let turns = 0;
  return angles.map((angle, k) => {
    const step = k === 0 ? 0 : angle - angles[k - 1]!;
    if (step > Math.PI) turns -= 1;
    if (step < -Math.PI) turns += 1;
    return angle + 2 * Math.PI * turns;
  });
}

function smoothAxis(
  seconds: Float64Array,
  reportsAt: (k: number) => readonly Report[],
  jerk: number,
): Gaussian[] {
  const motion = constantAcceleration(1, jerk);
  const filter = kalmanFilter(motion);
  const models = new Map<string, ReturnType<typeof linearMeasurement>>();
  const modelOf = ({ derivative, sigma }: Report) => {
    const key = `${derivative} ${sigma}`;
    const known =
      models.get(key) ??
      linearMeasurement(
        3,
        Float64Array.of(derivative === 0 ? 1 : 0, derivative, 0),
        Float64Array.of(sigma * sigma),
      );
    models.set(key, known);
    return known;
  };
  const first = firstPlace(seconds, reportsAt);
  const state = gaussian(seconds[0]!, [first, 0, 0], [1e8, 300 ** 2, 20 ** 2]);
  const filtered: Gaussian[] = [];
  for (const [k, time] of seconds.entries()) {
    filter.predict(state, time);
    for (const report of reportsAt(k)) filter.update(state, modelOf(report), Float64Array.of(report.value));
    filtered.push(copyGaussian(state));
  }
  intervalSmoother(motion)(filtered);
  return filtered;
}

function firstPlace(seconds: Float64Array, reportsAt: (k: number) => readonly Report[]): number {
  for (const k of seconds.keys())
    for (const { derivative, value } of reportsAt(k)) if (derivative === 0) return value;
  return 0;
}

/** Where the aircraft was between two seconds of a part. */
export interface FlightPlace {
  readonly positionEcef: Vec3;
  readonly height: number;
  readonly lift: number;
}

/** @returns the place at a time, or null outside the part */
export function placeIn(part: FlightPart, time: number): FlightPlace | null {
  const { seconds } = part;
  if (time < seconds[0]! || time > seconds.at(-1)!) return null;
  let low = 0;
  let high = seconds.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (seconds[middle]! <= time) low = middle;
    else high = middle;
  }
  const share = high === low ? 0 : (time - seconds[low]!) / (seconds[high]! - seconds[low]!);
  const between = (column: Float64Array) => column[low]! + share * (column[high]! - column[low]!);
  const height = between(part.height);
  return {
    positionEcef: geodeticToEcef({
      latitude: between(part.latitude),
      longitude: between(part.longitude),
      height,
    }),
    height,
    lift: between(part.lift),
  };
}

/** A flight with what was made of it. */
export interface SmoothedFlight {
  readonly flight: AircraftFlight;
  readonly judged: JudgedFlight;
  readonly parts: readonly FlightPart[];
  readonly start: Epoch;
}
