import { EARTH } from "../../../astro/index.js";
import type { RadarSite } from "../../../sensors/index.js";

/** The filter forgets no faster than over so many looks: its gains stay above those of the growing memory there. */
const LONGEST_MEMORY = 8;
/** Share of a new range innovation in their running mean square. */
const FRESH = 0.3;

/** What a radar itself knows of something that it has detected: nothing but its own looks. */
export interface TrackFile {
  /** What it is in truth: tells the simulation whom a beam in its direction meets, and nothing else. */
  readonly target: number;
  readonly born: number;
  /** Earth-fixed by apparent looks, m and m/s. */
  readonly state: Float64Array;
  /** Of the state, s after the run's start. */
  time: number;
  /** Detections so far. */
  looks: number;
  /** Looks in a row without an echo. */
  misses: number;
  /** Running mean square of the range innovations over the times between looks, m²/s². */
  rateSquare: number;
  /** Scan in which it was last reported. */
  reportedIn: number;
}

/** Begins a track at an apparent look. */
export function openTrackFile(
  site: RadarSite,
  target: number,
  time: number,
  azimuth: number,
  elevation: number,
  range: number,
): TrackFile {
  const state = new Float64Array(6);
  toEarthFixed(site, azimuth, elevation, range, state);
  return { target, born: time, state, time, looks: 1, misses: 0, rateSquare: Number.NaN, reportedIn: -1 };
}

/** Writes the Earth-fixed place of an apparent look. */
export function toEarthFixed(
  { positionEcef, east, north, up }: RadarSite,
  azimuth: number,
  elevation: number,
  range: number,
  out: Float64Array,
): void {
  const level = range * Math.cos(elevation);
  const e = level * Math.sin(azimuth);
  const n = level * Math.cos(azimuth);
  const u = range * Math.sin(elevation);
  for (let i = 0; i < 3; i++) out[i] = positionEcef[i]! + e * east[i]! + n * north[i]! + u * up[i]!;
}

/** Free flight about a spherical Earth in turning axes, to the second order of the time. */
export function predictTrack(track: TrackFile, time: number, out: Float64Array): void {
  const s = track.state;
  const dt = time - track.time;
  const radius = Math.sqrt(s[0]! ** 2 + s[1]! ** 2 + s[2]! ** 2);
  const pull = track.looks < 2 ? 0 : -EARTH.gm / radius ** 3;
  const w = track.looks < 2 ? 0 : EARTH.rotation;
  const ax = pull * s[0]! + 2 * w * s[4]! + w * w * s[0]!;
  const ay = pull * s[1]! - 2 * w * s[3]! + w * w * s[1]!;
  const az = pull * s[2]!;
  out[0] = s[0]! + dt * (s[3]! + 0.5 * dt * ax);
  out[1] = s[1]! + dt * (s[4]! + 0.5 * dt * ay);
  out[2] = s[2]! + dt * (s[5]! + 0.5 * dt * az);
  out[3] = s[3]! + dt * ax;
  out[4] = s[4]! + dt * ay;
  out[5] = s[5]! + dt * az;
}

const predicted = new Float64Array(6);
const measured = new Float64Array(3);
const sight = new Float64Array(3);

/**
 * Takes a detection into a track: an α–β filter with the gains of a growing memory, α = 2(2n − 1)/(n(n + 1)) and
 * β = 6/(n(n + 1)), which fit a straight line to all looks so far (Morrison, Introduction to Sequential Smoothing and
 * Prediction, 1969, ch. 9), held from the eighth look on. It runs in the coupled range, r + t·ṙ, which is what a chirp
 * measures; the state is uncoupled by the range rate that comes out.
 *
 * @param back what was measured
 * @param rangeInnovation measured less expected range, m
 * @param coupling t of the look's chirp, s
 */
export function updateTrack(
  site: RadarSite,
  track: TrackFile,
  time: number,
  back: { readonly azimuth: number; readonly elevation: number; readonly range: number },
  rangeInnovation: number,
  coupling: number,
): void {
  predictTrack(track, time, predicted);
  toEarthFixed(site, back.azimuth, back.elevation, back.range, measured);
  for (let i = 0; i < 3; i++) sight[i] = (measured[i]! - site.positionEcef[i]!) / back.range;
  const dt = Math.max(time - track.time, 1e-3);
  track.looks += 1;
  track.misses = 0;
  const n = Math.min(track.looks, LONGEST_MEMORY);
  const alpha = (2 * (2 * n - 1)) / (n * (n + 1));
  const beta = 6 / (n * (n + 1));
  const coupled = coupling * along(predicted, 3);
  for (let i = 0; i < 3; i++) {
    const expected = predicted[i]! + coupled * sight[i]!;
    const innovation = measured[i]! - expected;
    track.state[i] = expected + alpha * innovation;
    track.state[3 + i] = predicted[3 + i]! + (beta * innovation) / dt;
  }
  const uncoupled = coupling * along(track.state, 3);
  for (let i = 0; i < 3; i++) track.state[i]! -= uncoupled * sight[i]!;
  track.time = time;
  // the second look still tells the velocity; from the third on an innovation tells how well it is known
  if (track.looks >= 3) {
    const square = (rangeInnovation / dt) ** 2;
    track.rateSquare = Number.isNaN(track.rateSquare)
      ? square
      : (1 - FRESH) * track.rateSquare + FRESH * square;
  }
}

/** Component of a vector along the line of sight. */
function along(values: Float64Array, first: number): number {
  return values[first]! * sight[0]! + values[first + 1]! * sight[1]! + values[first + 2]! * sight[2]!;
}
