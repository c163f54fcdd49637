import { LINEARISED, lineariseAt } from "./linearise.js";
import { plotPosition } from "./radar-frame.js";

/** Outcome of an update. */
export const UPDATED = 0;
export const NOT_A_NUMBER = 1;
export const NOT_POSITIVE_DEFINITE = 2;

/** Share of the range's deviation by which a place may be off through curvature, before the update is iterated. */
const BENDING = 0.02;
const MOST_ITERATIONS = 12;
const TURN = 2 * Math.PI;
/** 3/2 ln 2π */
const LOG_NORMALISER = 1.5 * Math.log(TURN);

const at = new Float64Array(LINEARISED);
/** Place about which the measurement is made linear. */
const about = new Float64Array(3);
const innovation = new Float64Array(3);
/** P Hᵀ, 6 × 3 by rows. */
const gain = new Float64Array(18);
/** Cholesky factor of the innovation's covariance with its diagonal inverted: 1/l00, l10, 1/l11, l20, l21, 1/l22. */
const factor = new Float64Array(6);

/**
 * Corrects a state and its covariance, in place, by a radar's range, azimuth and elevation. Where the state is so widely
 * known that the sphere of equal range bends by more than a small part of the range's deviation, the update is iterated
 * to the most probable state (Gauss–Newton; Bell and Cathey 1993); elsewhere it is a plain extended one. The covariance
 * is reduced by a symmetric product and stays symmetric by construction. Azimuth loses its weight as the place nears
 * the zenith, as far as its curvature asks (second-order term of its variance).
 *
 * @param x array with the state at `xAt` (ECEF), written over
 * @param p array with the packed covariance at `pAt`, written over
 * @param frame array with the radar's frame at `fAt`
 * @param z array with the plot at `zAt`: range, azimuth, elevation and their variances
 * @param out receives the squared normalised innovation and the logarithm of the likelihood, 1/(m rad²); for an
 *   iterated update Laplace's approximation of both. NaN and −Infinity after a refusal
 * @returns UPDATED, or NOT_A_NUMBER or NOT_POSITIVE_DEFINITE; then state and covariance are as they were
 */
export function updateFromRadar(
  x: Float64Array,
  xAt: number,
  p: Float64Array,
  pAt: number,
  frame: Float64Array,
  fAt: number,
  z: Float64Array,
  zAt: number,
  out: Float64Array,
): number {
  lineariseAt(x, xAt, frame, fAt, at);
  const wide = p[pAt] + p[pAt + 2] + p[pAt + 5] > 2 * BENDING * at[0] * Math.sqrt(z[zAt + 3]);
  let status = wide
    ? iterate(x, xAt, p, pAt, frame, fAt, z, zAt)
    : prepare(x, xAt, p, pAt, true, z, zAt, false);
  if (status === UPDATED && wide) status = prepare(x, xAt, p, pAt, true, z, zAt, true);
  out[0] = Number.NaN;
  out[1] = Number.NEGATIVE_INFINITY;
  if (status !== UPDATED) return status;
  return correct(x, xAt, p, pAt, out);
}

/** Finds the place where the posterior is greatest, and leaves the measurement linear about it. */
function iterate(
  x: Float64Array,
  xAt: number,
  p: Float64Array,
  pAt: number,
  frame: Float64Array,
  fAt: number,
  z: Float64Array,
  zAt: number,
): number {
  // The plot alone gives a place; where the state is wide it is nearer to the end than the prediction.
  plotPosition(frame, fAt, z, zAt, about, 0);
  const enough = BENDING * z[zAt] * Math.sqrt(z[zAt + 3]);
  for (let i = 0; i < MOST_ITERATIONS; i++) {
    lineariseAt(about, 0, frame, fAt, at);
    const status = prepare(x, xAt, p, pAt, false, z, zAt, true);
    if (status !== UPDATED) return status;
    let moved = 0;
    const y0 = innovation[0] * factor[0];
    const y1 = (innovation[1] - factor[1] * y0) * factor[2];
    const y2 = (innovation[2] - factor[3] * y0 - factor[4] * y1) * factor[5];
    const w2 = y2 * factor[5];
    const w1 = (y1 - factor[4] * w2) * factor[2];
    const w0 = (y0 - factor[1] * w1 - factor[3] * w2) * factor[0];
    for (let j = 0; j < 3; j++) {
      const next = x[xAt + j] + gain[3 * j] * w0 + gain[3 * j + 1] * w1 + gain[3 * j + 2] * w2;
      moved += (next - about[j]) * (next - about[j]);
      about[j] = next;
    }
    if (moved < enough) break;
  }
  lineariseAt(about, 0, frame, fAt, at);
  return UPDATED;
}

