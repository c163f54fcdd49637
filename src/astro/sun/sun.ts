import * as Astronomy from "astronomy-engine";
import { gcrfToItrf } from "../frames/celestial.js";
import type { Epoch } from "../time/epoch.js";
import { ttJulianDate } from "../time/rotation.js";
import type { Vec3 } from "../vector.js";

const ASTRONOMICAL_UNIT = 149597870700;

/**
 * Where the Sun appears from the Earth's centre (light time and aberration in it), m, along the axes of GCRF.
 *
 * VSOP87 as cut by astronomy-engine; the axes there are the mean equator and equinox of J2000, 23 mas from GCRF.
 */
export function sunApparentGcrf(e: Epoch): Vec3 {
  const [midnight, fraction] = ttJulianDate(e);
  const time = Astronomy.AstroTime.FromTerrestrialTime(midnight - 2451545 + fraction);
  const v = Astronomy.GeoVector(Astronomy.Body.Sun, time, true);
  return [v.x * ASTRONOMICAL_UNIT, v.y * ASTRONOMICAL_UNIT, v.z * ASTRONOMICAL_UNIT];
}

/** Where the Sun appears from the Earth's centre, Earth-fixed, m (UT1 = UTC, no polar motion). */
export function sunPositionEcef(e: Epoch): Vec3 {
  return gcrfToItrf(sunApparentGcrf(e), e);
}
