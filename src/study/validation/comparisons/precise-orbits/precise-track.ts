import {
  addSeconds,
  EARTH,
  type EarthFixedState,
  type Epoch,
  interpolateTable,
  type Vec3,
} from "../../../../astro/index.js";
import type { PreciseOrbit } from "../../../../formats/index.js";

/** Rows of a polynomial through positions: of degree 9, which is exact to a millimetre for rows of a tenth of a radian. */
const POINTS = 10;
/** Rows further apart than this many usual steps have a gap between them. */
const GAP_STEPS = 1.5;

/** Rows so far apart, rad of the orbit at its fastest, that a polynomial through them errs by centimetres in 10 min of flight. */
const COARSE_TURN = 0.2;

/** A run of rows without a gap. */
interface Run {
  readonly from: number;
  readonly to: number;
}

/** A satellite's precise orbit, ready to be asked for states. */
export interface PreciseTrack {
  readonly satellite: string;
  readonly start: Epoch;
  readonly orbit: PreciseOrbit;
  /** The usual time between rows, s. */
  readonly step: number;
  readonly runs: readonly Run[];
  /** Mean and least distance from the Earth's centre, m. */
  readonly meanRadius: number;
  readonly leastRadius: number;
}

/** Rows that a file calls predicted are no truth; where all are, they are all there is. */
function measuredRows(orbit: PreciseOrbit): PreciseOrbit {
  const rows = [...orbit.seconds.keys()].filter((i) => orbit.predicted[i] === 0);
  if (rows.length === 0 || rows.length === orbit.seconds.length) return orbit;
  const three = (v: Float64Array): Float64Array =>
    Float64Array.from(rows.flatMap((i) => [...v.subarray(3 * i, 3 * i + 3)]));
  return {
    satellite: orbit.satellite,
    seconds: Float64Array.from(rows, (i) => orbit.seconds[i]!),
    positions: three(orbit.positions),
    velocities: orbit.velocities === null ? null : three(orbit.velocities),
    manoeuvre: Uint8Array.from(rows, (i) => orbit.manoeuvre[i]!),
    predicted: new Uint8Array(rows.length),
  };
}

/** @returns null where too few rows follow one another */
export function preciseTrack(whole: PreciseOrbit, start: Epoch): PreciseTrack | null {
  const orbit = measuredRows(whole);
  const { seconds, positions, satellite } = orbit;
  const n = seconds.length;
  const steps = Float64Array.from(
    { length: Math.max(n - 1, 0) },
    (_, i) => seconds[i + 1]! - seconds[i]!,
  ).sort();
  const step = steps[steps.length >> 1] ?? 0;
  const runs: Run[] = [];
  let from = 0;
  for (let i = 1; i <= n; i++) {
    if (i < n && seconds[i]! - seconds[i - 1]! <= GAP_STEPS * step) continue;
    if (i - from >= POINTS) runs.push({ from, to: i });
    from = i;
  }
  if (runs.length === 0) return null;
  const radii = Array.from({ length: n }, (_, i) => Math.hypot(...positions.subarray(3 * i, 3 * i + 3)));
  const leastRadius = radii.reduce((least, r) => Math.min(least, r), Number.POSITIVE_INFINITY);
  const meanRadius = radii.reduce((sum, r) => sum + r, 0) / n;
  return { satellite, start, orbit, step, runs, meanRadius, leastRadius };
}

/**
 * Why a track's rows are too far apart to judge a flight by; null where they aren't.
 *
 * Velocities by the slope of the places, and places between rows, err by the ninth power of the angle from row to row: 2 cm in
 * 10 min at 0.2 rad (three minutes at 800 km), 3 m at 0.3.
 */
export function coarseRows({ step, meanRadius, leastRadius }: PreciseTrack): string | null {
  const fastest = Math.sqrt(EARTH.gm * (2 / leastRadius - 1 / meanRadius)) / leastRadius;
  const turn = step * fastest;
  if (turn <= COARSE_TURN) return null;
  return `its rows are ${(step / 60).toFixed(0)} min apart, up to ${((turn * 180) / Math.PI).toFixed(0)}° of its orbit: neither velocities nor places between them are known well enough`;
}

function runAt({ runs, orbit }: PreciseTrack, t: number): Run | undefined {
  return runs.find(({ from, to }) => t >= orbit.seconds[from]! && t <= orbit.seconds[to - 1]!);
}

const place = new Float64Array(3);
const rate = new Float64Array(3);

/**
 * Where the satellite was, and its velocity by the slope of the positions, Earth-fixed.
 *
 * @param t TAI seconds after the track's start
 * @returns null within gaps, and outside
 */
function interpolated(track: PreciseTrack, t: number): EarthFixedState | null {
  const run = runAt(track, t);
  if (run === undefined) return null;
  const { seconds, positions } = track.orbit;
  const times = seconds.subarray(run.from, run.to);
  interpolateTable(times, positions.subarray(3 * run.from, 3 * run.to), 3, t, POINTS, place, rate);
  return { positionEcef: vector(place), velocityEcef: vector(rate) };
}

/** Where the satellite was, m, Earth-fixed; null within gaps, and outside. */
export function positionAt(track: PreciseTrack, t: number): Vec3 | null {
  return interpolated(track, t)?.positionEcef ?? null;
}

/**
 * The state at a row: with the file's velocity, or where it has none that of a polynomial through the positions, in whose
 * middle the row must lie.
 *
 * @returns null where there is no velocity to be had
 */
export function stateAtRow(track: PreciseTrack, row: number): EarthFixedState | null {
  const { positions, velocities, seconds } = track.orbit;
  const positionEcef = vector(positions.subarray(3 * row, 3 * row + 3));
  if (velocities !== null && !Number.isNaN(velocities[3 * row]!)) {
    return { positionEcef, velocityEcef: vector(velocities.subarray(3 * row, 3 * row + 3)) };
  }
  const run = track.runs.find(({ from, to }) => row >= from && row < to);
  const half = POINTS / 2;
  if (run === undefined || row - run.from < half || run.to - 1 - row < half) return null;
  return { positionEcef, velocityEcef: interpolated(track, seconds[row]!)!.velocityEcef };
}

/** So long before and after a row its velocity depends on the positions, s: 0 where the file gives it. */
export function velocityReach(track: PreciseTrack): number {
  return track.orbit.velocities === null ? (track.step * POINTS) / 2 : 0;
}

/** The instant of a time of the track. */
export function instantOf(track: PreciseTrack, t: number): Epoch {
  return addSeconds(track.start, t);
}

function vector(v: Float64Array): Vec3 {
  return [v[0]!, v[1]!, v[2]!];
}
