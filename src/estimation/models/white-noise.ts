/**
 * Covariance that white acceleration leaves in a position and a velocity over a step, added at `(first + i, second + i)`
 * for three axes. Source: Bar-Shalom, Li and Kirubarajan (2001), equation 6.2.2-12.
 *
 * @param density spectral density, m²/s³, the same on each axis
 * @param dt s
 * @param n order of the covariance
 */
export function addWhiteAcceleration(density: number, dt: number, n: number, out: Float64Array): void {
  const t = Math.abs(dt);
  const place = (density * t * t * t) / 3;
  const cross = (density * t * t) / 2;
  for (let i = 0; i < 3; i++) {
    const v = i + 3;
    out[i * n + i]! += place;
    out[i * n + v]! += cross;
    out[v * n + i]! += cross;
    out[v * n + v]! += density * t;
  }
}
