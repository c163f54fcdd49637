import { COVARIANCE, STATE } from "./layout.js";
import { packedCholesky } from "./packed-cholesky.js";
import { NOT_A_NUMBER, NOT_POSITIVE_DEFINITE, UPDATED } from "./radar-update.js";
import { POINTS, SPREAD, whatIsWrong } from "./unscented.js";

const TURN = 2 * Math.PI;
/** 3/2 ln 2π */
const LOG_NORMALISER = 1.5 * Math.log(TURN);
/** Least square of the horizontal distance, m²: exactly overhead there is no azimuth. */
const LEAST_ACROSS = 1e-6;

const lower = new Float64Array(COVARIANCE);
/** Measurement at the centre, then departures from it of six points: ± for each of three axes. */
const seen = new Float64Array(21);
/** Where a point lies, and the whitened innovation: as arguments they would be put on the heap at each call. */
const place = new Float64Array(3);
const whitened = new Float64Array(3);
/** P Hᵀ as the points have it, 6 × 3 by rows, whitened by the innovation's covariance. */
const cross = new Float64Array(18);

/**
 * Corrects a state and its covariance, in place, by a radar's range, azimuth and elevation. Six of the twelve points
 * differ from the mean in velocity alone, so that a measurement of place needs seven evaluations; nothing is lost.
 *
 * @param x array with the state at `xAt` (ECEF), written over
 * @param p array with the packed covariance at `pAt`, written over
 * @param frame array with the radar's frame at `fAt`
 * @param z array with the plot at `zAt`: range, azimuth, elevation and their variances
 * @param out receives the squared normalised innovation and the logarithm of the likelihood, 1/(m rad²); NaN and
 *   −Infinity after a refusal
 * @returns UPDATED, or NOT_A_NUMBER or NOT_POSITIVE_DEFINITE; then state and covariance are as they were
 */
export function updateUnscented(
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
  out[0] = Number.NaN;
  out[1] = Number.NEGATIVE_INFINITY;
  const moving = Math.abs(x[xAt + 3] + x[xAt + 4] + x[xAt + 5]) < Number.POSITIVE_INFINITY;
  if (!moving || !packedCholesky(p, pAt, lower)) return whatIsWrong(x, xAt, p, pAt);
  const px = x[xAt];
  const py = x[xAt + 1];
  const pz = x[xAt + 2];
  place[0] = px;
  place[1] = py;
  place[2] = pz;
  look(frame, fAt, 0);
  const dx0 = SPREAD * lower[0];
  const dy0 = SPREAD * lower[1];
  const dz0 = SPREAD * lower[3];
  const dy1 = SPREAD * lower[2];
  const dz1 = SPREAD * lower[4];
  const dz2 = SPREAD * lower[5];
  place[0] = px + dx0;
  place[1] = py + dy0;
  place[2] = pz + dz0;
  look(frame, fAt, 3);
  place[0] = px - dx0;
  place[1] = py - dy0;
  place[2] = pz - dz0;
  look(frame, fAt, 6);
  place[0] = px;
  place[1] = py + dy1;
  place[2] = pz + dz1;
  look(frame, fAt, 9);
  place[1] = py - dy1;
  place[2] = pz - dz1;
  look(frame, fAt, 12);
  place[1] = py;
  place[2] = pz + dz2;
  look(frame, fAt, 15);
  place[2] = pz - dz2;
  look(frame, fAt, 18);
  return takePlot(x, xAt, p, pAt, z, zAt, out);
}

/** Range, azimuth and elevation of `place`; beyond the first three, departures from these. */
function look(frame: Float64Array, fAt: number, to: number): void {
  const a = place[0] - frame[fAt];
  const b = place[1] - frame[fAt + 1];
  const c = place[2] - frame[fAt + 2];
  const e = frame[fAt + 3] * a + frame[fAt + 4] * b + frame[fAt + 5] * c;
  const n = frame[fAt + 6] * a + frame[fAt + 7] * b + frame[fAt + 8] * c;
  const u = frame[fAt + 9] * a + frame[fAt + 10] * b + frame[fAt + 11] * c;
  const across2 = Math.max(e * e + n * n, LEAST_ACROSS);
  const range = Math.sqrt(across2 + u * u);
  const azimuth = Math.atan2(e, n);
  const elevation = Math.atan2(u, Math.sqrt(across2));
  if (to === 0) {
    seen[0] = range;
    seen[1] = azimuth;
    seen[2] = elevation;
    return;
  }
  seen[to] = range - seen[0];
  const turned = azimuth - seen[1];
  seen[to + 1] = turned - TURN * Math.round(turned / TURN);
  seen[to + 2] = elevation - seen[2];
}

