import { LUNISOLAR_TERMS } from "./nutation-terms.js";

const ARCSECOND = Math.PI / 648000;
const UNIT = ARCSECOND * 1e-7;

/** The Moon's and the Sun's arguments l, l', F, D, Ω, rad. Source: Simon et al. (1994), linear part. */
function delaunayArguments(t: number): readonly [number, number, number, number, number] {
  const turn = 1296000;
  return [
    ((485868.249036 + 1717915923.2178 * t) % turn) * ARCSECOND,
    ((1287104.79305 + 129596581.0481 * t) % turn) * ARCSECOND,
    ((335779.526232 + 1739527262.8478 * t) % turn) * ARCSECOND,
    ((1072260.70369 + 1602961601.209 * t) % turn) * ARCSECOND,
    ((450160.398036 - 6962890.5431 * t) % turn) * ARCSECOND,
  ];
}

/**
 * Nutation in longitude and in obliquity, rad.
 *
 * IAU 2000B (McCarthy and Luzum 2003): 77 luni-solar terms and a fixed offset for the planets; within 1 mas of the
 * full IAU 2000A from 1995 to 2050. Adjusted to the precession of 2006 as Capitaine et al. (2005) say.
 * @param t Julian centuries of TT since J2000
 */
export function nutation(t: number): { longitude: number; obliquity: number } {
  const [l, lp, f, d, om] = delaunayArguments(t);
  let longitude = 0;
  let obliquity = 0;
  for (let i = LUNISOLAR_TERMS.length - 1; i >= 0; i--) {
    const [nl, nlp, nf, nd, nom, ps, pst, pc, ec, ect, es] = LUNISOLAR_TERMS[i]!;
    const argument = nl * l + nlp * lp + nf * f + nd * d + nom * om;
    const sine = Math.sin(argument);
    const cosine = Math.cos(argument);
    longitude += (ps + pst * t) * sine + pc * cosine;
    obliquity += (ec + ect * t) * cosine + es * sine;
  }
  const rate2006 = -2.7774e-6 * t;
  const longitude2000 = longitude * UNIT - 0.135e-3 * ARCSECOND;
  const obliquity2000 = obliquity * UNIT + 0.388e-3 * ARCSECOND;
  return {
    longitude: longitude2000 * (1 + 0.4697e-6 + rate2006),
    obliquity: obliquity2000 * (1 + rate2006),
  };
}

/**
 * The quantity s + XY/2 of the locator of the celestial intermediate origin, rad.
 *
 * Source: Capitaine, Wallace, Chapront (2003), terms above 1 µas (IERS Conventions 2010, table 5.2d).
 * @param t Julian centuries of TT since J2000
 */
export function cioLocator(t: number): number {
  const [, lp, f, d, om] = delaunayArguments(t);
  const constant =
    94 -
    2640.73 * Math.sin(om) -
    63.53 * Math.sin(2 * om) -
    11.75 * Math.sin(2 * f - 2 * d + 3 * om) -
    11.21 * Math.sin(2 * f - 2 * d + om) +
    4.57 * Math.sin(2 * f - 2 * d + 2 * om) -
    2.02 * Math.sin(2 * f + 3 * om) -
    1.98 * Math.sin(2 * f + om) +
    1.72 * Math.sin(3 * om) +
    1.41 * Math.sin(lp + om) +
    1.26 * Math.sin(lp - om);
  const linear = 3808.65 + 3.57 * Math.cos(2 * om) + 1.73 * Math.sin(om);
  const quadratic =
    -122.68 +
    743.52 * Math.sin(om) +
    56.91 * Math.sin(2 * f - 2 * d + 2 * om) +
    9.84 * Math.sin(2 * f + 2 * om);
  return (constant + (linear + (quadratic - 72574.11 * t) * t) * t) * 1e-6 * ARCSECOND;
}