/**
 * Innovation, P Hᵀ (its first three rows, or of the whole all six) and the factor of the innovation's covariance,
 * with the measurement linear as it stands in `at`.
 *
 * @param moved whether it is linear about `about`, not about the state
 */
function prepare(
  x: Float64Array,
  xAt: number,
  p: Float64Array,
  pAt: number,
  whole: boolean,
  z: Float64Array,
  zAt: number,
  moved: boolean,
): number {
  const r0 = at[3];
  const r1 = at[4];
  const r2 = at[5];
  const a0 = at[6];
  const a1 = at[7];
  const a2 = at[8];
  const e0 = at[9];
  const e1 = at[10];
  const e2 = at[11];
  let c0 = p[pAt];
  let c1 = p[pAt + 1];
  let c2 = p[pAt + 3];
  gain[0] = c0 * r0 + c1 * r1 + c2 * r2;
  gain[1] = c0 * a0 + c1 * a1 + c2 * a2;
  gain[2] = c0 * e0 + c1 * e1 + c2 * e2;
  c0 = p[pAt + 1];
  c1 = p[pAt + 2];
  c2 = p[pAt + 4];
  gain[3] = c0 * r0 + c1 * r1 + c2 * r2;
  gain[4] = c0 * a0 + c1 * a1 + c2 * a2;
  gain[5] = c0 * e0 + c1 * e1 + c2 * e2;
  c0 = p[pAt + 3];
  c1 = p[pAt + 4];
  c2 = p[pAt + 5];
  gain[6] = c0 * r0 + c1 * r1 + c2 * r2;
  gain[7] = c0 * a0 + c1 * a1 + c2 * a2;
  gain[8] = c0 * e0 + c1 * e1 + c2 * e2;
  if (whole) {
    c0 = p[pAt + 6];
    c1 = p[pAt + 7];
    c2 = p[pAt + 8];
    gain[9] = c0 * r0 + c1 * r1 + c2 * r2;
    gain[10] = c0 * a0 + c1 * a1 + c2 * a2;
    gain[11] = c0 * e0 + c1 * e1 + c2 * e2;
    c0 = p[pAt + 10];
    c1 = p[pAt + 11];
    c2 = p[pAt + 12];
    gain[12] = c0 * r0 + c1 * r1 + c2 * r2;
    gain[13] = c0 * a0 + c1 * a1 + c2 * a2;
    gain[14] = c0 * e0 + c1 * e1 + c2 * e2;
    c0 = p[pAt + 15];
    c1 = p[pAt + 16];
    c2 = p[pAt + 17];
    gain[15] = c0 * r0 + c1 * r1 + c2 * r2;
    gain[16] = c0 * a0 + c1 * a1 + c2 * a2;
    gain[17] = c0 * e0 + c1 * e1 + c2 * e2;
  }
  const spread = Math.min(p[pAt] + p[pAt + 2] + p[pAt + 5], at[0] * at[0] * z[zAt + 5]) / at[12];
  const s00 = r0 * gain[0] + r1 * gain[3] + r2 * gain[6] + z[zAt + 3];
  const s10 = a0 * gain[0] + a1 * gain[3] + a2 * gain[6];
  const s20 = e0 * gain[0] + e1 * gain[3] + e2 * gain[6];
  const s11 = a0 * gain[1] + a1 * gain[4] + a2 * gain[7] + z[zAt + 4] + 0.5 * spread * spread;
  const s21 = e0 * gain[1] + e1 * gain[4] + e2 * gain[7];
  const s22 = e0 * gain[2] + e1 * gain[5] + e2 * gain[8] + z[zAt + 5];
  let d0 = z[zAt] - at[0];
  let d1 = z[zAt + 1] - at[1];
  let d2 = z[zAt + 2] - at[2];
  d1 -= TURN * Math.round(d1 / TURN);
  if (moved) {
    const dx = x[xAt] - about[0];
    const dy = x[xAt + 1] - about[1];
    const dz = x[xAt + 2] - about[2];
    d0 -= r0 * dx + r1 * dy + r2 * dz;
    d1 -= a0 * dx + a1 * dy + a2 * dz;
    d2 -= e0 * dx + e1 * dy + e2 * dz;
  }
  innovation[0] = d0;
  innovation[1] = d1;
  innovation[2] = d2;
  const i0 = 1 / Math.sqrt(s00);
  const l10 = s10 * i0;
  const l20 = s20 * i0;
  const i1 = 1 / Math.sqrt(s11 - l10 * l10);
  const l21 = (s21 - l20 * l10) * i1;
  const i2 = 1 / Math.sqrt(s22 - l20 * l20 - l21 * l21);
  factor[0] = i0;
  factor[1] = l10;
  factor[2] = i1;
  factor[3] = l20;
  factor[4] = l21;
  factor[5] = i2;
  // NaN fails every comparison; a negative pivot has given NaN, a zero one infinity.
  if (i0 * i1 * i2 < Number.POSITIVE_INFINITY && Math.abs(d0 + d1 + d2) < Number.POSITIVE_INFINITY)
    return UPDATED;
  return Number.isFinite(d0 + d1 + d2 + s00 + s10 + s11 + s20 + s21 + s22)
    ? NOT_POSITIVE_DEFINITE
    : NOT_A_NUMBER;
}

