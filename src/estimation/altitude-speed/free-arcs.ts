import { EARTH } from "../../astro/index.js";
import type { AltitudeSpeedRecord } from "./reject-outliers.js";

/** A stretch of free fall: from when the engine was out to when something acted again, or the record ends. */
export interface FreeArc {
  /** s */
  readonly start: number;
  readonly end: number;
  /** Whether thrust was seen right before it. */
  readonly afterThrust: boolean;
}

export interface FreeArcOptions {
  /** Error of one altitude and of one speed where the display's last digit is finer than that, m and m/s. */
  readonly altitudeError?: number;
  readonly speedError?: number;
  /** Below this nothing falls freely, m. */
  readonly floor?: number;
  /** Shortest arc, s. */
  readonly shortest?: number;
}

/** Window in which the energy must stay, s. */
const WINDOW = 20;
/** A push along the way of less than this goes unnoticed, m/s². */
const LEAST_PUSH = 0.05;
/** Arcs whose gap is shorter are one where the energy is the same on both sides, s. */
const BRIDGE = 15;
const FLOOR = 60e3;
const SHORTEST = 40;
const SIGMAS = 3;
const RADIUS = EARTH.radius;
const SURFACE_GRAVITY = 9.8;

/** Energy per mass of each second, J/kg, and its standard error. */
interface Energies {
  readonly time: Float64Array;
  readonly altitude: Float64Array;
  readonly speed: Float64Array;
  readonly energy: Float64Array;
  readonly sigma: Float64Array;
}

/**
 * Where a record falls freely: there the energy v²/2 + Φ(h) in the turning frame (Jacobi's integral) is constant. It is judged
 * in windows of 20 s by the slope of a straight line and by how far the energies lie from it; a thrust along the way a of the
 * speed v changes it by a·v a second. A window that passes is free as a whole, so that a cut-off is found to a second or two.
 *
 * What it can't see: a thrust square to the way, and one weaker than the reading allows (about 0.05 m/s² at 7 km/s and altitudes
 * of 1 km, 0.6 m/s² at 500 m/s).
 *
 * @param record without outliers
 */
export function findFreeArcs(record: AltitudeSpeedRecord, options: FreeArcOptions = {}): FreeArc[] {
  const energies = energiesOf(record, options);
  const free = new Uint8Array(energies.time.length);
  for (let from = 0; from < free.length; from++) {
    const to = windowEnd(energies, from);
    if (to !== null && isFree(energies, from, to, options.floor ?? FLOOR)) free.fill(1, from, to + 1);
  }
  const arcs: { start: number; end: number; from: number; to: number }[] = [];
  for (let k = 0; k < free.length; k++) {
    if (free[k] === 0) continue;
    const last = arcs.at(-1);
    const joined =
      last !== undefined && energies.time[k]! - last.end <= BRIDGE && sameEnergy(energies, last.to, k);
    if (joined) {
      last.end = energies.time[k]!;
      last.to = k;
    } else arcs.push({ start: energies.time[k]!, end: energies.time[k]!, from: k, to: k });
  }
  return arcs
    .filter(({ start, end }) => end - start >= (options.shortest ?? SHORTEST))
    .map(({ start, end, from }) => ({ start, end, afterThrust: thrustBefore(energies, from) }));
}

/** Whether two instants have the same energy within their errors. */
function sameEnergy({ energy, sigma }: Energies, a: number, b: number): boolean {
  return Math.abs(energy[a]! - energy[b]!) < SIGMAS * Math.hypot(sigma[a]!, sigma[b]!);
}

/** Index of the row a window's length after one; null where the record has a gap or ends. */
function windowEnd({ time }: Energies, from: number): number | null {
  let to = from;
  while (to < time.length && time[to]! - time[from]! < WINDOW) to += 1;
  return to < time.length && time[to]! - time[from]! < 1.5 * WINDOW && to - from >= 10 ? to : null;
}

