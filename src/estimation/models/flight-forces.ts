import {
  airDensity,
  EARTH,
  logAirDensitySlope,
  quickHeightGradient,
  zonalGravityAt,
  zonalGravityGradient,
} from "../../astro/index.js";

/** Harmonics of the Earth's field that a model takes along. */
export type GravityField = "point mass" | "J2" | "J2-J4";

const DEGREE: Readonly<Record<GravityField, number>> = { "point mass": 0, J2: 2, "J2-J4": 4 };

/** @returns highest degree of the zonal harmonics */
export function degreeOf(field: GravityField): number {
  return DEGREE[field];
}

/** What has come down stays there: below this height nothing moves, m. */
const GROUND = -100;
/** Above this height the air is left out, m: 1e-5 m/s² at 7 km/s for 100 kg/m². */
const AIR_CEILING = 200e3;
const AIR_RADIUS_SQUARED = (EARTH.radius + AIR_CEILING) ** 2;
const EARTH_RADIUS_SQUARED = EARTH.radius ** 2;

const height = new Float64Array(4);
const gradient = new Float64Array(9);

/** @returns whether a body has come down */
export function isDown(x: Float64Array): boolean {
  const r2 = x[0]! * x[0]! + x[1]! * x[1]! + x[2]! * x[2]!;
  if (!(r2 < EARTH_RADIUS_SQUARED)) return false;
  quickHeightGradient(x[0]!, x[1]!, x[2]!, height);
  return !(height[0]! >= GROUND);
}

/** @returns whether a body is so high that a model with air leaves it out */
function aboveAir(x: Float64Array): boolean {
  return x[0]! * x[0]! + x[1]! * x[1]! + x[2]! * x[2]! > AIR_RADIUS_SQUARED;
}

/**
 * Rates of position and velocity under gravity, in axes that turn with `omega` about the pole.
 *
 * @param omega rad/s; 0 for inertial axes
 * @param out six numbers, written over
 */
export function gravityRates(degree: number, omega: number, x: Float64Array, out: Float64Array): void {
  zonalGravityAt(degree, x, out, 3);
  addTurning(omega, x, out);
}

function addTurning(omega: number, x: Float64Array, out: Float64Array): void {
  const u = x[3]!;
  const v = x[4]!;
  out[0] = u;
  out[1] = v;
  out[2] = x[5]!;
  out[3]! += omega * (omega * x[0]! + 2 * v);
  out[4]! += omega * (omega * x[1]! - 2 * u);
}

/** As {@link gravityRates}, with ∂rates/∂x in the first six rows and columns of an n × n matrix of zeros. */
export function gravitySlope(
  degree: number,
  omega: number,
  x: Float64Array,
  out: Float64Array,
  n: number,
  slope: Float64Array,
): void {
  zonalGravityGradient(degree, x, out, 3, gradient);
  addTurning(omega, x, out);
  for (let i = 0; i < 3; i++) {
    slope[i * n + 3 + i] = 1;
    for (let j = 0; j < 3; j++) slope[(3 + i) * n + j] = gradient[3 * i + j]!;
  }
  slope[3 * n]! += omega * omega;
  slope[4 * n + 1]! += omega * omega;
  slope[3 * n + 4] = 2 * omega;
  slope[4 * n + 3] = -2 * omega;
}

/** Deceleration by the air over speed: a = −dragRate·v, 1/s. @param logBallistic ln of β in kg/m² */
export function dragRate(x: Float64Array, logBallistic: number): number {
  if (aboveAir(x)) return 0;
  quickHeightGradient(x[0]!, x[1]!, x[2]!, height);
  const speed = Math.sqrt(x[3]! * x[3]! + x[4]! * x[4]! + x[5]! * x[5]!);
  return 0.5 * airDensity(height[0]!) * speed * Math.exp(-logBallistic);
}

/** Adds drag −½ρ|v|v/β to the rates of an Earth-fixed velocity. */
export function addDrag(x: Float64Array, logBallistic: number, out: Float64Array): void {
  const k = dragRate(x, logBallistic);
  out[3]! -= k * x[3]!;
  out[4]! -= k * x[4]!;
  out[5]! -= k * x[5]!;
}

/** As {@link addDrag}, with its derivatives added to the slope. @param at place of ln β among the states */
export function addDragSlope(
  x: Float64Array,
  at: number,
  out: Float64Array,
  n: number,
  slope: Float64Array,
): void {
  const k = dragRate(x, x[at]!);
  if (k === 0) return;
  const speed2 = x[3]! * x[3]! + x[4]! * x[4]! + x[5]! * x[5]!;
  const steepness = logAirDensitySlope(height[0]!);
  for (let i = 0; i < 3; i++) {
    const row = (3 + i) * n;
    const drag = k * x[3 + i]!;
    out[3 + i]! -= drag;
    for (let j = 0; j < 3; j++) {
      slope[row + j]! -= drag * steepness * height[1 + j]!;
      slope[row + 3 + j]! -= (k * x[3 + i]! * x[3 + j]!) / speed2;
    }
    slope[row + 3 + i]! -= k;
    slope[row + at]! += drag;
  }
}

/** Longest Runge–Kutta steps, s: outside the air the error stays under a millimetre, inside it under a metre. */
const LONGEST_STEP = 10;
const LONGEST_STEP_IN_THIN_AIR = 2.5;
const LONGEST_STEP_IN_AIR = 1;
const THIN_AIR_RADIUS_SQUARED = (EARTH.radius + 60e3) ** 2;
const CLEAR_OF_AIR_RADIUS_SQUARED = (EARTH.radius + 100e3) ** 2;

/** Longest step outside the air, s: it grows with the distance as an orbit's period does. */
export function longestCoastStep(x: Float64Array): number {
  const r2 = x[0]! * x[0]! + x[1]! * x[1]! + x[2]! * x[2]!;
  const ratio = r2 / EARTH_RADIUS_SQUARED;
  return LONGEST_STEP * Math.max(1, ratio ** 0.75);
}

/** Longest step where there may be air: in dense air it stays well within the method's stability. */
export function longestDragStep(x: Float64Array, logBallistic: number): number {
  const r2 = x[0]! * x[0]! + x[1]! * x[1]! + x[2]! * x[2]!;
  if (r2 > CLEAR_OF_AIR_RADIUS_SQUARED) return longestCoastStep(x);
  if (r2 > THIN_AIR_RADIUS_SQUARED) return LONGEST_STEP_IN_THIN_AIR;
  return Math.min(LONGEST_STEP_IN_AIR, 1 / dragRate(x, logBallistic));
}
