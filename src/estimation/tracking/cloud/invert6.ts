/**
 * Inverts a symmetric positive definite 6 × 6 matrix by its Cholesky factor, written out in full: it is where most of a
 * cloud's time goes.
 *
 * @param a by rows; its lower triangle is read
 * @param out the inverse, symmetric to the last bit; may be `a`
 * @returns ln of the determinant of `a`, or NaN when it is not positive definite, and `out` is then as it was
 */
export function invertSpd6(a: Float64Array, out: Float64Array): number {
  // Factor: l_ij below the diagonal, d_i the reciprocals on it.
  const p0 = a[0];
  if (!(p0 > 0)) return Number.NaN;
  const d0 = 1 / Math.sqrt(p0);
  const l10 = a[6] * d0;
  const p1 = a[7] - l10 * l10;
  if (!(p1 > 0)) return Number.NaN;
  const d1 = 1 / Math.sqrt(p1);
  const l20 = a[12] * d0;
  const l21 = (a[13] - l20 * l10) * d1;
  const p2 = a[14] - l20 * l20 - l21 * l21;
  if (!(p2 > 0)) return Number.NaN;
  const d2 = 1 / Math.sqrt(p2);
  const l30 = a[18] * d0;
  const l31 = (a[19] - l30 * l10) * d1;
  const l32 = (a[20] - l30 * l20 - l31 * l21) * d2;
  const p3 = a[21] - l30 * l30 - l31 * l31 - l32 * l32;
  if (!(p3 > 0)) return Number.NaN;
  const d3 = 1 / Math.sqrt(p3);
  const l40 = a[24] * d0;
  const l41 = (a[25] - l40 * l10) * d1;
  const l42 = (a[26] - l40 * l20 - l41 * l21) * d2;
  const l43 = (a[27] - l40 * l30 - l41 * l31 - l42 * l32) * d3;
  const p4 = a[28] - l40 * l40 - l41 * l41 - l42 * l42 - l43 * l43;
  if (!(p4 > 0)) return Number.NaN;
  const d4 = 1 / Math.sqrt(p4);
  const l50 = a[30] * d0;
  const l51 = (a[31] - l50 * l10) * d1;
  const l52 = (a[32] - l50 * l20 - l51 * l21) * d2;
  const l53 = (a[33] - l50 * l30 - l51 * l31 - l52 * l32) * d3;
  const l54 = (a[34] - l50 * l40 - l51 * l41 - l52 * l42 - l53 * l43) * d4;
  const p5 = a[35] - l50 * l50 - l51 * l51 - l52 * l52 - l53 * l53 - l54 * l54;
  if (!(p5 > 0)) return Number.NaN;
  const d5 = 1 / Math.sqrt(p5);
  // Its inverse: m_ij below the diagonal, d_i on it.
  const m10 = -l10 * d0 * d1;
  const m20 = -(l20 * d0 + l21 * m10) * d2;
  const m30 = -(l30 * d0 + l31 * m10 + l32 * m20) * d3;
  const m40 = -(l40 * d0 + l41 * m10 + l42 * m20 + l43 * m30) * d4;
  const m50 = -(l50 * d0 + l51 * m10 + l52 * m20 + l53 * m30 + l54 * m40) * d5;
  const m21 = -l21 * d1 * d2;
  const m31 = -(l31 * d1 + l32 * m21) * d3;
  const m41 = -(l41 * d1 + l42 * m21 + l43 * m31) * d4;
  const m51 = -(l51 * d1 + l52 * m21 + l53 * m31 + l54 * m41) * d5;
  const m32 = -l32 * d2 * d3;
  const m42 = -(l42 * d2 + l43 * m32) * d4;
  const m52 = -(l52 * d2 + l53 * m32 + l54 * m42) * d5;
  const m43 = -l43 * d3 * d4;
  const m53 = -(l53 * d3 + l54 * m43) * d5;
  const m54 = -l54 * d4 * d5;
  out[0] = d0 * d0 + m10 * m10 + m20 * m20 + m30 * m30 + m40 * m40 + m50 * m50;
  out[6] = d1 * m10 + m21 * m20 + m31 * m30 + m41 * m40 + m51 * m50;
  out[1] = out[6];
  out[7] = d1 * d1 + m21 * m21 + m31 * m31 + m41 * m41 + m51 * m51;
  out[12] = d2 * m20 + m32 * m30 + m42 * m40 + m52 * m50;
  out[2] = out[12];
  out[13] = d2 * m21 + m32 * m31 + m42 * m41 + m52 * m51;
  out[8] = out[13];
  out[14] = d2 * d2 + m32 * m32 + m42 * m42 + m52 * m52;
  out[18] = d3 * m30 + m43 * m40 + m53 * m50;
  out[3] = out[18];
  out[19] = d3 * m31 + m43 * m41 + m53 * m51;
  out[9] = out[19];
  out[20] = d3 * m32 + m43 * m42 + m53 * m52;
  out[15] = out[20];
  out[21] = d3 * d3 + m43 * m43 + m53 * m53;
  out[24] = d4 * m40 + m54 * m50;
  out[4] = out[24];
  out[25] = d4 * m41 + m54 * m51;
  out[10] = out[25];
  out[26] = d4 * m42 + m54 * m52;
  out[16] = out[26];
  out[27] = d4 * m43 + m54 * m53;
  out[22] = out[27];
  out[28] = d4 * d4 + m54 * m54;
  out[30] = d5 * m50;
  out[5] = out[30];
  out[31] = d5 * m51;
  out[11] = out[31];
  out[32] = d5 * m52;
  out[17] = out[32];
  out[33] = d5 * m53;
  out[23] = out[33];
  out[34] = d5 * m54;
  out[29] = out[34];
  out[35] = d5 * d5;
  return Math.log(p0 * p1 * p2) + Math.log(p3 * p4 * p5);
}

