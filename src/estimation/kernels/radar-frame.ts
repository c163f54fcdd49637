import { eastNorthUp, geodeticToEcefInto } from "../../astro/index.js";

/**
 * Writes a radar's frame: where it stands (ECEF, m), then the unit vectors east, north and up (geodetic) there.
 *
 * @param latitude geodetic, rad
 * @param longitude rad
 * @param height above the ellipsoid, m
 * @param out array that receives 12 numbers from `at` on
 */
export function radarFrame(
  latitude: number,
  longitude: number,
  height: number,
  out: Float64Array = new Float64Array(12),
  at = 0,
): Float64Array {
  geodeticToEcefInto(latitude, longitude, height, out, at);
  const { east, north, up } = eastNorthUp({ latitude, longitude, height });
  for (let i = 0; i < 3; i++) {
    out[at + 3 + i] = east[i]!;
    out[at + 6 + i] = north[i]!;
    out[at + 9 + i] = up[i]!;
  }
  return out;
}

/**
 * Where a plot was seen.
 *
 * @param frame array with the radar's frame at `fAt`
 * @param z array with the plot at `zAt`: range m, azimuth, elevation rad
 * @param out array that receives the place (ECEF, m) from `at` on
 */
export function plotPosition(
  frame: Float64Array,
  fAt: number,
  z: Float64Array,
  zAt: number,
  out: Float64Array,
  at: number,
): void {
  const range = z[zAt];
  const up = range * Math.sin(z[zAt + 2]);
  const across = range * Math.cos(z[zAt + 2]);
  const east = across * Math.sin(z[zAt + 1]);
  const north = across * Math.cos(z[zAt + 1]);
  for (let i = 0; i < 3; i++) {
    out[at + i] =
      frame[fAt + i] + east * frame[fAt + 3 + i] + north * frame[fAt + 6 + i] + up * frame[fAt + 9 + i];
  }
}
