/**
 * What is left of the signal off the middle of a beam, both ways, of a Gaussian beam: exp(−8·ln 2·(θ/θ₃)²), a
 * quarter (6 dB) at the edge of its half-power width.
 *
 * @param apart rad
 * @param beamwidth half-power, one way, rad
 */
export function beamShape(apart: number, beamwidth: number): number {
  const widths = apart / beamwidth;
  return Math.exp(-8 * Math.LN2 * widths * widths);
}

/** Angle between two directions, rad, soundly for small ones (haversine). */
export function directionsApart(
  azimuth: number,
  elevation: number,
  otherAzimuth: number,
  otherElevation: number,
): number {
  const up = Math.sin((elevation - otherElevation) / 2);
  const across = Math.sin((azimuth - otherAzimuth) / 2);
  const square = up * up + Math.cos(elevation) * Math.cos(otherElevation) * across * across;
  return 2 * Math.asin(Math.min(1, Math.sqrt(square)));
}