/** ln of the determinant that {@link quadraticSpd6} met last. */
export let lastLogDeterminant = 0;

/**
 * xᵀA⁻¹x for a symmetric positive definite A, without the inverse; ln det A is left in {@link lastLogDeterminant}.
 *
 * @param a 6 × 6 by rows; its lower triangle is read
 * @returns NaN when A is not positive definite
 */
export function quadraticSpd6(a: Float64Array, x: Float64Array): number {
  const p0 = a[0];
  if (!(p0 > 0)) return Number.NaN;
  const d0 = 1 / Math.sqrt(p0);
  const y0 = x[0] * d0;
  const l10 = a[6] * d0;
  const p1 = a[7] - l10 * l10;
  if (!(p1 > 0)) return Number.NaN;
  const d1 = 1 / Math.sqrt(p1);
  const y1 = (x[1] - l10 * y0) * d1;
  const l20 = a[12] * d0;
  const l21 = (a[13] - l20 * l10) * d1;
  const p2 = a[14] - l20 * l20 - l21 * l21;
  if (!(p2 > 0)) return Number.NaN;
  const d2 = 1 / Math.sqrt(p2);
  const y2 = (x[2] - l20 * y0 - l21 * y1) * d2;
  const l30 = a[18] * d0;
  const l31 = (a[19] - l30 * l10) * d1;
  const l32 = (a[20] - l30 * l20 - l31 * l21) * d2;
  const p3 = a[21] - l30 * l30 - l31 * l31 - l32 * l32;
  if (!(p3 > 0)) return Number.NaN;
  const d3 = 1 / Math.sqrt(p3);
  const y3 = (x[3] - l30 * y0 - l31 * y1 - l32 * y2) * d3;
  const l40 = a[24] * d0;
  const l41 = (a[25] - l40 * l10) * d1;
  const l42 = (a[26] - l40 * l20 - l41 * l21) * d2;
  const l43 = (a[27] - l40 * l30 - l41 * l31 - l42 * l32) * d3;
  const p4 = a[28] - l40 * l40 - l41 * l41 - l42 * l42 - l43 * l43;
  if (!(p4 > 0)) return Number.NaN;
  const d4 = 1 / Math.sqrt(p4);
  const y4 = (x[4] - l40 * y0 - l41 * y1 - l42 * y2 - l43 * y3) * d4;
  const l50 = a[30] * d0;
  const l51 = (a[31] - l50 * l10) * d1;
  const l52 = (a[32] - l50 * l20 - l51 * l21) * d2;
  const l53 = (a[33] - l50 * l30 - l51 * l31 - l52 * l32) * d3;
  const l54 = (a[34] - l50 * l40 - l51 * l41 - l52 * l42 - l53 * l43) * d4;
  const p5 = a[35] - l50 * l50 - l51 * l51 - l52 * l52 - l53 * l53 - l54 * l54;
  if (!(p5 > 0)) return Number.NaN;
  const d5 = 1 / Math.sqrt(p5);
  const y5 = (x[5] - l50 * y0 - l51 * y1 - l52 * y2 - l53 * y3 - l54 * y4) * d5;
  lastLogDeterminant = Math.log(p0 * p1 * p2) + Math.log(p3 * p4 * p5);
  return y0 * y0 + y1 * y1 + y2 * y2 + y3 * y3 + y4 * y4 + y5 * y5;
}
