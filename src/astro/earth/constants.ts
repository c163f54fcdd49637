/**
 * The Earth as every model here takes it: WGS-84 with the zonal harmonics of EGM-96 (un-normalised).
 *
 * Source: NGA.STND.0036 (2014) for GM, radius, flattening and rotation; Lemoine et al. (1998) for J2–J4.
 */
export const EARTH = {
  /** gravitational parameter, m³/s² */
  gm: 3.986004418e14,
  /** equatorial radius, m */
  radius: 6378137,
  /** mean radius (2a + b)/3 rounded to a kilometre, m: for what needs no ellipsoid */
  meanRadius: 6_371_000,
  flattening: 1 / 298.257223563,
  /** polar radius, m */
  polarRadius: 6378137 * (1 - 1 / 298.257223563),
  /** first eccentricity, squared */
  eccentricitySquared: (2 - 1 / 298.257223563) / 298.257223563,
  /** rate of rotation, rad/s */
  rotation: 7.292115e-5,
  j2: 1.08262668355e-3,
  j3: -2.53265648533e-6,
  j4: -1.61962159137e-6,
} as const;
