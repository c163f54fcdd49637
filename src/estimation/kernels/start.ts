/**
 * A state from one plot: where it was seen, as exactly as the plot tells, and a velocity of which only the spread is
 * known (mean zero in the rotating frame).
 *
 * @param frame array with the radar's frame at `fAt`
 * @param z array with the plot at `zAt`: range, azimuth, elevation and their variances
 * @param velocityDeviation m/s, each axis
 * @param x array that receives the state (ECEF) from `xAt` on
 * @param p array that receives the packed covariance from `pAt` on
 */
export function startFromPlot(
  frame: Float64Array,
  fAt: number,
  z: Float64Array,
  zAt: number,
  velocityDeviation: number,
  x: Float64Array,
  xAt: number,
  p: Float64Array,
  pAt: number,
): void {
  const range = z[zAt];
  const sinAz = Math.sin(z[zAt + 1]);
  const cosAz = Math.cos(z[zAt + 1]);
  const sinEl = Math.sin(z[zAt + 2]);
  const cosEl = Math.cos(z[zAt + 2]);
  const across = range * cosEl;
  const vr = z[zAt + 3];
  const va = across * across * z[zAt + 4];
  const ve = range * range * z[zAt + 5];
  p.fill(0, pAt, pAt + 21);
  x.fill(0, xAt, xAt + 6);
  for (let i = 0; i < 3; i++) {
    const east = frame[fAt + 3 + i];
    const north = frame[fAt + 6 + i];
    const up = frame[fAt + 9 + i];
    const level = sinAz * east + cosAz * north;
    const r = cosEl * level + sinEl * up;
    x[xAt + i] = frame[fAt + i] + range * r;
    for (let j = 0; j <= i; j++) {
      const levelJ = sinAz * frame[fAt + 3 + j] + cosAz * frame[fAt + 6 + j];
      const rJ = cosEl * levelJ + sinEl * frame[fAt + 9 + j];
      const a = cosAz * east - sinAz * north;
      const aJ = cosAz * frame[fAt + 3 + j] - sinAz * frame[fAt + 6 + j];
      const e = cosEl * up - sinEl * level;
      const eJ = cosEl * frame[fAt + 9 + j] - sinEl * levelJ;
      p[pAt + (i * (i + 1)) / 2 + j] = vr * r * rJ + va * a * aJ + ve * e * eJ;
    }
  }
  const v = velocityDeviation * velocityDeviation;
  p[pAt + 9] = v;
  p[pAt + 14] = v;
  p[pAt + 20] = v;
}
