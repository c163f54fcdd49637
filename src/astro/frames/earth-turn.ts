import type { Epoch } from "../time/epoch.js";
import { earthRotationAngle, ttCenturies } from "../time/rotation.js";
import { add, cross, scale, subtract, type Vec3 } from "../vector.js";
import { celestialIntermediateRows, terrestrialLocator } from "./celestial.js";
import { type EarthOrientation, NO_EARTH_ORIENTATION, pefToItrf } from "./teme.js";

/** rad/s of UT1. Source: IERS Conventions (2010), equation 5.15. */
const ROTATION_RATE = (2 * Math.PI * (1 + 0.00273781191135448)) / 86400;

/** A position (m) and a velocity (m/s) along the axes of GCRF. */
export interface CelestialState {
  readonly positionGcrf: Vec3;
  readonly velocityGcrf: Vec3;
}

/** A position (m) and a velocity (m/s) relative to the turning Earth, along the axes of ITRF. */
export interface EarthFixedState {
  readonly positionEcef: Vec3;
  readonly velocityEcef: Vec3;
}

/** How the Earth turns for some hours about an instant; made by {@link earthTurn}. */
export interface EarthTurn {
  /** Rows of the matrix from GCRF to the celestial intermediate frame. */
  readonly intermediate: readonly [Vec3, Vec3, Vec3];
  /** Columns of the matrix of polar motion; the last is the axis of rotation in ITRF. */
  readonly wobble: readonly [Vec3, Vec3, Vec3];
  /** Earth rotation angle at the instant, the terrestrial locator in it, rad. */
  readonly angle: number;
  /** Its rate, rad/s. */
  readonly rate: number;
  /** Angular velocity of the celestial intermediate frame itself, GCRF, rad/s: precession and nutation. */
  readonly drift: Vec3;
}

/** s between the instants by which the pole's own motion is told. */
const DRIFT_STEP = 3600;
/** Instants that are remembered at most. What is remembered is a pure function of the instant. */
const REMEMBERED = 4096;
const remembered = new Map<number, Vec3>();

/**
 * Angular velocity of the celestial intermediate frame: n × ṅ, n the pole; about the pole itself it doesn't turn (that
 * is what the non-rotating origin means). Up to 1e-11 rad/s: 3e-4 m/s at the height of navigation satellites.
 */
function frameDrift({ seconds }: Epoch): Vec3 {
  const index = Math.floor(seconds / DRIFT_STEP);
  const held = remembered.get(index);
  if (held !== undefined) return held;
  const pole = (k: number): Vec3 => celestialIntermediateRows({ seconds: k * DRIFT_STEP, nanoseconds: 0 })[2];
  const drift = scale(cross(pole(index), pole(index + 1)), 1 / DRIFT_STEP);
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(index, drift);
  return drift;
}

/**
 * The Earth's turning about an instant, for {@link celestialToFixed} to be cheap in an integration: precession, nutation
 * and polar motion stand still, the rotation goes on at its rate of UT1. An hour off the instant the axes lie wrong by
 * up to 4e-8 rad, a day by 1e-6 rad: enough to orient the Earth's field, not to turn places of an orbit.
 */
export function earthTurn(e: Epoch, orientation: EarthOrientation = NO_EARTH_ORIENTATION): EarthTurn {
  const { polarMotion, ut1MinusUtc } = orientation;
  return {
    intermediate: celestialIntermediateRows(e),
    wobble: [
      pefToItrf([1, 0, 0], polarMotion),
      pefToItrf([0, 1, 0], polarMotion),
      pefToItrf([0, 0, 1], polarMotion),
    ],
    angle: earthRotationAngle(e, ut1MinusUtc) + terrestrialLocator(ttCenturies(e)),
    rate: ROTATION_RATE * (1 + (orientation.ut1Rate ?? 0)),
    drift: frameDrift(e),
  };
}

/** Writes the matrix from GCRF to ITRF, 3 × 3 by rows, `seconds` after the instant of a turn. */
export function celestialToFixed(turn: EarthTurn, seconds: number, out: Float64Array): void {
  const { intermediate, wobble } = turn;
  const angle = turn.angle + turn.rate * seconds;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  for (let column = 0; column < 3; column++) {
    const x = intermediate[0][column]!;
    const y = intermediate[1][column]!;
    const first = c * x + s * y;
    const second = c * y - s * x;
    const third = intermediate[2][column]!;
    for (let row = 0; row < 3; row++)
      out[3 * row + column] = wobble[0][row]! * first + wobble[1][row]! * second + wobble[2][row]! * third;
  }
}

const matrix = new Float64Array(9);

/**
 * From ITRF to GCRF with the velocity: position (m), velocity relative to the turning Earth (m/s). The Earth turns at its
 * rate of the day where the orientation has it, and precession and nutation carry the axes along; the pole's own motion
 * within the Earth (1e-13 rad/s) is left out.
 */
export function itrfToGcrfState(
  { positionEcef, velocityEcef }: EarthFixedState,
  e: Epoch,
  orientation: EarthOrientation = NO_EARTH_ORIENTATION,
): CelestialState {
  const turn = earthTurn(e, orientation);
  celestialToFixed(turn, 0, matrix);
  const positionGcrf = fromRows(positionEcef);
  const turned = fromRows(add(velocityEcef, carriedVelocity(turn, positionEcef)));
  return { positionGcrf, velocityGcrf: add(turned, cross(turn.drift, positionGcrf)) };
}

/** The inverse of {@link itrfToGcrfState}. */
export function gcrfToItrfState(
  { positionGcrf, velocityGcrf }: CelestialState,
  e: Epoch,
  orientation: EarthOrientation = NO_EARTH_ORIENTATION,
): EarthFixedState {
  const turn = earthTurn(e, orientation);
  celestialToFixed(turn, 0, matrix);
  const positionEcef = toRows(positionGcrf);
  const turned = toRows(subtract(velocityGcrf, cross(turn.drift, positionGcrf)));
  return { positionEcef, velocityEcef: subtract(turned, carriedVelocity(turn, positionEcef)) };
}

/** ω × r, along the axes of ITRF. */
function carriedVelocity({ wobble, rate }: EarthTurn, positionEcef: Vec3): Vec3 {
  return scale(cross(wobble[2], positionEcef), rate);
}

function toRows([x, y, z]: Vec3): Vec3 {
  const row = (i: number): number => matrix[i]! * x + matrix[i + 1]! * y + matrix[i + 2]! * z;
  return [row(0), row(3), row(6)];
}

function fromRows([x, y, z]: Vec3): Vec3 {
  const column = (i: number): number => matrix[i]! * x + matrix[i + 3]! * y + matrix[i + 6]! * z;
  return [column(0), column(1), column(2)];
}