function isFree(e: Energies, from: number, to: number, floor: number): boolean {
  const middle = (e.time[from]! + e.time[to]!) / 2;
  let [sum, slopeSum, squares, speed, sigma] = [0, 0, 0, 0, 0];
  const count = to - from + 1;
  for (let k = from; k <= to; k++) {
    if (!(e.altitude[k]! > floor)) return false;
    const dt = e.time[k]! - middle;
    sum += e.energy[k]!;
    slopeSum += dt * e.energy[k]!;
    squares += dt * dt;
    speed += e.speed[k]! / count;
    sigma = Math.max(sigma, e.sigma[k]!);
  }
  const slope = slopeSum / squares;
  // the errors of smoothed altitudes hang together: the window holds about three independent ones
  const slopeSigma = sigma / Math.sqrt(3) / Math.sqrt(squares / count);
  if (Math.abs(slope) > SIGMAS * slopeSigma + LEAST_PUSH * speed) return false;
  for (let k = from; k <= to; k++) {
    const off = e.energy[k]! - sum / count - slope * (e.time[k]! - middle);
    if (Math.abs(off) > SIGMAS * e.sigma[k]!) return false;
  }
  return true;
}

function thrustBefore({ time, energy, sigma }: Energies, start: number): boolean {
  let k = start;
  while (k > 0 && time[start]! - time[k]! < 6) k -= 1;
  return k < start && Math.abs(energy[start]! - energy[k]!) > 4 * Math.hypot(sigma[start]!, sigma[k]!);
}

function energiesOf(record: AltitudeSpeedRecord, options: FreeArcOptions): Energies {
  const { time } = record;
  const altitudeSigma = Math.max(record.altitudeStep / Math.sqrt(12), options.altitudeError ?? 30);
  const speedSigma = Math.max(record.speedStep / Math.sqrt(12), options.speedError ?? 0.3);
  const rows: number[][] = [];
  const altitudeAt = smoother(time, record.altitude, 8, 2);
  const speedAt = smoother(time, record.speed, 1.2, 1);
  const first = Math.ceil(time[0] ?? 0);
  const last = Math.floor(time.at(-1) ?? -1);
  for (let t = first; t <= last; t++) {
    const [h, v] = [altitudeAt(t), speedAt(t)];
    if (h === null || v === null) continue;
    const potential = (SURFACE_GRAVITY * h * RADIUS) / (RADIUS + h);
    const gravity = SURFACE_GRAVITY * (RADIUS / (RADIUS + h)) ** 2;
    rows.push([t, h, v, 0.5 * v * v + potential, Math.hypot(0.6 * gravity * altitudeSigma, v * speedSigma)]);
  }
  const column = (i: number) => Float64Array.from(rows, (r) => r[i]!);
  return { time: column(0), altitude: column(1), speed: column(2), energy: column(3), sigma: column(4) };
}

/**
 * Least-squares polynomial of degree 1 or 2 through the readings within ± so many seconds.
 *
 * @returns value at a time; null where there are too few readings on either side
 */
export function smoother(
  time: Float64Array,
  values: Float64Array,
  half: number,
  degree: 1 | 2,
): (at: number) => number | null {
  let from = 0;
  return (at) => {
    while (from > 0 && time[from - 1]! >= at - half) from -= 1;
    while (from < time.length && time[from]! < at - half) from += 1;
    const s = new Float64Array(5);
    const b = new Float64Array(3);
    let [before, after] = [0, 0];
    for (let k = from; k < time.length && time[k]! <= at + half; k++) {
      if (Number.isNaN(values[k]!)) continue;
      const u = (time[k]! - at) / half;
      if (u <= 0) before += 1;
      if (u >= 0) after += 1;
      for (let p = 0, w = 1; p < 5; p++, w *= u) {
        s[p]! += w;
        if (p < 3) b[p]! += w * values[k]!;
      }
    }
    if (before === 0 || after === 0) return null;
    const quadratic = degree === 2 && s[0]! >= 5;
    if (!quadratic) {
      const determinant = s[0]! * s[2]! - s[1]! ** 2;
      return determinant > 1e-9 ? (b[0]! * s[2]! - b[1]! * s[1]!) / determinant : b[0]! / s[0]!;
    }
    const c0 = s[2]! * s[4]! - s[3]! * s[3]!;
    const c1 = s[1]! * s[4]! - s[2]! * s[3]!;
    const c2 = s[1]! * s[3]! - s[2]! * s[2]!;
    const determinant = s[0]! * c0 - s[1]! * c1 + s[2]! * c2;
    if (!(Math.abs(determinant) > 1e-9)) return b[0]! / s[0]!;
    return (b[0]! * c0 - b[1]! * c1 + b[2]! * c2) / determinant;
  };
}
