import { EARTH } from "../earth/constants.js";
import type { Epoch } from "../time/epoch.js";
import { gmst82 } from "../time/rotation.js";
import type { Vec3 } from "../vector.js";

/** What the Earth does beyond any model, from IERS bulletins; everything is 0 where it is not given. */
export interface EarthOrientation {
  /** UT1 − UTC, s */
  readonly ut1MinusUtc: number;
  /** the pole's coordinates x (towards Greenwich) and y (towards 90° W), rad */
  readonly polarMotion: readonly [number, number];
  /** what UT1 gains on atomic time, s/s: a day longer by 1 ms is −1.16e-8; used for velocities in GCRF only */
  readonly ut1Rate?: number;
}

export const NO_EARTH_ORIENTATION: EarthOrientation = { ut1MinusUtc: 0, polarMotion: [0, 0] };

/** Turns the axes by an angle about the third: the components of `v` in the turned frame. */
export function turnAxes(v: Vec3, angle: number): Vec3 {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return [c * v[0] + s * v[1], c * v[1] - s * v[0], v[2]];
}

/** From the pseudo-Earth-fixed frame (pole of date) to ITRF by polar motion: R1(−y) R2(−x). */
export function pefToItrf(v: Vec3, polarMotion: readonly [number, number]): Vec3 {
  const [xp, yp] = polarMotion;
  if (xp === 0 && yp === 0) return v;
  const cx = Math.cos(xp);
  const sx = Math.sin(xp);
  const cy = Math.cos(yp);
  const sy = Math.sin(yp);
  const x = cx * v[0] + sx * v[2];
  const z = cx * v[2] - sx * v[0];
  return [x, cy * v[1] - sy * z, sy * v[1] + cy * z];
}

/** The inverse of {@link pefToItrf}. */
export function itrfToPef(v: Vec3, polarMotion: readonly [number, number]): Vec3 {
  const [xp, yp] = polarMotion;
  if (xp === 0 && yp === 0) return v;
  const cx = Math.cos(xp);
  const sx = Math.sin(xp);
  const cy = Math.cos(yp);
  const sy = Math.sin(yp);
  const y = cy * v[1] + sy * v[2];
  const z = cy * v[2] - sy * v[1];
  return [cx * v[0] - sx * z, y, sx * v[0] + cx * z];
}

/**
 * From SGP4's frame (true equator, mean equinox) to the pseudo-Earth-fixed frame.
 *
 * Source: Vallado et al. (2006), AIAA 2006-6753, appendix C: a turn by mean sidereal time of 1982.
 */
export function temeToPef(positionTeme: Vec3, e: Epoch, ut1MinusUtc = 0): Vec3 {
  return turnAxes(positionTeme, gmst82(e, ut1MinusUtc));
}

/**
 * From TEME to the Earth-fixed frame, position (m) and velocity relative to the turning Earth (m/s).
 *
 * @param orientation without it UT1 = UTC and no polar motion (up to 0.9 s of the Earth's turning: 420 m on the
 * ground, and about 10 m)
 */
export function temeToEcef(
  positionTeme: Vec3,
  velocityTeme: Vec3,
  e: Epoch,
  orientation: EarthOrientation = NO_EARTH_ORIENTATION,
): { positionEcef: Vec3; velocityEcef: Vec3 } {
  const angle = gmst82(e, orientation.ut1MinusUtc);
  const p = turnAxes(positionTeme, angle);
  const v = turnAxes(velocityTeme, angle);
  const relative: Vec3 = [v[0] + EARTH.rotation * p[1], v[1] - EARTH.rotation * p[0], v[2]];
  return {
    positionEcef: pefToItrf(p, orientation.polarMotion),
    velocityEcef: pefToItrf(relative, orientation.polarMotion),
  };
}

/** The inverse of {@link temeToEcef}. */
export function ecefToTeme(
  positionEcef: Vec3,
  velocityEcef: Vec3,
  e: Epoch,
  orientation: EarthOrientation = NO_EARTH_ORIENTATION,
): { positionTeme: Vec3; velocityTeme: Vec3 } {
  const angle = gmst82(e, orientation.ut1MinusUtc);
  const p = itrfToPef(positionEcef, orientation.polarMotion);
  const v = itrfToPef(velocityEcef, orientation.polarMotion);
  const inertial: Vec3 = [v[0] - EARTH.rotation * p[1], v[1] + EARTH.rotation * p[0], v[2]];
  return { positionTeme: turnAxes(p, -angle), velocityTeme: turnAxes(inertial, -angle) };
}
