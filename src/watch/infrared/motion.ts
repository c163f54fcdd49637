import type { Sighting } from "./track.js";

/** Weighted sums from which it follows whether a source stays in one place. */
export interface PlaceSums {
  weight: number;
  u: number;
  v: number;
  squares: number;
  count: number;
}

/** @returns sums over nothing */
export function noPlace(): PlaceSums {
  return { weight: 0, u: 0, v: 0, squares: 0, count: 0 };
}

/** Adds a position with its error, m. */
export function addPlace(sums: PlaceSums, u: number, v: number, sigma: number): void {
  const w = 1 / (sigma * sigma);
  sums.weight += w;
  sums.u += w * u;
  sums.v += w * v;
  sums.squares += w * (u * u + v * v);
  sums.count += 1;
}

/** Sum of squared normalised distances from the common place, and its degrees of freedom. */
export function scatter(sums: PlaceSums): { chiSquare: number; degreesOfFreedom: number } {
  const mean = (sums.u * sums.u + sums.v * sums.v) / sums.weight;
  return { chiSquare: Math.max(0, sums.squares - mean), degreesOfFreedom: 2 * (sums.count - 1) };
}

/**
 * Speed over the last sightings by least squares on a straight line.
 *
 * @param looks so many of the last sightings
 * @param seconds or those of the last so many seconds, where they are more: quick looks lie too near each other to tell a speed
 */
export function recentSpeed(
  sightings: readonly Sighting[],
  looks: number,
  seconds = 0,
): { speed: number; sigma: number } {
  let from = Math.max(0, sightings.length - looks);
  while (from > 0 && sightings.at(-1)!.time - sightings[from - 1]!.time <= seconds) from--;
  const recent = sightings.slice(from);
  let w = 0;
  let t = 0;
  let u = 0;
  let v = 0;
  for (const s of recent) {
    const k = 1 / (s.sigmaMetres * s.sigmaMetres);
    w += k;
    t += k * s.time;
    u += k * s.u;
    v += k * s.v;
  }
  let tt = 0;
  let tu = 0;
  let tv = 0;
  for (const s of recent) {
    const k = 1 / (s.sigmaMetres * s.sigmaMetres);
    const dt = s.time - t / w;
    tt += k * dt * dt;
    tu += k * dt * (s.u - u / w);
    tv += k * dt * (s.v - v / w);
  }
  if (tt <= 0) return { speed: 0, sigma: Number.POSITIVE_INFINITY };
  return { speed: Math.hypot(tu, tv) / tt, sigma: 1 / Math.sqrt(tt) };
}

/** A glint drifts slower than this as the Sun moves (FACTS 2.3: under about 0.3 km/s), m/s. */
const DRIFT = 300;
/** Speed over its error at which a source moves: 4 × 10⁻⁵ by chance in two dimensions. */
const SURE_SPEED = 4.5;
/**
 * Its speed is taken over six looks or so many seconds, whichever is longer, s: a source of 300 m/s is told from noise of a
 * kilometre by how far it comes, not by how often it is looked at. At five seconds a look six looks are longer.
 */
const SPEED_LOOKS = 6;
export const SPEED_SECONDS = 20;
/** A source is called static only after so many sightings over so long, s. */
const STATIC_SIGHTINGS = 6;
const STATIC_SECONDS = 40;

/** Whether the scatter of a source about one place is beyond chance: it does not stay there, however slow it is. */
export function leavesItsPlace(sums: PlaceSums): boolean {
  const { chiSquare, degreesOfFreedom } = scatter(sums);
  return chiSquare > degreesOfFreedom + 4 * Math.sqrt(2 * degreesOfFreedom);
}

/**
 * Whether a source moves: its scatter about one place is beyond chance and so is its speed, or neither is after a
 * good while.
 */
export function judgeMotion(
  sightings: readonly Sighting[],
  sums: PlaceSums,
): "static" | "moving" | "unknown" {
  if (sightings.length < 3) return "unknown";
  const leaves = leavesItsPlace(sums);
  const { speed, sigma } = recentSpeed(sightings, SPEED_LOOKS, SPEED_SECONDS);
  if (leaves && speed > DRIFT && speed > SURE_SPEED * sigma) return "moving";
  const seconds = sightings.at(-1)!.time - sightings[0]!.time;
  const settled = sightings.length >= STATIC_SIGHTINGS && seconds >= STATIC_SECONDS;
  return settled && !leaves ? "static" : "unknown";
}
