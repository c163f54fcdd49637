import {
  type Air,
  geometricHeight,
  geopotentialHeight,
  geopotentialSlope,
  standardAtmosphere,
} from "./atmosphere.js";

/**
 * The standard atmosphere for hot code: cubic polynomials of the logarithms on a grid of geopotential height.
 *
 * The grid has a node at each border of the standard's layers, where the gradient jumps, so that between nodes
 * everything is smooth; up to 86 km it agrees with the equations to 1e-8 relative.
 */
const STEP = 500;
const FLOOR = -2000;
const INTERVALS = 756;
/** m; there is no air above in this table */
const TOP = geometricHeight(FLOOR + INTERVALS * STEP);

/** Four coefficients for each interval: Hermite's cubic from values and one-sided slopes at its ends. */
function cubics(quantity: (air: Air) => number): Float64Array {
  const logarithm = (geopotential: number): number =>
    Math.log(quantity(standardAtmosphere(geometricHeight(geopotential))));
  const coefficients = new Float64Array(4 * INTERVALS);
  for (let i = 0; i < INTERVALS; i++) {
    const low = FLOOR + i * STEP;
    const high = low + STEP;
    const f0 = logarithm(low);
    const f1 = logarithm(high);
    // three-point one-sided differences that don't look beyond the interval
    const slope0 = (-3 * f0 + 4 * logarithm(low + 1) - logarithm(low + 2)) * 0.5 * STEP;
    const slope1 = (3 * f1 - 4 * logarithm(high - 1) + logarithm(high - 2)) * 0.5 * STEP;
    coefficients[4 * i] = f0;
    coefficients[4 * i + 1] = slope0;
    coefficients[4 * i + 2] = 3 * (f1 - f0) - 2 * slope0 - slope1;
    coefficients[4 * i + 3] = 2 * (f0 - f1) + slope0 + slope1;
  }
  return coefficients;
}

const LOG_DENSITY = cubics((air) => air.density);
const LOG_PRESSURE = cubics((air) => air.pressure);

function evaluate(table: Float64Array, altitude: number): number {
  if (!(altitude < TOP)) return 0;
  const place = (geopotentialHeight(altitude) - FLOOR) / STEP;
  if (place <= 0) return Math.exp(table[0]!);
  const i = place | 0;
  const u = place - i;
  const k = 4 * i;
  return Math.exp(table[k]! + u * (table[k + 1]! + u * (table[k + 2]! + u * table[k + 3]!)));
}

/** Density of the standard atmosphere, kg/m³, for hot code; none above 400 km. @param altitude m */
export function airDensity(altitude: number): number {
  return evaluate(LOG_DENSITY, altitude);
}

/** Pressure of the standard atmosphere, Pa, for hot code; none above 400 km. @param altitude m */
export function airPressure(altitude: number): number {
  return evaluate(LOG_PRESSURE, altitude);
}

/**
 * Slope of the logarithm of {@link airDensity} with height, 1/m: the table's own derivative; 0 where the table ends.
 *
 * @param altitude m
 */
export function logAirDensitySlope(altitude: number): number {
  if (!(altitude < TOP)) return 0;
  const place = (geopotentialHeight(altitude) - FLOOR) / STEP;
  if (place <= 0) return 0;
  const i = place | 0;
  const u = place - i;
  const k = 4 * i;
  const t = LOG_DENSITY;
  return ((t[k + 1]! + u * (2 * t[k + 2]! + 3 * u * t[k + 3]!)) / STEP) * geopotentialSlope(altitude);
}
