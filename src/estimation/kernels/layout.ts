/**
 * How the kernels lay out their numbers. A state is six numbers in a row (ECEF position m, velocity m/s in the rotating
 * frame), a covariance is its lower triangle by rows, 21 numbers; both lie anywhere in a Float64Array, at an offset that
 * is handed along. Thousands of tracks then share two arrays, and a step allocates nothing.
 */
export const STATE = 6;
/** Numbers in a packed covariance of six states. */
export const COVARIANCE = 21;
/** Numbers in a plot: range m, azimuth and elevation rad, and their variances m², rad², rad². */
export const PLOT = 6;
/** Numbers in a radar's frame: its place (ECEF, m), then the unit vectors east, north and up. */
export const RADAR_FRAME = 12;
/** Numbers in a predicted plot: range, azimuth, elevation, then their covariance, lower triangle by rows. */
export const PREDICTED_PLOT = 9;

/** Where element (i, j), j ≤ i, of a packed lower triangle lies. */
export function packedIndex(i: number, j: number): number {
  return (i * (i + 1)) / 2 + j;
}

/** A packed lower triangle at an offset, written out as a full matrix by rows. */
export function unpackCovariance(p: Float64Array, pAt: number, out: Float64Array, size = STATE): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      out[i * size + j] = p[pAt + packedIndex(i, j)];
      out[j * size + i] = p[pAt + packedIndex(i, j)];
    }
  }
}

/** The lower triangle of a full symmetric matrix by rows, packed at an offset. */
export function packCovariance(full: Float64Array, p: Float64Array, pAt: number, size = STATE): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) p[pAt + packedIndex(i, j)] = full[i * size + j];
  }
}
