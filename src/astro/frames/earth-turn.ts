import type { Epoch } from "../time/epoch.js";
import { earthRotationAngle, ttCenturies } from "../time/rotation.js";
import type { Vec3 } from "../vector.js";
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
  };
}

/** Writes the matrix from GCRF to ITRF, 3 × 3 by rows, `seconds` after the instant of a turn. */
export function celestialToFixed(turn: EarthTurn, seconds: number, out: Float64Array): void {
  const { intermediate, wobble } = turn;
  const angle = turn.angle + ROTATION_RATE * seconds;
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
 * From ITRF to GCRF with the velocity: position (m), velocity relative to the turning Earth (m/s). The Earth is taken to
 * turn at the rate of UT1 = atomic time: the day's own length (some ms) would change the velocity by up to 3e-8 of the
 * rotation, 2e-5 m/s at low orbits.
 */
export function itrfToGcrfState(
  { positionEcef, velocityEcef }: EarthFixedState,
  e: Epoch,
  orientation: EarthOrientation = NO_EARTH_ORIENTATION,
): CelestialState {
  const turn = earthTurn(e, orientation);
  const carried = carriedVelocity(turn, positionEcef);
  celestialToFixed(turn, 0, matrix);
  return {
    positionGcrf: fromRows(positionEcef),
    velocityGcrf: fromRows([
      velocityEcef[0] + carried[0],
      velocityEcef[1] + carried[1],
      velocityEcef[2] + carried[2],
    ]),
  };
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
  const inertial = toRows(velocityGcrf);
  const carried = carriedVelocity(turn, positionEcef);
  return {
    positionEcef,
    velocityEcef: [inertial[0] - carried[0], inertial[1] - carried[1], inertial[2] - carried[2]],
  };
}

/** ω × r, along the axes of ITRF. */
function carriedVelocity({ wobble }: EarthTurn, [x, y, z]: Vec3): Vec3 {
  const [a, b, c] = wobble[2];
  return [ROTATION_RATE * (b * z - c * y), ROTATION_RATE * (c * x - a * z), ROTATION_RATE * (a * y - b * x)];
}

function toRows([x, y, z]: Vec3): Vec3 {
  const row = (i: number): number => matrix[i]! * x + matrix[i + 1]! * y + matrix[i + 2]! * z;
  return [row(0), row(3), row(6)];
}

function fromRows([x, y, z]: Vec3): Vec3 {
  const column = (i: number): number => matrix[i]! * x + matrix[i + 3]! * y + matrix[i + 6]! * z;
  return [column(0), column(1), column(2)];
}
