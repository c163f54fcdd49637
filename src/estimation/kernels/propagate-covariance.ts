import { STATE } from "./layout.js";

/**
 * Step (s) and power density of the acceleration noise on each axis (m²/s³) of the next {@link carryCovariance}. Handed
 * over here: as arguments they would be put on the heap at each call.
 */
export const addedNoise = new Float64Array(2);

/**
 * Covariance carried over a step, F P Fᵀ plus white acceleration noise by `addedNoise`. Every element is written out,
 * since loops over six by six cost more than what is in them; only the lower triangle is formed, so the result is
 * symmetric by construction.
 *
 * @param f transition by rows, 36 numbers (./coast.ts)
 * @param p array with the packed covariance (21 numbers) at `pAt`, written over
 */
export function carryCovariance(f: Float64Array, p: Float64Array, pAt: number): void {
  const p00 = p[pAt];
  const p10 = p[pAt + 1];
  const p11 = p[pAt + 2];
  const p20 = p[pAt + 3];
  const p21 = p[pAt + 4];
  const p22 = p[pAt + 5];
  const p30 = p[pAt + 6];
  const p31 = p[pAt + 7];
  const p32 = p[pAt + 8];
  const p33 = p[pAt + 9];
  const p40 = p[pAt + 10];
  const p41 = p[pAt + 11];
  const p42 = p[pAt + 12];
  const p43 = p[pAt + 13];
  const p44 = p[pAt + 14];
  const p50 = p[pAt + 15];
  const p51 = p[pAt + 16];
  const p52 = p[pAt + 17];
  const p53 = p[pAt + 18];
  const p54 = p[pAt + 19];
  const p55 = p[pAt + 20];
  for (let row = 0; row < STATE; row++) {
    const r = row * STATE;
    const f0 = f[r];
    const f1 = f[r + 1];
    const f2 = f[r + 2];
    const f3 = f[r + 3];
    const f4 = f[r + 4];
    const f5 = f[r + 5];
    const m0 = f0 * p00 + f1 * p10 + f2 * p20 + f3 * p30 + f4 * p40 + f5 * p50;
    const m1 = f0 * p10 + f1 * p11 + f2 * p21 + f3 * p31 + f4 * p41 + f5 * p51;
    const m2 = f0 * p20 + f1 * p21 + f2 * p22 + f3 * p32 + f4 * p42 + f5 * p52;
    const m3 = f0 * p30 + f1 * p31 + f2 * p32 + f3 * p33 + f4 * p43 + f5 * p53;
    const m4 = f0 * p40 + f1 * p41 + f2 * p42 + f3 * p43 + f4 * p44 + f5 * p54;
    const m5 = f0 * p50 + f1 * p51 + f2 * p52 + f3 * p53 + f4 * p54 + f5 * p55;
    const at = pAt + (row * (row + 1)) / 2;
    p[at] = m0 * f[0] + m1 * f[1] + m2 * f[2] + m3 * f[3] + m4 * f[4] + m5 * f[5];
    if (row < 1) continue;
    p[at + 1] = m0 * f[6] + m1 * f[7] + m2 * f[8] + m3 * f[9] + m4 * f[10] + m5 * f[11];
    if (row < 2) continue;
    p[at + 2] = m0 * f[12] + m1 * f[13] + m2 * f[14] + m3 * f[15] + m4 * f[16] + m5 * f[17];
    if (row < 3) continue;
    p[at + 3] = m0 * f[18] + m1 * f[19] + m2 * f[20] + m3 * f[21] + m4 * f[22] + m5 * f[23];
    if (row < 4) continue;
    p[at + 4] = m0 * f[24] + m1 * f[25] + m2 * f[26] + m3 * f[27] + m4 * f[28] + m5 * f[29];
    if (row < 5) continue;
    p[at + 5] = m0 * f[30] + m1 * f[31] + m2 * f[32] + m3 * f[33] + m4 * f[34] + m5 * f[35];
  }
  const h = addedNoise[0];
  const velocity = addedNoise[1] * h;
  const cross = 0.5 * velocity * h;
  const position = (velocity * h * h) / 3;
  p[pAt] += position;
  p[pAt + 2] += position;
  p[pAt + 5] += position;
  p[pAt + 6] += cross;
  p[pAt + 11] += cross;
  p[pAt + 17] += cross;
  p[pAt + 9] += velocity;
  p[pAt + 14] += velocity;
  p[pAt + 20] += velocity;
}
