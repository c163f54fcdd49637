import type { Vec3 } from "../vector.js";

const MILLIARCSECOND = Math.PI / 180 / 3600 / 1000;
/** Where mean pole and equinox of J2000 lie in GCRF. Source: IERS Conventions (2010), section 5.4.4 and equation 5.21. */
const POLE_X = -16.617 * MILLIARCSECOND;
const POLE_Y = -6.8192 * MILLIARCSECOND;
const EQUINOX = -14.6 * MILLIARCSECOND;

/**
 * From EME2000 (mean equator and equinox of J2000) to GCRF: a turn of 23 milliarcseconds, 5 m at the geostationary orbit.
 * To first order, which is good to 1e-14.
 */
export function eme2000ToGcrf([x, y, z]: Vec3): Vec3 {
  return [x - EQUINOX * y + POLE_X * z, y + EQUINOX * x + POLE_Y * z, z - POLE_X * x - POLE_Y * y];
}
