/**
 * Reflectance of a flat surface of a complex refractive index for light without polarisation: Fresnel's equations (Born and
 * Wolf 1999, section 14.2, with an absorbing second medium).
 *
 * @param n real part of the index
 * @param k imaginary part
 * @param incidence from the normal, rad
 */
export function fresnelReflectance(n: number, k: number, incidence: number): number {
  const cosine = Math.cos(incidence);
  const sine2 = Math.sin(incidence) ** 2;
  const re = n * n - k * k - sine2;
  const length = Math.hypot(re, 2 * n * k);
  const u2 = (length + re) / 2;
  const v2 = (length - re) / 2;
  const u = Math.sqrt(Math.max(0, u2));
  const across = ((cosine - u) ** 2 + v2) / ((cosine + u) ** 2 + v2);
  if (cosine < 1e-9) return 1;
  const turn = sine2 / cosine;
  const along = (across * ((u - turn) ** 2 + v2)) / ((u + turn) ** 2 + v2);
  return (across + along) / 2;
}

/**
 * Mean square slope of a wind-driven sea, without slicks: 0.003 + 0.00512 W (Cox and Munk 1954, J. Opt. Soc. Am. 44, 838).
 *
 * @param windSpeed m/s
 */
export function seaSlopeVariance(windSpeed: number): number {
  return 0.003 + 0.00512 * windSpeed;
}

/**
 * Radiance of a rough mirror over the irradiance that falls on a plane across the sunbeam: ρ·p / (4·cos θv·cos⁴ β), with p the
 * density of slopes, exp(−tan²β/s²)/(π s²) (Cox and Munk 1954, equations 9 and 16, without the skewness).
 *
 * @param reflectance of the facets at the light's incidence
 * @param slopeVariance mean square of the whole slope, s²
 * @param tilt of the facets that show the Sun, rad
 * @param viewElevation of the satellite above the surface, rad
 * @returns 1/sr
 */
export function roughMirror(
  reflectance: number,
  slopeVariance: number,
  tilt: number,
  viewElevation: number,
): number {
  if (tilt >= Math.PI / 2 || viewElevation <= 0) return 0;
  const slope2 = Math.tan(tilt) ** 2;
  const density = Math.exp(-slope2 / slopeVariance) / (Math.PI * slopeVariance);
  return (reflectance * density) / (4 * Math.sin(viewElevation) * Math.cos(tilt) ** 4);
}
