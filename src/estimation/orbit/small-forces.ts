import {
  addSeconds,
  cross,
  EARTH,
  type Epoch,
  heightOf,
  shadow,
  standardAtmosphere,
  sunApparentGcrf,
  unit,
  type Vec3,
} from "../../astro/index.js";

/**
 * Axes that a thrust keeps its direction in: those of GCRF (a body that doesn't turn), or radial, forward and along the orbit's
 * pole (one that keeps a face to the Earth).
 */
export type ThrustAxes = "inertial" | "orbital";

/** What pushes a satellite beside gravity. */
export interface SmallForces {
  /** Coefficient of the Sun's pressure times area over mass, m²/kg. */
  readonly pressure: number;
  /** Coefficient of the air's drag times area over mass, m²/kg. */
  readonly drag: number;
  /** A thrust as a polynomial in time, one entry a power, each along the three axes, m/s²/s^k. */
  readonly thrust: readonly Vec3[];
}

/** Pressure of sunlight at one astronomical unit, N/m² (1361 W/m² over the speed of light; Kopp and Lean 2011). */
const SUN_PRESSURE = 1361 / 299_792_458;
const ASTRONOMICAL_UNIT = 149_597_870_700;
/** The Sun's way is taken as straight over so long, s: it turns by 1° a day, and its pull aside by 1e-4 of that. */
const SUN_STEP = 21_600;

/** Place of the Sun at any time after an epoch, by straight lines between instants. */
function sunAfter(epoch: Epoch): (t: number) => Vec3 {
  const places = new Map<number, Vec3>();
  const at = (k: number): Vec3 => {
    const held = places.get(k);
    if (held !== undefined) return held;
    const place = sunApparentGcrf(addSeconds(epoch, k * SUN_STEP));
    places.set(k, place);
    return place;
  };
  return (t) => {
    const k = Math.floor(t / SUN_STEP);
    const [a, b] = [at(k), at(k + 1)];
    const s = t / SUN_STEP - k;
    return [a[0] + s * (b[0] - a[0]), a[1] + s * (b[1] - a[1]), a[2] + s * (b[2] - a[2])];
  };
}

/**
 * Acceleration by the Sun's pressure on a ball (Montenbruck and Gill 2000, equation 3.75, half in the penumbra), by the
 * drag of the standard atmosphere that turns with the Earth (equation 3.97), and by a small thrust.
 *
 * @returns adds to `add` (GCRF, m/s²), as {@link celestialFlight} asks for it
 */
export function smallForces(
  epoch: Epoch,
  axes: ThrustAxes,
): (
  forces: SmallForces,
) => (t: number, state: Float64Array, add: Float64Array, toFixed: Float64Array) => void {
  const sunAt = sunAfter(epoch);
  return ({ pressure, drag, thrust }) =>
    (t, y, add, toFixed) => {
      const place: Vec3 = [y[0]!, y[1]!, y[2]!];
      if (pressure !== 0) addPressure(pressure, place, sunAt(t), add);
      if (drag !== 0) addDrag(drag, y, toFixed, add);
      if (thrust.length === 0) return;
      const [first, second, third] = axes === "inertial" ? GCRF_AXES : orbitalAxes(place, y);
      let power = 1;
      for (const [a, b, c] of thrust) {
        for (let i = 0; i < 3; i += 1) add[i]! += power * (a * first[i]! + b * second[i]! + c * third[i]!);
        power *= t;
      }
    };
}

const GCRF_AXES: readonly [Vec3, Vec3, Vec3] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

function orbitalAxes(place: Vec3, y: Float64Array): readonly [Vec3, Vec3, Vec3] {
  const outward = unit(place);
  const pole = unit(cross(place, [y[3]!, y[4]!, y[5]!]));
  return [outward, cross(pole, outward), pole];
}

function addPressure(pressure: number, place: Vec3, sun: Vec3, add: Float64Array): void {
  const seen = shadow(place, sun);
  if (seen === "umbra") return;
  const away: Vec3 = [place[0] - sun[0], place[1] - sun[1], place[2] - sun[2]];
  const distance = Math.hypot(...away);
  const push = (SUN_PRESSURE * pressure * ASTRONOMICAL_UNIT ** 2) / distance ** 3;
  const share = seen === "penumbra" ? 0.5 * push : push;
  for (let i = 0; i < 3; i += 1) add[i]! += share * away[i]!;
}

/** There is no air in the standard above this distance from the centre, m. */
const AIR_RADIUS = EARTH.radius + 1_000_000;

function addDrag(drag: number, y: Float64Array, m: Float64Array, add: Float64Array): void {
  const [x, v, z] = [y[0]!, y[1]!, y[2]!];
  if (Math.hypot(x, v, z) > AIR_RADIUS) return;
  const fixed = (row: number) => m[3 * row]! * x + m[3 * row + 1]! * v + m[3 * row + 2]! * z;
  const { density } = standardAtmosphere(heightOf(fixed(0), fixed(1), fixed(2)));
  const wind: Vec3 = [y[3]! + EARTH.rotation * v, y[4]! - EARTH.rotation * x, y[5]!];
  const push = -0.5 * density * drag * Math.hypot(...wind);
  for (let i = 0; i < 3; i += 1) add[i]! += push * wind[i]!;
}
