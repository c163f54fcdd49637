import { standardAtmosphere } from "./atmosphere.js";

const DEGREE = Math.PI / 180;

/** Elevation below which the formulas stop, rad: the bending is then held. */
const LOWEST = -1 * DEGREE;

/**
 * How far a radio signal of an object outside the air comes in above its straight line.
 *
 * Source: Recommendation ITU-R P.834-9 (2017), equation 14: a mean exponential atmosphere, for stations up to 3 km.
 * @param elevation of the straight line, rad
 * @param height of the station, m
 * @returns rad, to be added to the straight line's elevation
 */
export function radioRefraction(elevation: number, height: number): number {
  const e = Math.max(elevation, LOWEST) / DEGREE;
  const h = Math.max(height, 0) / 1000;
  const atSea = 1.728 + 0.5411 * e + 0.03723 * e * e;
  const slope = 0.1815 + 0.06272 * e + 0.0138 * e * e;
  const bend = 0.01727 + 0.008288 * e;
  return DEGREE / (atSea + h * slope + h * h * bend);
}

/** Relative humidity where none is known. */
const HUMIDITY = 0.5;
/** The formula without a horizon's bend holds above about this, rad. */
const LOWEST_FOR_DELAY = 5 * DEGREE;

/**
 * How much longer than through a vacuum a radio signal's one way through the troposphere takes, as a length.
 *
 * Source: Saastamoinen (1972), with the standard atmosphere's pressure and temperature at the station and half-saturated air.
 * Below 5° of elevation the delay at 5° stands.
 * @param elevation rad
 * @param height of the station, m; taken as 5 km where it is more
 * @returns m: 2.4 overhead at the sea
 */
export function troposphericDelay(elevation: number, height: number): number {
  const { pressure, temperature } = standardAtmosphere(Math.max(0, Math.min(height, 5000)));
  const celsius = temperature - 273.15;
  const vapour = HUMIDITY * 6.1078 * 10 ** ((7.5 * celsius) / (237.3 + celsius));
  const sine = Math.sin(Math.max(elevation, LOWEST_FOR_DELAY));
  const tangent2 = 1 / (sine * sine) - 1;
  return (0.002277 / sine) * (pressure / 100 + (1255 / temperature + 0.05) * vapour - tangent2);
}
