/** (2π)^(3/2) */
const NORMALISER = (2 * Math.PI) ** 1.5;
const TURN = 2 * Math.PI;

/** What {@link passesGate} found: squared normalised innovation, and the likelihood's factor before the exponential. */
export const gated = new Float64Array(2);

/**
 * Whether a plot lies inside the gate of a predicted one.
 *
 * @param predicted array with the predicted plot and its covariance at `at`
 * @param z array with the plot at `zAt`
 * @param limit largest squared normalised innovation
 */
export function passesGate(
  predicted: Float64Array,
  at: number,
  z: Float64Array,
  zAt: number,
  limit: number,
): boolean {
  const d0 = z[zAt] - predicted[at];
  const s00 = predicted[at + 3] + z[zAt + 3];
  if (d0 * d0 > limit * s00) return false;
  let d1 = z[zAt + 1] - predicted[at + 1];
  d1 -= TURN * Math.round(d1 / TURN);
  const s11 = predicted[at + 5] + z[zAt + 4];
  if (d1 * d1 > limit * s11) return false;
  const d2 = z[zAt + 2] - predicted[at + 2];
  const s22 = predicted[at + 8] + z[zAt + 5];
  const i0 = 1 / Math.sqrt(s00);
  const l10 = predicted[at + 4] * i0;
  const l20 = predicted[at + 6] * i0;
  const i1 = 1 / Math.sqrt(s11 - l10 * l10);
  const l21 = (predicted[at + 7] - l20 * l10) * i1;
  const i2 = 1 / Math.sqrt(s22 - l20 * l20 - l21 * l21);
  const y0 = d0 * i0;
  const y1 = (d1 - l10 * y0) * i1;
  const y2 = (d2 - l20 * y0 - l21 * y1) * i2;
  const nis = y0 * y0 + y1 * y1 + y2 * y2;
  gated[0] = nis;
  gated[1] = (i0 * i1 * i2) / NORMALISER;
  return nis <= limit;
}
