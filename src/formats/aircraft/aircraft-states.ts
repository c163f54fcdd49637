import type { Epoch } from "../../astro/index.js";
import type { RejectedRecord } from "../record-error.js";

/** What one aircraft reported of itself, in the order of the file. Columns of equal length; NaN where nothing was reported. */
export interface AircraftFlight {
  /** 24-bit address as six small hexadecimal digits, or whatever name the file gives; empty where it gives none. */
  readonly aircraft: string;
  /** Instant from which `seconds` count: the first state's. */
  readonly start: Epoch;
  /** s after `start`; may run back where the recorder's clock did. */
  readonly seconds: Float64Array;
  /** Geodetic, rad. */
  readonly latitude: Float64Array;
  readonly longitude: Float64Array;
  /** By the barometer as a rule, m. */
  readonly altitude: Float64Array;
  /** m/s */
  readonly groundSpeed: Float64Array;
  /** Course over ground, from north clockwise, rad. */
  readonly track: Float64Array;
  /** m/s */
  readonly verticalRate: Float64Array;
}

/** States of one or several aircraft. */
export interface AircraftRecording {
  /** By aircraft, in the order in which they first appear. */
  readonly flights: readonly AircraftFlight[];
  /** Records read, the rejected ones included. */
  readonly records: number;
  /** Records of no use; `line` counts records from 1 where the file is one JSON array, lines in other files. */
  readonly rejected: readonly RejectedRecord[];
}

/** One record as it stands in the file, its numbers parsed: units of the file. */
export interface RawState {
  readonly aircraft: string;
  /** Unix time, ms. */
  readonly time: number;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly altitudeFeet: number;
  readonly groundSpeedKnots: number;
  readonly trackDeg: number;
  readonly verticalRateFeetPerMinute: number;
}

const DEGREE = Math.PI / 180;
const FOOT = 0.3048;
const KNOT = 1852 / 3600;
const FOOT_PER_MINUTE = FOOT / 60;

/** Columns that grow as records come: plain arrays of numbers, one a quantity. */
export interface GrowingFlight {
  readonly aircraft: string;
  readonly times: number[];
  readonly columns: readonly [number[], number[], number[], number[], number[], number[]];
}

/** A flight without states. */
export function emptyFlight(aircraft: string): GrowingFlight {
  return { aircraft, times: [], columns: [[], [], [], [], [], []] };
}

/** Adds a state, turned into SI units and radians. */
export function addState({ times, columns }: GrowingFlight, state: RawState): void {
  times.push(state.time);
  columns[0].push(state.latitudeDeg * DEGREE);
  columns[1].push(state.longitudeDeg * DEGREE);
  columns[2].push(state.altitudeFeet * FOOT);
  columns[3].push(state.groundSpeedKnots * KNOT);
  columns[4].push(state.trackDeg * DEGREE);
  columns[5].push(state.verticalRateFeetPerMinute * FOOT_PER_MINUTE);
}

/** @param epochOf instant of a Unix time in ms */
export function finishFlight(
  { aircraft, times, columns }: GrowingFlight,
  epochOf: (milliseconds: number) => Epoch,
): AircraftFlight {
  const first = times[0]!;
  const [latitude, longitude, altitude, groundSpeed, track, verticalRate] = columns;
  return {
    aircraft,
    start: epochOf(first),
    seconds: Float64Array.from(times, (t) => (t - first) / 1000),
    latitude: Float64Array.from(latitude),
    longitude: Float64Array.from(longitude),
    altitude: Float64Array.from(altitude),
    groundSpeed: Float64Array.from(groundSpeed),
    track: Float64Array.from(track),
    verticalRate: Float64Array.from(verticalRate),
  };
}
