import type { Epoch } from "../time/epoch.js";
import { earthRotationAngle, ttCenturies } from "../time/rotation.js";
import type { Vec3 } from "../vector.js";
import { cioLocator, nutation } from "./nutation.js";
import { type EarthOrientation, itrfToPef, NO_EARTH_ORIENTATION, pefToItrf, turnAxes } from "./teme.js";

const ARCSECOND = Math.PI / 648000;

/** The celestial intermediate pole in GCRF and the locator of the intermediate origin, rad. */
interface Intermediate {
  readonly x: number;
  readonly y: number;
  readonly s: number;
}

/**
 * Precession of IAU 2006 with nutation of IAU 2000B.
 *
 * Source: Hilton et al. (2006), table 1, Fukushima–Williams angles; X and Y by Wallace and Capitaine (2006),
 * equation 12 (third row of R1(−ε−Δε) R3(−ψ−Δψ) R1(φ) R3(γ)).
 */
function intermediatePole(t: number): Intermediate {
  const gamma =
    (-0.052928 +
      (10.556378 + (0.4932044 + (-0.00031238 + (-0.000002788 + 0.000000026 * t) * t) * t) * t) * t) *
    ARCSECOND;
  const phi =
    (84381.412819 +
      (-46.811016 + (0.0511268 + (0.00053289 + (-0.00000044 - 0.0000000176 * t) * t) * t) * t) * t) *
    ARCSECOND;
  const psi =
    (-0.041775 +
      (5038.481484 + (1.5584175 + (-0.00018522 + (-0.000026452 - 0.0000000148 * t) * t) * t) * t) * t) *
    ARCSECOND;
  const obliquity =
    (84381.406 +
      (-46.836769 + (-0.0001831 + (0.0020034 + (-0.000000576 - 0.0000000434 * t) * t) * t) * t) * t) *
    ARCSECOND;
  const { longitude, obliquity: inObliquity } = nutation(t);
  const sinE = Math.sin(obliquity + inObliquity);
  const cosE = Math.cos(obliquity + inObliquity);
  const sinP = Math.sin(psi + longitude);
  const cosP = Math.cos(psi + longitude);
  const sinF = Math.sin(phi);
  const cosF = Math.cos(phi);
  const across = sinE * sinP;
  const along = sinE * cosP * cosF - cosE * sinF;
  const x = across * Math.cos(gamma) - along * Math.sin(gamma);
  const y = across * Math.sin(gamma) + along * Math.cos(gamma);
  return { x, y, s: cioLocator(t) - (x * y) / 2 };
}

/** Rows of the matrix from GCRF to the celestial intermediate frame. Source: IERS Conventions (2010), 5.10. */
function intermediateRows({ x, y, s }: Intermediate): readonly [Vec3, Vec3, Vec3] {
  const r2 = x * x + y * y;
  const e = r2 > 0 ? Math.atan2(y, x) : 0;
  const d = Math.atan(Math.sqrt(r2 / (1 - r2)));
  const cosE = Math.cos(e);
  const sinE = Math.sin(e);
  const cosD = Math.cos(d);
  const sinD = Math.sin(d);
  // R3(−(E + s)) R2(d) R3(E)
  const a: Vec3 = [cosD * cosE, cosD * sinE, -sinD];
  const b: Vec3 = [-sinE, cosE, 0];
  const c = Math.cos(e + s);
  const f = Math.sin(e + s);
  return [
    [c * a[0] - f * b[0], c * a[1] - f * b[1], c * a[2] - f * b[2]],
    [f * a[0] + c * b[0], f * a[1] + c * b[1], f * a[2] + c * b[2]],
    [sinD * cosE, sinD * sinE, cosD],
  ];
}

/** Rows of the matrix from GCRF to the celestial intermediate frame at an instant. */
export function celestialIntermediateRows(e: Epoch): readonly [Vec3, Vec3, Vec3] {
  return intermediateRows(intermediatePole(ttCenturies(e)));
}

/** The locator of the terrestrial origin, s' (rad). Source: IERS Conventions (2010), equation 5.13. */
export function terrestrialLocator(t: number): number {
  return -47e-6 * t * ARCSECOND;
}

/**
 * From the celestial to the terrestrial reference frame (m in, m out), observed pole offsets dX = dY = 0.
 *
 * Good to 1 mas (5e-9 rad) of the full IAU 2006/2000A, see docs/physics/astro.md.
 */
export function gcrfToItrf(
  positionGcrf: Vec3,
  e: Epoch,
  orientation: EarthOrientation = NO_EARTH_ORIENTATION,
): Vec3 {
  const t = ttCenturies(e);
  const [rowX, rowY, rowZ] = intermediateRows(intermediatePole(t));
  const [px, py, pz] = positionGcrf;
  const intermediate: Vec3 = [
    rowX[0] * px + rowX[1] * py + rowX[2] * pz,
    rowY[0] * px + rowY[1] * py + rowY[2] * pz,
    rowZ[0] * px + rowZ[1] * py + rowZ[2] * pz,
  ];
  const angle = earthRotationAngle(e, orientation.ut1MinusUtc) + terrestrialLocator(t);
  return pefToItrf(turnAxes(intermediate, angle), orientation.polarMotion);
}

/** The inverse of {@link gcrfToItrf}. */
export function itrfToGcrf(
  positionItrf: Vec3,
  e: Epoch,
  orientation: EarthOrientation = NO_EARTH_ORIENTATION,
): Vec3 {
  const t = ttCenturies(e);
  const [rowX, rowY, rowZ] = intermediateRows(intermediatePole(t));
  const angle = earthRotationAngle(e, orientation.ut1MinusUtc) + terrestrialLocator(t);
  const [ix, iy, iz] = turnAxes(itrfToPef(positionItrf, orientation.polarMotion), -angle);
  return [
    rowX[0] * ix + rowY[0] * iy + rowZ[0] * iz,
    rowX[1] * ix + rowY[1] * iy + rowZ[1] * iz,
    rowX[2] * ix + rowY[2] * iy + rowZ[2] * iz,
  ];
}
