import { LINEARISED, lineariseAt } from "./linearise.js";

const at = new Float64Array(LINEARISED);

/**
 * The plot that a state leads one to expect, and its covariance without the radar's own noise: all that gating needs.
 * Range carries its second-order term, since a place that is widely known across the line of sight is farther away on
 * the average than its mean (half the variance across, divided by the range).
 *
 * @param x array with the state at `xAt` (ECEF)
 * @param p array with the packed covariance at `pAt`
 * @param frame array with the radar's frame at `fAt`
 * @param out array that receives 9 numbers from `outAt` on: range m, azimuth (−π, π], elevation rad; covariance, lower
 *   triangle by rows
 */
export function predictedPlot(
  x: Float64Array,
  xAt: number,
  p: Float64Array,
  pAt: number,
  frame: Float64Array,
  fAt: number,
  out: Float64Array,
  outAt: number,
): void {
  lineariseAt(x, xAt, frame, fAt, at);
  const p00 = p[pAt];
  const p10 = p[pAt + 1];
  const p11 = p[pAt + 2];
  const p20 = p[pAt + 3];
  const p21 = p[pAt + 4];
  const p22 = p[pAt + 5];
  const range = at[0];
  let h0 = at[3];
  let h1 = at[4];
  let h2 = at[5];
  let m0 = p00 * h0 + p10 * h1 + p20 * h2;
  let m1 = p10 * h0 + p11 * h1 + p21 * h2;
  let m2 = p20 * h0 + p21 * h1 + p22 * h2;
  const rr = m0 * h0 + m1 * h1 + m2 * h2;
  const bend = (0.5 * Math.max(0, p00 + p11 + p22 - rr)) / range;
  const ar = m0 * at[6] + m1 * at[7] + m2 * at[8];
  const er = m0 * at[9] + m1 * at[10] + m2 * at[11];
  h0 = at[6];
  h1 = at[7];
  h2 = at[8];
  m0 = p00 * h0 + p10 * h1 + p20 * h2;
  m1 = p10 * h0 + p11 * h1 + p21 * h2;
  m2 = p20 * h0 + p21 * h1 + p22 * h2;
  out[outAt] = range + bend;
  out[outAt + 1] = at[1];
  out[outAt + 2] = at[2];
  out[outAt + 3] = rr + bend * bend;
  out[outAt + 4] = ar;
  out[outAt + 5] = m0 * h0 + m1 * h1 + m2 * h2;
  out[outAt + 6] = er;
  out[outAt + 7] = m0 * at[9] + m1 * at[10] + m2 * at[11];
  h0 = at[9];
  h1 = at[10];
  h2 = at[11];
  m0 = p00 * h0 + p10 * h1 + p20 * h2;
  m1 = p10 * h0 + p11 * h1 + p21 * h2;
  m2 = p20 * h0 + p21 * h1 + p22 * h2;
  out[outAt + 8] = m0 * h0 + m1 * h1 + m2 * h2;
}
