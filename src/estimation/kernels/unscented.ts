import { coastState } from "./coast.js";
import { COVARIANCE, STATE } from "./layout.js";
import { packedCholesky } from "./packed-cholesky.js";
import { NOT_A_NUMBER, NOT_POSITIVE_DEFINITE, UPDATED } from "./radar-update.js";

/**
 * The unscented filter with every size fixed: six states, a coast with J2, a radar's range, azimuth and elevation. The
 * transform is the one whose centre has no weight (κ = 0: twelve points at ±√6·L, the cubature points), so that it can't
 * make a covariance indefinite. Sources: Julier and Uhlmann (2004); Arasaratnam and Haykin (2009).
 */
export const POINTS = 12;
export const SPREAD = Math.sqrt(STATE);

const lower = new Float64Array(COVARIANCE);
const points = new Float64Array(POINTS * STATE);
const mean = new Float64Array(STATE);
/** dt and q of the move under way: as arguments they would be put on the heap at each call. */
const span = new Float64Array(2);

/**
 * Moves a coasting state and its covariance, in place, by twelve points that move as `coastState` does.
 *
 * @param x array with the state at `xAt`: ECEF, m, m/s
 * @param p array with the packed covariance (21 numbers) at `pAt`
 * @param dt s, of either sign; with a negative one the noise still adds
 * @param q power density of the acceleration noise on each axis, m²/s³, not negative
 * @returns UPDATED, or NOT_A_NUMBER or NOT_POSITIVE_DEFINITE; then state and covariance are as they were
 */
export function coastUnscented(
  x: Float64Array,
  xAt: number,
  p: Float64Array,
  pAt: number,
  dt: number,
  q: number,
): number {
  if (dt === 0) return UPDATED;
  if (!(q >= 0 && q < Number.POSITIVE_INFINITY)) return NOT_A_NUMBER;
  span[0] = dt;
  span[1] = q;
  return moveByPoints(x, xAt, p, pAt);
}

/** {@link coastUnscented} by `span`. */
function moveByPoints(x: Float64Array, xAt: number, p: Float64Array, pAt: number): number {
  if (!packedCholesky(p, pAt, lower)) return whatIsWrong(x, xAt, p, pAt);
  for (let j = 0, at = 0; j < STATE; j++, at += 2 * STATE) {
    for (let i = 0; i < STATE; i++) {
      const d = i < j ? 0 : SPREAD * lower[(i * (i + 1)) / 2 + j];
      points[at + i] = x[xAt + i] + d;
      points[at + STATE + i] = x[xAt + i] - d;
    }
    coastState(points, at, span[0]);
    coastState(points, at + STATE, span[0]);
  }
  for (let i = 0; i < STATE; i++) {
    let sum = 0;
    for (let at = i; at < POINTS * STATE; at += STATE) sum += points[at];
    mean[i] = sum / POINTS;
  }
  const sum = mean[0] + mean[1] + mean[2] + mean[3] + mean[4] + mean[5];
  if (!Number.isFinite(sum)) return NOT_A_NUMBER;
  for (let i = 0; i < STATE; i++) x[xAt + i] = mean[i];
  gatherCovariance(p, pAt);
  const t = Math.abs(span[0]);
  const velocity = span[1] * t;
  const both = 0.5 * velocity * t;
  const position = (velocity * t * t) / 3;
  p[pAt] += position;
  p[pAt + 2] += position;
  p[pAt + 5] += position;
  p[pAt + 6] += both;
  p[pAt + 11] += both;
  p[pAt + 17] += both;
  p[pAt + 9] += velocity;
  p[pAt + 14] += velocity;
  p[pAt + 20] += velocity;
  return UPDATED;
}

/** Covariance of the points about `mean`. */
function gatherCovariance(p: Float64Array, pAt: number): void {
  const m0 = mean[0];
  const m1 = mean[1];
  const m2 = mean[2];
  const m3 = mean[3];
  const m4 = mean[4];
  const m5 = mean[5];
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let s5 = 0;
  let s6 = 0;
  let s7 = 0;
  let s8 = 0;
  let s9 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  let s14 = 0;
  let s15 = 0;
  let s16 = 0;
  let s17 = 0;
  let s18 = 0;
  let s19 = 0;
  let s20 = 0;
  for (let at = 0; at < POINTS * STATE; at += STATE) {
    const a = points[at] - m0;
    const b = points[at + 1] - m1;
    const c = points[at + 2] - m2;
    const u = points[at + 3] - m3;
    const v = points[at + 4] - m4;
    const w = points[at + 5] - m5;
    s0 += a * a;
    s1 += b * a;
    s2 += b * b;
    s3 += c * a;
    s4 += c * b;
    s5 += c * c;
    s6 += u * a;
    s7 += u * b;
    s8 += u * c;
    s9 += u * u;
    s10 += v * a;
    s11 += v * b;
    s12 += v * c;
    s13 += v * u;
    s14 += v * v;
    s15 += w * a;
    s16 += w * b;
    s17 += w * c;
    s18 += w * u;
    s19 += w * v;
    s20 += w * w;
  }
  const share = 1 / POINTS;
  p[pAt] = share * s0;
  p[pAt + 1] = share * s1;
  p[pAt + 2] = share * s2;
  p[pAt + 3] = share * s3;
  p[pAt + 4] = share * s4;
  p[pAt + 5] = share * s5;
  p[pAt + 6] = share * s6;
  p[pAt + 7] = share * s7;
  p[pAt + 8] = share * s8;
  p[pAt + 9] = share * s9;
  p[pAt + 10] = share * s10;
  p[pAt + 11] = share * s11;
  p[pAt + 12] = share * s12;
  p[pAt + 13] = share * s13;
  p[pAt + 14] = share * s14;
  p[pAt + 15] = share * s15;
  p[pAt + 16] = share * s16;
  p[pAt + 17] = share * s17;
  p[pAt + 18] = share * s18;
  p[pAt + 19] = share * s19;
  p[pAt + 20] = share * s20;
}

/** Why a state has no points. */
export function whatIsWrong(x: Float64Array, xAt: number, p: Float64Array, pAt: number): number {
  let sum = 0;
  for (let i = 0; i < STATE; i++) sum += x[xAt + i] * 0;
  for (let k = 0; k < COVARIANCE; k++) sum += p[pAt + k] * 0;
  return sum === 0 ? NOT_POSITIVE_DEFINITE : NOT_A_NUMBER;
}
