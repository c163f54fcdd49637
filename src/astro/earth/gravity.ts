import { EARTH } from "./constants.js";

const { gm, radius, j2, j3, j4 } = EARTH;

/** Writes the attraction (m/s²) at a place (m) into `out` at an offset. Earth-fixed or inertial axes through the pole. */
export type Gravity = (x: number, y: number, z: number, out: Float64Array, offset?: number) => void;

/** The attraction of a point mass. */
export function pointMassGravity(x: number, y: number, z: number, out: Float64Array, offset = 0): void {
  const r2 = x * x + y * y + z * z;
  const k = -gm / (r2 * Math.sqrt(r2));
  out[offset] = k * x;
  out[offset + 1] = k * y;
  out[offset + 2] = k * z;
}

/**
 * The attraction of the Earth with its zonal harmonics J2, J3, J4.
 *
 * Gradient of GM/r (1 − Σ Jₙ (R/r)ⁿ Pₙ(s)), s = z/r, put as −GM/r³ (A·r + B·r·ẑ) with
 * A = 1 − Σ Jₙ qⁿ P'ₙ₊₁(s), B = Σ Jₙ qⁿ P'ₙ(s). Source: Montenbruck and Gill (2000), section 3.2.
 */
export function zonalGravity(x: number, y: number, z: number, out: Float64Array, offset = 0): void {
  zonal(x, y, z, out, offset, j2, j3, j4);
}

function zonal(
  x: number,
  y: number,
  z: number,
  out: Float64Array,
  offset: number,
  second: number,
  third: number,
  fourth: number,
): void {
  const r2 = x * x + y * y + z * z;
  const r = Math.sqrt(r2);
  const s = z / r;
  const s2 = s * s;
  const q = radius / r;
  const q2 = q * q;
  const c2 = second * q2;
  const c3 = third * q2 * q;
  const c4 = fourth * q2 * q2;
  const d3 = 7.5 * s2 - 1.5;
  const d4 = (17.5 * s2 - 7.5) * s;
  const d5 = (39.375 * s2 - 26.25) * s2 + 1.875;
  const a = 1 - (c2 * d3 + c3 * d4 + c4 * d5);
  const b = c2 * 3 * s + c3 * d3 + c4 * d4;
  const k = -gm / (r2 * r);
  out[offset] = k * a * x;
  out[offset + 1] = k * a * y;
  out[offset + 2] = k * (a * z + b * r);
}

/** As {@link zonalGravity}, with the harmonics up to a degree of 2, 3 or 4. */
export function zonalGravityToDegree(
  degree: number,
  x: number,
  y: number,
  z: number,
  out: Float64Array,
  offset = 0,
): void {
  zonal(x, y, z, out, offset, degree >= 2 ? j2 : 0, degree >= 3 ? j3 : 0, degree >= 4 ? j4 : 0);
}