/** Applies the gain that `prepare` left, unless the covariance would lose its positive diagonal. */
function correct(x: Float64Array, xAt: number, p: Float64Array, pAt: number, out: Float64Array): number {
  const i0 = factor[0];
  const l10 = factor[1];
  const i1 = factor[2];
  const l20 = factor[3];
  const l21 = factor[4];
  const i2 = factor[5];
  const y0 = innovation[0] * i0;
  const y1 = (innovation[1] - l10 * y0) * i1;
  const y2 = (innovation[2] - l20 * y0 - l21 * y1) * i2;
  for (let row = 0, d = pAt; row < 6; row++, d += row + 1) {
    const u0 = gain[3 * row] * i0;
    const u1 = (gain[3 * row + 1] - l10 * u0) * i1;
    const u2 = (gain[3 * row + 2] - l20 * u0 - l21 * u1) * i2;
    gain[3 * row] = u0;
    gain[3 * row + 1] = u1;
    gain[3 * row + 2] = u2;
    if (!(p[d] - u0 * u0 - u1 * u1 - u2 * u2 > 0)) {
      return Number.isFinite(p[d]) ? NOT_POSITIVE_DEFINITE : NOT_A_NUMBER;
    }
  }
  const u00 = gain[0];
  const u01 = gain[1];
  const u02 = gain[2];
  const u10 = gain[3];
  const u11 = gain[4];
  const u12 = gain[5];
  const u20 = gain[6];
  const u21 = gain[7];
  const u22 = gain[8];
  const u30 = gain[9];
  const u31 = gain[10];
  const u32 = gain[11];
  const u40 = gain[12];
  const u41 = gain[13];
  const u42 = gain[14];
  const u50 = gain[15];
  const u51 = gain[16];
  const u52 = gain[17];
  x[xAt] += u00 * y0 + u01 * y1 + u02 * y2;
  x[xAt + 1] += u10 * y0 + u11 * y1 + u12 * y2;
  x[xAt + 2] += u20 * y0 + u21 * y1 + u22 * y2;
  x[xAt + 3] += u30 * y0 + u31 * y1 + u32 * y2;
  x[xAt + 4] += u40 * y0 + u41 * y1 + u42 * y2;
  x[xAt + 5] += u50 * y0 + u51 * y1 + u52 * y2;
  p[pAt] -= u00 * u00 + u01 * u01 + u02 * u02;
  p[pAt + 1] -= u10 * u00 + u11 * u01 + u12 * u02;
  p[pAt + 2] -= u10 * u10 + u11 * u11 + u12 * u12;
  p[pAt + 3] -= u20 * u00 + u21 * u01 + u22 * u02;
  p[pAt + 4] -= u20 * u10 + u21 * u11 + u22 * u12;
  p[pAt + 5] -= u20 * u20 + u21 * u21 + u22 * u22;
  p[pAt + 6] -= u30 * u00 + u31 * u01 + u32 * u02;
  p[pAt + 7] -= u30 * u10 + u31 * u11 + u32 * u12;
  p[pAt + 8] -= u30 * u20 + u31 * u21 + u32 * u22;
  p[pAt + 9] -= u30 * u30 + u31 * u31 + u32 * u32;
  p[pAt + 10] -= u40 * u00 + u41 * u01 + u42 * u02;
  p[pAt + 11] -= u40 * u10 + u41 * u11 + u42 * u12;
  p[pAt + 12] -= u40 * u20 + u41 * u21 + u42 * u22;
  p[pAt + 13] -= u40 * u30 + u41 * u31 + u42 * u32;
  p[pAt + 14] -= u40 * u40 + u41 * u41 + u42 * u42;
  p[pAt + 15] -= u50 * u00 + u51 * u01 + u52 * u02;
  p[pAt + 16] -= u50 * u10 + u51 * u11 + u52 * u12;
  p[pAt + 17] -= u50 * u20 + u51 * u21 + u52 * u22;
  p[pAt + 18] -= u50 * u30 + u51 * u31 + u52 * u32;
  p[pAt + 19] -= u50 * u40 + u51 * u41 + u52 * u42;
  p[pAt + 20] -= u50 * u50 + u51 * u51 + u52 * u52;
  const nis = y0 * y0 + y1 * y1 + y2 * y2;
  out[0] = nis;
  out[1] = Math.log(i0 * i1 * i2) - 0.5 * nis - LOG_NORMALISER;
  return UPDATED;
}
