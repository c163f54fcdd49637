/**
 * Cholesky factor of a packed covariance of six states, every element written out.
 *
 * @param p array with the packed covariance at `pAt`
 * @param out receives L, packed, from 0 on
 * @returns whether the covariance is positive definite; of an indefinite one, or one that is no number, `out` is of no
 *   use
 */
export function packedCholesky(p: Float64Array, pAt: number, out: Float64Array): boolean {
  const d0 = p[pAt];
  const i0 = 1 / Math.sqrt(d0);
  const l10 = p[pAt + 1] * i0;
  const l20 = p[pAt + 3] * i0;
  const l30 = p[pAt + 6] * i0;
  const l40 = p[pAt + 10] * i0;
  const l50 = p[pAt + 15] * i0;
  const d1 = p[pAt + 2] - l10 * l10;
  const i1 = 1 / Math.sqrt(d1);
  const l21 = (p[pAt + 4] - l20 * l10) * i1;
  const l31 = (p[pAt + 7] - l30 * l10) * i1;
  const l41 = (p[pAt + 11] - l40 * l10) * i1;
  const l51 = (p[pAt + 16] - l50 * l10) * i1;
  const d2 = p[pAt + 5] - l20 * l20 - l21 * l21;
  const i2 = 1 / Math.sqrt(d2);
  const l32 = (p[pAt + 8] - l30 * l20 - l31 * l21) * i2;
  const l42 = (p[pAt + 12] - l40 * l20 - l41 * l21) * i2;
  const l52 = (p[pAt + 17] - l50 * l20 - l51 * l21) * i2;
  const d3 = p[pAt + 9] - l30 * l30 - l31 * l31 - l32 * l32;
  const i3 = 1 / Math.sqrt(d3);
  const l43 = (p[pAt + 13] - l40 * l30 - l41 * l31 - l42 * l32) * i3;
  const l53 = (p[pAt + 18] - l50 * l30 - l51 * l31 - l52 * l32) * i3;
  const d4 = p[pAt + 14] - l40 * l40 - l41 * l41 - l42 * l42 - l43 * l43;
  const i4 = 1 / Math.sqrt(d4);
  const l54 = (p[pAt + 19] - l50 * l40 - l51 * l41 - l52 * l42 - l53 * l43) * i4;
  const d5 = p[pAt + 20] - l50 * l50 - l51 * l51 - l52 * l52 - l53 * l53 - l54 * l54;
  out[0] = d0 * i0;
  out[1] = l10;
  out[2] = d1 * i1;
  out[3] = l20;
  out[4] = l21;
  out[5] = d2 * i2;
  out[6] = l30;
  out[7] = l31;
  out[8] = l32;
  out[9] = d3 * i3;
  out[10] = l40;
  out[11] = l41;
  out[12] = l42;
  out[13] = l43;
  out[14] = d4 * i4;
  out[15] = l50;
  out[16] = l51;
  out[17] = l52;
  out[18] = l53;
  out[19] = l54;
  const last = Math.sqrt(d5);
  out[20] = last;
  // a pivot that is negative or no number has made all later ones no numbers; a zero one has made them infinite
  return last > 0 && i0 * i1 * i2 * i3 * i4 < Number.POSITIVE_INFINITY && last < Number.POSITIVE_INFINITY;
}
