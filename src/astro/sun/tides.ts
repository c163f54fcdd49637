import * as Astronomy from "astronomy-engine";
import type { Epoch } from "../time/epoch.js";
import { ttJulianDate } from "../time/rotation.js";
import type { Vec3 } from "../vector.js";

const ASTRONOMICAL_UNIT = 149597870700;
/** Gravitational parameters of Sun and Moon, m³/s². Source: IERS Conventions (2010), table 1.1; DE421. */
const GM_SUN = 1.32712440018e20;
const GM_MOON = 4.902800076e12;
/** s between the instants at which Sun and Moon are reckoned: a cubic between them keeps the Moon within 100 m. */
const STEP = 21600;
/** Instants that are remembered at most: three years. */
const REMEMBERED = 4400;

/**
 * Where the Moon is from the Earth's centre, m, along the axes of GCRF, by astronomy-engine: the lunar theory of
 * Montenbruck and Pfleger (after Brown), good to some 10 km.
 */
export function moonGcrf(e: Epoch): Vec3 {
  const v = Astronomy.GeoMoon(timeOf(e));
  return [v.x * ASTRONOMICAL_UNIT, v.y * ASTRONOMICAL_UNIT, v.z * ASTRONOMICAL_UNIT];
}

function timeOf(e: Epoch): Astronomy.AstroTime {
  const [midnight, fraction] = ttJulianDate(e);
  return Astronomy.AstroTime.FromTerrestrialTime(midnight - 2451545 + fraction);
}

/** Places of Sun and Moon at whole steps of TAI. What is remembered is a pure function of the instant. */
const remembered = new Map<number, Float64Array>();

function placesAt(index: number): Float64Array {
  const held = remembered.get(index);
  if (held !== undefined) return held;
  const e: Epoch = { seconds: index * STEP, nanoseconds: 0 };
  const sun = Astronomy.GeoVector(Astronomy.Body.Sun, timeOf(e), false);
  const places = Float64Array.of(sun.x, sun.y, sun.z, 0, 0, 0).map((c) => c * ASTRONOMICAL_UNIT);
  places.set(moonGcrf(e), 3);
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(index, places);
  return places;
}

const bodies = new Float64Array(6);

function placeBodies(seconds: number): void {
  const index = Math.floor(seconds / STEP);
  const s = seconds / STEP - index;
  // Lagrange's cubic through the steps −1, 0, 1, 2
  const a = (-s * (s - 1) * (s - 2)) / 6;
  const b = ((s + 1) * (s - 1) * (s - 2)) / 2;
  const c = (-(s + 1) * s * (s - 2)) / 2;
  const d = ((s + 1) * s * (s - 1)) / 6;
  const before = placesAt(index - 1);
  const here = placesAt(index);
  const next = placesAt(index + 1);
  const after = placesAt(index + 2);
  for (let i = 0; i < 6; i++) bodies[i] = a * before[i]! + b * here[i]! + c * next[i]! + d * after[i]!;
}

/**
 * Adds what Sun and Moon do to a body beyond what they do to the Earth's centre (m/s²), as point masses: 1e-6 m/s² at
 * 800 km, 2e-6 at the heights of navigation satellites.
 *
 * Source: Montenbruck and Gill (2000), equation 3.37.
 * @param seconds TAI since 2000-01-01T00:00:00 TAI
 * @param place three numbers, GCRF, m
 * @param out the attraction is added from `offset` on
 */
export function addSunAndMoon(seconds: number, place: Float64Array, out: Float64Array, offset: number): void {
  placeBodies(seconds);
  addBody(GM_SUN, 0, place, out, offset);
  addBody(GM_MOON, 3, place, out, offset);
}

function addBody(gm: number, from: number, place: Float64Array, out: Float64Array, offset: number): void {
  const x = bodies[from]!;
  const y = bodies[from + 1]!;
  const z = bodies[from + 2]!;
  const dx = x - place[0]!;
  const dy = y - place[1]!;
  const dz = z - place[2]!;
  const d2 = dx * dx + dy * dy + dz * dz;
  const b2 = x * x + y * y + z * z;
  const there = gm / (d2 * Math.sqrt(d2));
  const centre = gm / (b2 * Math.sqrt(b2));
  out[offset]! += there * dx - centre * x;
  out[offset + 1]! += there * dy - centre * y;
  out[offset + 2]! += there * dz - centre * z;
}
