/**
 * Flight of a vehicle of which only altitude and Earth-fixed speed are read, in the coordinates that these are.
 *
 * The equations are those of a moving point on a turning ellipsoid (WGS-84) as inertial navigation writes them (Titterton and
 * Weston, "Strapdown Inertial Navigation Technology", 2nd edition 2004, section 3.7), with the attraction to J4. Longitude has
 * no part in them; it is left out.
 */
import { airDensity, EARTH, zonalGravityAt } from "../../astro/index.js";

/** Places of the state's numbers. */
export const ALTITUDE = 0;
/** Speed relative to the turning Earth, m/s. */
export const SPEED = 1;
/** Angle of the velocity above the horizontal of the ellipsoid, rad. */
export const PATH_ANGLE = 2;
/** Geodetic, rad. */
export const LATITUDE = 3;
/** Direction of the horizontal velocity, from north eastward, rad. */
export const COURSE = 4;
/** An acceleration along the velocity that fades: the rest of a thrust, venting, m/s². */
export const PUSH = 5;
/** Altitude shown less altitude, m: how the display rounds. */
export const ALTITUDE_OFFSET = 6;
/** Way over the ground since the start, m. */
export const GROUND_WAY = 7;
/** Numbers of a state. */
export const FLIGHT_STATE = 8;

/** What the air does to the body; absent above the air. */
export interface Aerodynamics {
  /** m/(Cd·A), kg/m² */
  readonly ballisticCoefficient: number;
  /** Lift in the vertical plane over drag; positive is upwards. */
  readonly liftOverDrag: number;
}

const E2 = EARTH.eccentricitySquared;
const AIR_TOP = 200e3;
/** Time in which a push falls to 1/e, s: engines tail off and tanks vent for a minute or two after a cut-off. */
export const PUSH_FADES = 60;
/** Longest steps, s, above the air and in it: the error stays under a metre in 1000 s. */
const STEP = 10;
const STEP_IN_AIR = 1;
/** The equations in latitude and course have no meaning nearer to a pole than this, rad. */
const MOST_LATITUDE = 1.55;

/** Altitude, latitude, velocity east, north and up, way over the ground. */
const N = 6;
const place = new Float64Array(3);
const pull = new Float64Array(3);
const stage = new Float64Array(N);
const [k1, k2, k3, k4] = [0, 1, 2, 3].map(() => new Float64Array(N)) as [
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
];
const working = new Float64Array(N);

function rates(y: Float64Array, push: number, air: Aerodynamics | null, out: Float64Array): void {
  const h = y[0]!;
  const latitude = Math.max(-MOST_LATITUDE, Math.min(MOST_LATITUDE, y[1]!));
  const [east, north, up] = [y[2]!, y[3]!, y[4]!];
  const sin = Math.sin(latitude);
  const cos = Math.cos(latitude);
  const w = 1 - E2 * sin * sin;
  const prime = EARTH.radius / Math.sqrt(w);
  const meridian = (prime * (1 - E2)) / w;
  const axis = (prime + h) * cos;
  place[0] = axis;
  place[1] = 0;
  place[2] = (prime * (1 - E2) + h) * sin;
  zonalGravityAt(4, place, pull, 0);
  const outwards = pull[0]! + EARTH.rotation ** 2 * axis;
  const eastRate = east / axis;
  const northRate = north / (meridian + h);
  const turnUp = (2 * EARTH.rotation + eastRate) * sin;
  const turnNorth = (2 * EARTH.rotation + eastRate) * cos;
  const speed = Math.sqrt(east * east + north * north + up * up);
  const horizontal = Math.sqrt(east * east + north * north);
  let along = push / Math.max(speed, 1);
  let lift = 0;
  if (air !== null && h < AIR_TOP) {
    const drag = (0.5 * airDensity(h) * speed) / air.ballisticCoefficient;
    along -= drag;
    lift = drag * air.liftOverDrag;
  }
  // lift is square to the velocity, in the vertical plane
  const tilt = lift * (horizontal > 1e-6 ? up / horizontal : 0);
  out[0] = up;
  out[1] = northRate;
  out[2] = turnUp * north - turnNorth * up + along * east - tilt * east;
  out[3] =
    -turnUp * east - northRate * up - pull[0]! * sin + pull[2]! * cos - EARTH.rotation ** 2 * axis * sin;
  out[3] += along * north - tilt * north;
  out[4] =
    turnNorth * east + northRate * north + outwards * cos + pull[2]! * sin + along * up + lift * horizontal;
  out[5] = Math.sqrt((east / (prime + h)) ** 2 + northRate ** 2) * EARTH.radius;
}

function step(dt: number, push: number, air: Aerodynamics | null): void {
  rates(working, push, air, k1);
  for (let i = 0; i < N; i++) stage[i] = working[i]! + 0.5 * dt * k1[i]!;
  rates(stage, push, air, k2);
  for (let i = 0; i < N; i++) stage[i] = working[i]! + 0.5 * dt * k2[i]!;
  rates(stage, push, air, k3);
  for (let i = 0; i < N; i++) stage[i] = working[i]! + dt * k3[i]!;
  rates(stage, push, air, k4);
  for (let i = 0; i < N; i++) working[i]! += (dt / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!);
}

/**
 * Moves a state by some seconds, forwards or backwards.
 *
 * @param state FLIGHT_STATE numbers, written over
 * @param air null: none is reckoned with
 */
export function moveFlight(state: Float64Array, seconds: number, air: Aerodynamics | null = null): void {
  const cos = Math.cos(state[PATH_ANGLE]!);
  working[0] = state[ALTITUDE]!;
  working[1] = state[LATITUDE]!;
  working[2] = state[SPEED]! * cos * Math.sin(state[COURSE]!);
  working[3] = state[SPEED]! * cos * Math.cos(state[COURSE]!);
  working[4] = state[SPEED]! * Math.sin(state[PATH_ANGLE]!);
  working[5] = state[GROUND_WAY]!;
  const longest = air === null ? STEP : STEP_IN_AIR;
  const steps = Math.ceil(Math.abs(seconds) / longest - 1e-9);
  const fading = Math.exp(-seconds / Math.max(1, steps) / PUSH_FADES);
  for (let i = 0; i < steps; i++) {
    step(seconds / steps, state[PUSH]! * Math.sqrt(fading), air);
    state[PUSH]! *= fading;
  }
  const horizontal = Math.hypot(working[2]!, working[3]!);
  state[ALTITUDE] = working[0]!;
  state[LATITUDE] = working[1]!;
  state[SPEED] = Math.hypot(horizontal, working[4]!);
  state[PATH_ANGLE] = Math.atan2(working[4]!, horizontal);
  state[COURSE] = horizontal > 1e-6 ? Math.atan2(working[2]!, working[3]!) : state[COURSE]!;
  state[GROUND_WAY] = working[5]!;
}

/** Rate of altitude of a state, m/s. */
export function climbOf(state: Float64Array): number {
  return state[SPEED]! * Math.sin(state[PATH_ANGLE]!);
}
