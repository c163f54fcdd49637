import { type Energies, energiesOf, type ReadingError } from "./energies.js";
import type { AltitudeSpeedRecord } from "./reject-outliers.js";

/** A stretch of free fall: from when the engine was out to when something acted again, or the record ends. */
export interface FreeArc {
  /** s */
  readonly start: number;
  readonly end: number;
  /** Whether thrust was seen right before it. */
  readonly afterThrust: boolean;
}

export interface FreeArcOptions extends ReadingError {
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
