import { EARTH } from "../../../astro/index.js";
import type { RadarSite } from "../../../sensors/index.js";
import type { Return } from "./returns.js";

/** What is believed of a velocity component before two looks, 1σ, m/s. */
const UNKNOWN_SPEED = 4000;
/** Acceleration that free flight does not explain, 1σ over the time between two looks, m/s². */
const UNEXPLAINED = 5;
/** Share of a new range innovation in their running mean square. */
const FRESH = 0.3;

/** Variances of a place and its velocity in one direction: m², m²/s, m²/s². */
interface Uncertainty {
  place: number;
  both: number;
  speed: number;
}

/** What a radar itself knows of something that it has detected: nothing but its own looks. */
export interface TrackFile {
  /** What it is in truth: tells the simulation whom a beam in its direction meets, and nothing else. */
  readonly target: number;
  readonly born: number;
  /** Earth-fixed by apparent looks, m and m/s. */
  readonly state: Float64Array;
  readonly along: Uncertainty;
  readonly across: Uncertainty;
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

const predicted = new Float64Array(6);
const measured = new Float64Array(3);
const sight = new Float64Array(3);

/**
 * Begins a track at an echo.
 *
 * @param coupling t of the look's chirp, s: the range is r + t·ṙ of a range rate that nobody knows yet
 */
export function openTrackFile(
  site: RadarSite,
  target: number,
  time: number,
  back: Return,
  coupling: number,
): TrackFile {
  const state = new Float64Array(6);
  toEarthFixed(site, back.azimuth, back.elevation, back.range, state);
  const rate = back.rangeRate;
  const speed = rate === null ? UNKNOWN_SPEED ** 2 : rate.sigma ** 2;
  if (rate !== null) {
    for (let i = 0; i < 3; i++) {
      state[3 + i] = (rate.value * (state[i]! - site.positionEcef[i]!)) / back.range;
    }
  }
  return {
    target,
    born: time,
    state,
    along: {
      place: back.sigmaRange ** 2 + coupling * coupling * speed,
      both: -coupling * speed,
      speed,
    },
    across: { place: back.sigmaAcross ** 2, both: 0, speed: UNKNOWN_SPEED ** 2 },
    time,
    looks: 1,
    misses: 0,
    rateSquare: Number.NaN,
    reportedIn: -1,
  };
}

/** Writes the Earth-fixed place of an apparent look. */
function toEarthFixed(
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
  const pull = -EARTH.gm / radius ** 3;
  const w = EARTH.rotation;
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

/**
 * Takes a detection into a track: a Kalman filter of place and velocity along the line of sight and one across it,
 * which share the state. Along it a chirp measures r + t·ṙ.
 *
 * @param rangeInnovation measured less expected range, m
 * @param coupling t of the look's chirp, s
 */
export function updateTrack(
  site: RadarSite,
  track: TrackFile,
  time: number,
  back: Return,
  rangeInnovation: number,
  coupling: number,
): void {
  predictTrack(track, time, predicted);
  toEarthFixed(site, back.azimuth, back.elevation, back.range, measured);
  for (let i = 0; i < 3; i++) sight[i] = (measured[i]! - site.positionEcef[i]!) / back.range;
  const dt = Math.max(time - track.time, 1e-3);
  const along = gains(track.along, dt, back.sigmaRange ** 2, coupling);
  const across = gains(track.across, dt, back.sigmaAcross ** 2, 0);
  const far = dotSight(measured) - dotSight(predicted);
  const ahead =
    far - coupling * (predicted[3]! * sight[0]! + predicted[4]! * sight[1]! + predicted[5]! * sight[2]!);
  for (let i = 0; i < 3; i++) {
    const aside = measured[i]! - predicted[i]! - far * sight[i]!;
    track.state[i] = predicted[i]! + along.place * ahead * sight[i]! + across.place * aside;
    track.state[3 + i] = predicted[3 + i]! + along.speed * ahead * sight[i]! + across.speed * aside;
  }
  track.time = time;
  track.looks += 1;
  track.misses = 0;
  // the second look still tells the velocity; from the third on an innovation tells how well it is known
  if (track.looks < 3) return;
  const square = (rangeInnovation / dt) ** 2;
  const before = Number.isNaN(track.rateSquare) ? square : track.rateSquare;
  track.rateSquare = before + FRESH * (square - before);
}

/** Component along the line of sight. */
function dotSight(place: Float64Array): number {
  return place[0]! * sight[0]! + place[1]! * sight[1]! + place[2]! * sight[2]!;
}

/** Carries an uncertainty over a time, then takes a measurement of place + t·velocity into it. */
function gains(u: Uncertainty, dt: number, noise: number, t: number): { place: number; speed: number } {
  const kick = (UNEXPLAINED * dt) ** 2;
  const place = u.place + dt * (2 * u.both + dt * u.speed) + (kick * dt * dt) / 4;
  const both = u.both + dt * u.speed + (kick * dt) / 2;
  const speed = u.speed + kick;
  const placeSeen = place + t * both;
  const speedSeen = both + t * speed;
  const innovation = placeSeen + t * speedSeen + noise;
  const gain = { place: placeSeen / innovation, speed: speedSeen / innovation };
  u.place = place - gain.place * placeSeen;
  u.both = both - gain.place * speedSeen;
  u.speed = speed - gain.speed * speedSeen;
  return gain;
}