/** Moments of what the points saw, and the correction by them. */
function takePlot(
  x: Float64Array,
  xAt: number,
  p: Float64Array,
  pAt: number,
  z: Float64Array,
  zAt: number,
  out: Float64Array,
): number {
  const share = 1 / POINTS;
  let m0 = 0;
  let m1 = 0;
  let m2 = 0;
  let s00 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  for (let at = 3; at < 21; at += 3) {
    const r = seen[at];
    const a = seen[at + 1];
    const e = seen[at + 2];
    m0 += r;
    m1 += a;
    m2 += e;
    s00 += r * r;
    s10 += a * r;
    s11 += a * a;
    s20 += e * r;
    s21 += e * a;
    s22 += e * e;
  }
  m0 *= share;
  m1 *= share;
  m2 *= share;
  s00 = share * s00 - m0 * m0 + z[zAt + 3];
  s10 = share * s10 - m1 * m0;
  s11 = share * s11 - m1 * m1 + z[zAt + 4];
  s20 = share * s20 - m2 * m0;
  s21 = share * s21 - m2 * m1;
  s22 = share * s22 - m2 * m2 + z[zAt + 5];
  const d0 = z[zAt] - seen[0] - m0;
  let d1 = z[zAt + 1] - seen[1];
  d1 -= TURN * Math.round(d1 / TURN) + m1;
  const d2 = z[zAt + 2] - seen[2] - m2;
  const i0 = 1 / Math.sqrt(s00);
  const l10 = s10 * i0;
  const l20 = s20 * i0;
  const i1 = 1 / Math.sqrt(s11 - l10 * l10);
  const l21 = (s21 - l20 * l10) * i1;
  const i2 = 1 / Math.sqrt(s22 - l20 * l20 - l21 * l21);
  const y0 = d0 * i0;
  const y1 = (d1 - l10 * y0) * i1;
  const y2 = (d2 - l20 * y0 - l21 * y1) * i2;
  const nis = y0 * y0 + y1 * y1 + y2 * y2;
  if (!(nis < Number.POSITIVE_INFINITY && i0 * i1 * i2 < Number.POSITIVE_INFINITY))
    return Number.isFinite(d0 + d1 + d2 + s00 + s11 + s22) ? NOT_POSITIVE_DEFINITE : NOT_A_NUMBER;
  // columns of L times the halved differences of each pair: the other three pairs saw no difference
  const weight = 0.5 / SPREAD;
  for (let k = 0; k < 3; k++) {
    const r = weight * (seen[3 + 6 * k] - seen[6 + 6 * k]);
    const a = weight * (seen[4 + 6 * k] - seen[7 + 6 * k]);
    const e = weight * (seen[5 + 6 * k] - seen[8 + 6 * k]);
    const u0 = r * i0;
    const u1 = (a - l10 * u0) * i1;
    const u2 = (e - l20 * u0 - l21 * u1) * i2;
    for (let i = k, at = 3 * k; i < STATE; i++, at += 3) {
      const l = lower[(i * (i + 1)) / 2 + k];
      cross[at] = (k === 0 ? 0 : cross[at]) + l * u0;
      cross[at + 1] = (k === 0 ? 0 : cross[at + 1]) + l * u1;
      cross[at + 2] = (k === 0 ? 0 : cross[at + 2]) + l * u2;
    }
  }
  whitened[0] = y0;
  whitened[1] = y1;
  whitened[2] = y2;
  if (!correct(x, xAt, p, pAt)) return NOT_POSITIVE_DEFINITE;
  out[0] = nis;
  out[1] = Math.log(i0 * i1 * i2) - 0.5 * nis - LOG_NORMALISER;
  return UPDATED;
}

/** x + W·y and P − W·Wᵀ with the whitened cross-covariance W. @returns false where a variance would vanish */
function correct(x: Float64Array, xAt: number, p: Float64Array, pAt: number): boolean {
  for (let i = 0, at = 0, d = pAt; i < STATE; i++, at += 3, d += i + 1) {
    const lost = cross[at] * cross[at] + cross[at + 1] * cross[at + 1] + cross[at + 2] * cross[at + 2];
    if (!(p[d] - lost > 0)) return false;
  }
  for (let i = 0, at = 0, to = pAt; i < STATE; i++, at += 3) {
    const w0 = cross[at];
    const w1 = cross[at + 1];
    const w2 = cross[at + 2];
    x[xAt + i] += w0 * whitened[0] + w1 * whitened[1] + w2 * whitened[2];
    for (let b = 0; b <= at; b += 3) p[to++] -= w0 * cross[b] + w1 * cross[b + 1] + w2 * cross[b + 2];
  }
  return true;
}
