import { positiveAngle } from "../angle.js";
import type { Epoch } from "./epoch.js";
import { taiMinusUtcAtTai } from "./leap-seconds.js";

/** A Julian date in two parts that add up to it: midnight (….5) and the fraction of the day. */
export type JulianDate = readonly [midnight: number, fraction: number];

const JD_OF_2000_01_01 = 2451544.5;
const TT_MINUS_TAI = 32.184;
const TURN = 2 * Math.PI;

function julianDate(secondsSince2000: number, offset: number): JulianDate {
  const day = Math.floor((secondsSince2000 + offset) / 86400);
  return [JD_OF_2000_01_01 + day, (secondsSince2000 - day * 86400 + offset) / 86400];
}

/** TAI − UTC, s; within a leap second the value before it. */
export function taiMinusUtc(e: Epoch): number {
  return taiMinusUtcAtTai(e.seconds);
}

/** The date in Terrestrial Time (TT = TAI + 32.184 s) as a Julian date in two parts. */
export function ttJulianDate(e: Epoch): JulianDate {
  return julianDate(e.seconds, TT_MINUS_TAI + e.nanoseconds * 1e-9);
}

/** The date in UT1 as a Julian date in two parts. @param ut1MinusUtc s, from IERS */
function ut1JulianDate(e: Epoch, ut1MinusUtc = 0): JulianDate {
  // within 23:59:60 the table already gives the old offset, and UT1 runs on beyond the end of the day
  return julianDate(e.seconds - taiMinusUtcAtTai(e.seconds), ut1MinusUtc + e.nanoseconds * 1e-9);
}

/** Julian centuries of TT since 2000-01-01T12:00 TT. */
export function ttCenturies(e: Epoch): number {
  const [midnight, fraction] = ttJulianDate(e);
  return (midnight - 2451545 + fraction) / 36525;
}

/**
 * Greenwich mean sidereal time, rad in [0, 2π).
 *
 * Source: Aoki et al. (1982), the IAU 1982 model, which SGP4's frame TEME is bound to.
 * @param ut1MinusUtc s
 */
export function gmst82(e: Epoch, ut1MinusUtc = 0): number {
  const [midnight, fraction] = ut1JulianDate(e, ut1MinusUtc);
  const t = (midnight - 2451545 + fraction) / 36525;
  const polynomial = 24110.54841 - 43200 + (8640184.812866 + (0.093104 - 6.2e-6 * t) * t) * t;
  const seconds = polynomial + 86400 * ((midnight % 1) + fraction);
  return positiveAngle((seconds / 86400) * TURN);
}

/**
 * Earth rotation angle, rad in [0, 2π).
 *
 * Source: Capitaine, Guinot, McCarthy (2000); IERS Conventions (2010), equation 5.15.
 * @param ut1MinusUtc s
 */
export function earthRotationAngle(e: Epoch, ut1MinusUtc = 0): number {
  const [midnight, fraction] = ut1JulianDate(e, ut1MinusUtc);
  const days = midnight - 2451545 + fraction;
  return positiveAngle(TURN * ((midnight % 1) + fraction + 0.779057273264 + 0.00273781191135448 * days));
}
