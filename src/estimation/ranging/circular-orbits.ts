import {
  add,
  type CelestialState,
  cross,
  dot,
  EARTH,
  findRoot,
  norm,
  type PlaceAt,
  scale,
  subtract,
  unit,
  type Vec3,
} from "../../astro/index.js";
import { fitPolynomial, polynomialAt } from "../least-squares/index.js";
import type { RangePass, StateKnown } from "./range-pass.js";

/** Heights among which an orbit is sought, m above the station, and how fine. */
const LOWEST = 150e3;
const HIGHEST = 40_000e3;
const HEIGHTS = 160;
/** Ranges hardly tell in which direction a pass lies: so many are tried, each with both senses of passing. */
const DIRECTIONS = 8;
/** How far an orbit may be from a circle: 1σ of place and velocity, as shares of radius and speed. */
const DEPARTURE = 0.03;

/** Range (m), its rate (m/s) and its acceleration (m/s²) at the pass's epoch. */
interface RangeAtEpoch {
  readonly range: number;
  readonly rate: number;
  readonly acceleration: number;
}

/**
 * Circular orbits that have the ranges of a pass, for a fit to begin with where nothing was known of the object before.
 *
 * Range, range rate and its acceleration at the pass's middle leave one family of circular orbits: for each azimuth the height
 * sets the elevation, the range rate the heading (but for its sense), and the acceleration the height.
 * @param station where the station is, GCRF, at s after the epoch: for its own motion
 * @returns first guesses with their spread; none where no circular orbit will do
 */
export function circularOrbits(pass: RangePass, station: PlaceAt): StateKnown[] {
  const seen = rangeAtEpoch(pass);
  if (seen === null) return [];
  const site = station(0);
  const velocity = scale(subtract(station(1), station(-1)), 0.5);
  const acceleration = subtract(add(station(1), station(-1)), scale(site, 2));
  const up = unit(site);
  const east = unit(cross([0, 0, 1], up));
  const north = cross(up, east);
  const found: StateKnown[] = [];
  for (let k = 0; k < DIRECTIONS; k++) {
    const azimuth = (2 * Math.PI * k) / DIRECTIONS;
    const level = add(scale(north, Math.cos(azimuth)), scale(east, Math.sin(azimuth)));
    for (const sense of [1, -1]) {
      const stateAt = (radius: number) => circleThrough(radius, sense, seen, site, velocity, up, level);
      const miss = (radius: number): number => {
        const state = stateAt(radius);
        if (state === null) return Number.NaN;
        return accelerationOf(state, site, velocity, acceleration) - seen.acceleration;
      };
      for (const radius of rootsOf(miss, norm(site))) {
        const state = stateAt(radius);
        if (state !== null) found.push(withDeparture(state, radius));
      }
    }
  }
  return found;
}

/** The circular orbit of a radius that has the range and range rate, in a direction and sense; null where none has. */
function circleThrough(
  radius: number,
  sense: number,
  { range, rate }: RangeAtEpoch,
  site: Vec3,
  velocity: Vec3,
  up: Vec3,
  level: Vec3,
): CelestialState | null {
  const distance = norm(site);
  const sine = (radius ** 2 - distance ** 2 - range ** 2) / (2 * range * distance);
  if (!(sine > 0 && sine < 1)) return null;
  const sight = add(scale(up, sine), scale(level, Math.sqrt(1 - sine * sine)));
  const positionGcrf = add(site, scale(sight, range));
  const outwards = unit(positionGcrf);
  const across = subtract(sight, scale(outwards, dot(sight, outwards)));
  const share = norm(across);
  if (!(share > 0)) return null;
  const along = scale(across, 1 / share);
  const speed = Math.sqrt(EARTH.gm / radius);
  const cosine = (rate + dot(velocity, sight)) / (speed * share);
  if (!(Math.abs(cosine) <= 1)) return null;
  const aside = scale(cross(outwards, along), sense * Math.sqrt(1 - cosine * cosine));
  return { positionGcrf, velocityGcrf: scale(add(scale(along, cosine), aside), speed) };
}

function accelerationOf(
  { positionGcrf, velocityGcrf }: CelestialState,
  site: Vec3,
  velocity: Vec3,
  acceleration: Vec3,
): number {
  const away = subtract(positionGcrf, site);
  const range = norm(away);
  const sight = scale(away, 1 / range);
  const moving = subtract(velocityGcrf, velocity);
  const rate = dot(moving, sight);
  const pull = scale(positionGcrf, -EARTH.gm / norm(positionGcrf) ** 3);
  return (dot(moving, moving) - rate * rate) / range + dot(subtract(pull, acceleration), sight);
}

function rootsOf(miss: (radius: number) => number, distance: number): number[] {
  const roots: number[] = [];
  let before = Number.NaN;
  let last = 0;
  for (let k = 0; k <= HEIGHTS; k++) {
    const radius = distance + LOWEST * (HIGHEST / LOWEST) ** (k / HEIGHTS);
    const now = miss(radius);
    if (before * now <= 0) roots.push(findRoot(miss, last, radius, 1));
    before = now;
    last = radius;
  }
  return roots;
}

function withDeparture(state: CelestialState, radius: number): StateKnown {
  const root = new Float64Array(36);
  for (let i = 0; i < 6; i++)
    root[7 * i] = DEPARTURE * (i < 3 ? radius - EARTH.radius : norm(state.velocityGcrf));
  return { state, root };
}

/** Degree of the polynomial that the squares of the ranges follow over a pass, where there are ranges enough. */
const DEGREE = 4;
/** With so many ranges two more powers are told well. */
const MANY = 12;

/** Rounds in which what lies far off the polynomial is left out, and how far: in median departures. */
const ROUNDS = 6;
const FAR = 8;

/** By a polynomial through the squares of the ranges, which bend less than the ranges; null with too few of them. */
function rangeAtEpoch({ seconds, ranges }: RangePass): RangeAtEpoch | null {
  const span = seconds.reduce((most, t) => Math.max(most, Math.abs(t)), 1e-3);
  let kept = [...seconds.keys()];
  let c: Float64Array | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    const n = kept.length;
    const terms = Math.min(n >= MANY ? DEGREE + 3 : DEGREE + 1, n);
    if (terms < 3) return null;
    c = fitPolynomial(
      Float64Array.from(kept, (k) => seconds[k]! / span),
      Float64Array.from(kept, (k) => ranges[k]! ** 2),
      terms,
    );
    if (c === null) return null;
    const power = c;
    const departures = kept.map((k) => {
      const x = seconds[k]! / span;
      return Math.abs(ranges[k]! ** 2 - polynomialAt(power, x));
    });
    const limit = FAR * [...departures].sort((a, b) => a - b)[n >> 1]!;
    const next = kept.filter((_, i) => departures[i]! <= limit);
    if (next.length === n || next.length < 3) break;
    kept = next;
  }
  if (c === null || !(c[0]! > 0)) return null;
  const range = Math.sqrt(c[0]!);
  const rate = c[1]! / span / (2 * range);
  const acceleration = (c[2]! / span ** 2 - rate * rate) / range;
  return { range, rate, acceleration };
}
