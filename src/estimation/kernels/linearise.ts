/** What a radar would report of a place, and how it follows the place: range, azimuth, elevation, then 3 × 3 by rows. */
export const LINEARISED = 13;

/** Least horizontal distance from the zenith, m: nearer, azimuth has no slope that a number can hold. */
const LEAST_ACROSS = 1;

/**
 * Range, azimuth (clockwise from north, (−π, π]) and elevation of a place, their derivatives with respect to it, and
 * the horizontal distance squared. The place is handed over in an array: as plain numbers, three would be put on the heap
 * at each call that isn't inlined.
 *
 * @param at where in `x` the place lies (ECEF, m)
 * @param frame array with the radar's frame at `fAt`
 * @param out 13 numbers: range m, azimuth, elevation rad; ∂/∂ECEF by rows; horizontal distance squared, m²
 */
export function lineariseAt(
  x: Float64Array,
  at: number,
  frame: Float64Array,
  fAt: number,
  out: Float64Array,
): void {
  const a = x[at] - frame[fAt];
  const b = x[at + 1] - frame[fAt + 1];
  const c = x[at + 2] - frame[fAt + 2];
  const ex = frame[fAt + 3];
  const ey = frame[fAt + 4];
  const ez = frame[fAt + 5];
  const nx = frame[fAt + 6];
  const ny = frame[fAt + 7];
  const nz = frame[fAt + 8];
  const ux = frame[fAt + 9];
  const uy = frame[fAt + 10];
  const uz = frame[fAt + 11];
  const e = ex * a + ey * b + ez * c;
  const n = nx * a + ny * b + nz * c;
  const u = ux * a + uy * b + uz * c;
  const g2 = Math.max(e * e + n * n, LEAST_ACROSS);
  const g = Math.sqrt(g2);
  const r2 = g2 + u * u;
  const r = Math.sqrt(r2);
  const inverse = 1 / r;
  const azE = n / g2;
  const azN = -e / g2;
  const elUp = g / r2;
  const elAcross = -u / (g * r2);
  const elE = elAcross * e;
  const elN = elAcross * n;
  out[0] = r;
  out[1] = Math.atan2(e, n);
  out[2] = Math.atan2(u, g);
  out[3] = a * inverse;
  out[4] = b * inverse;
  out[5] = c * inverse;
  out[6] = azE * ex + azN * nx;
  out[7] = azE * ey + azN * ny;
  out[8] = azE * ez + azN * nz;
  out[9] = elE * ex + elN * nx + elUp * ux;
  out[10] = elE * ey + elN * ny + elUp * uy;
  out[11] = elE * ez + elN * nz + elUp * uz;
  out[12] = g2;
}
