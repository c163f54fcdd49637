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
  here[0] = x;
  here[1] = y;
  here[2] = z;
  zonalGravityAt(4, here, out, offset);
}

const here = new Float64Array(3);

/**
 * As {@link zonalGravity}, with the harmonics up to a degree of 2, 3 or 4.
 *
 * @param place three numbers, m: in an array, since V8 puts numbers handed to a call on the heap
 */
export function zonalGravityAt(degree: number, place: Float64Array, out: Float64Array, offset: number): void {
  const x = place[0];
  const y = place[1];
  const z = place[2];
  const second = degree >= 2 ? j2 : 0;
  const third = degree >= 3 ? j3 : 0;
  const fourth = degree >= 4 ? j4 : 0;
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
  here[0] = x;
  here[1] = y;
  here[2] = z;
  zonalGravityAt(degree, here, out, offset);
}

/**
 * The attraction and its gradient ∂aᵢ/∂rⱼ, harmonics up to a degree of 0 (none), 2, 3 or 4: derivative in closed form
 * of {@link zonalGravityToDegree}, for variational equations.
 *
 * @param place three numbers, m: in an array, since V8 puts numbers handed to a call on the heap
 * @param out receives the attraction (m/s²) from `offset` on
 * @param gradient receives 3 × 3 by rows, 1/s²
 */
export function zonalGravityGradient(
  degree: number,
  place: Float64Array,
  out: Float64Array,
  offset: number,
  gradient: Float64Array,
): void {
  const x = place[0];
  const y = place[1];
  const z = place[2];
  const r2 = x * x + y * y + z * z;
  const r = Math.sqrt(r2);
  const s = z / r;
  const s2 = s * s;
  const q = radius / r;
  const q2 = q * q;
  const c2 = degree >= 2 ? j2 * q2 : 0;
  const c3 = degree >= 3 ? j3 * q2 * q : 0;
  const c4 = degree >= 4 ? j4 * q2 * q2 : 0;
  // first and second derivatives of the Legendre polynomials
  const d3 = 7.5 * s2 - 1.5;
  const d4 = (17.5 * s2 - 7.5) * s;
  const d5 = (39.375 * s2 - 26.25) * s2 + 1.875;
  const e4 = 52.5 * s2 - 7.5;
  const a = 1 - (c2 * d3 + c3 * d4 + c4 * d5);
  const b = c2 * 3 * s + c3 * d3 + c4 * d4;
  // of A and B: r times the slope with r at fixed s, and the slope with s
  const aOfR = 2 * c2 * d3 + 3 * c3 * d4 + 4 * c4 * d5;
  const bOfR = -(2 * c2 * 3 * s + 3 * c3 * d3 + 4 * c4 * d4);
  const aOfS = -(c2 * 15 * s + c3 * e4 + c4 * (157.5 * s2 - 52.5) * s);
  const bOfS = c2 * 3 + c3 * 15 * s + c4 * e4;
  const k = -gm / (r2 * r);
  out[offset] = k * a * x;
  out[offset + 1] = k * a * y;
  out[offset + 2] = k * (a * z + b * r);
  const along = (k * (aOfR - s * aOfS - 3 * a)) / r2;
  const ka = k * a;
  // the matrix is symmetric, being the Hessian of a potential
  const xz = along * x * z + (k * aOfS * x) / r;
  const yz = along * y * z + (k * aOfS * y) / r;
  const xy = along * x * y;
  gradient[0] = along * x * x + ka;
  gradient[1] = xy;
  gradient[2] = xz;
  gradient[3] = xy;
  gradient[4] = along * y * y + ka;
  gradient[5] = yz;
  gradient[6] = xz;
  gradient[7] = yz;
  gradient[8] = along * z * z + ka + k * (aOfS * s + (bOfR - s * bOfS - 2 * b) * s + bOfS);
}
