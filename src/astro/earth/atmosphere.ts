import { upperAir } from "./thermosphere.js";

/**
 * The US Standard Atmosphere 1976 (NOAA-S/T 76-1562), its defining equations up to 86 km.
 *
 * Heights are geometric above sea level; the layers are defined in geopotential height.
 */
const SEA_LEVEL_GRAVITY = 9.80665;
const GAS_CONSTANT = 8314.32;
/** the sum over the composition of table 3, kg/kmol; the standard prints it rounded, 28.9644 */
const MOLAR_MASS = 28.96442;
const EARTH_RADIUS = 6356766;
const GAS = GAS_CONSTANT / MOLAR_MASS;
const HYDROSTATIC = SEA_LEVEL_GRAVITY / GAS;

/** Geopotential base height (m) and gradient of temperature (K/m) of each layer: table 4. */
const LAYERS: readonly (readonly [base: number, lapse: number])[] = [
  [0, -0.0065],
  [11000, 0],
  [20000, 0.001],
  [32000, 0.0028],
  [47000, 0],
  [51000, -0.0028],
  [71000, -0.002],
];
const TOP = 86000;

/** Ratio of pressures from a layer's base up, equations 33a and 33b. */
function pressureRatio(baseTemperature: number, lapse: number, rise: number): number {
  return lapse === 0
    ? Math.exp((-HYDROSTATIC * rise) / baseTemperature)
    : (baseTemperature / (baseTemperature + lapse * rise)) ** (HYDROSTATIC / lapse);
}

const BASE_TEMPERATURES: number[] = [288.15];
const BASE_PRESSURES: number[] = [101325];
for (let i = 1; i < LAYERS.length; i++) {
  const [base, lapse] = LAYERS[i - 1]!;
  const rise = LAYERS[i]![0] - base;
  BASE_TEMPERATURES.push(BASE_TEMPERATURES[i - 1]! + lapse * rise);
  BASE_PRESSURES.push(BASE_PRESSURES[i - 1]! * pressureRatio(BASE_TEMPERATURES[i - 1]!, lapse, rise));
}

/** Temperature (K), pressure (Pa) and density (kg/m³) of the air. */
export interface Air {
  readonly temperature: number;
  readonly pressure: number;
  readonly density: number;
}

/** Geometric to geopotential height, m, by the standard's radius: equation 18. */
export function geopotentialHeight(altitude: number): number {
  return (EARTH_RADIUS * altitude) / (EARTH_RADIUS + altitude);
}

/** Slope of {@link geopotentialHeight} with the geometric height. */
export function geopotentialSlope(altitude: number): number {
  const ratio = EARTH_RADIUS / (EARTH_RADIUS + altitude);
  return ratio * ratio;
}

/** The inverse of {@link geopotentialHeight}: equation 19. */
export function geometricHeight(geopotential: number): number {
  return (EARTH_RADIUS * geopotential) / (EARTH_RADIUS - geopotential);
}

/**
 * The standard atmosphere at a geometric height.
 *
 * Below sea level the lowest layer goes on. From 80 to 86 km the temperature is the molecular-scale one. Above 86 km
 * the standard's tables are interpolated, up to 1,000 km; beyond there is no air.
 * @param altitude m above sea level
 */
export function standardAtmosphere(altitude: number): Air {
  if (altitude > TOP) return upperAir(altitude);
  const geopotential = geopotentialHeight(altitude);
  let layer = LAYERS.length - 1;
  while (layer > 0 && geopotential < LAYERS[layer]![0]) layer--;
  const [base, lapse] = LAYERS[layer]!;
  const rise = geopotential - base;
  const temperature = BASE_TEMPERATURES[layer]! + lapse * rise;
  const pressure = BASE_PRESSURES[layer]! * pressureRatio(BASE_TEMPERATURES[layer]!, lapse, rise);
  return { temperature, pressure, density: pressure / (GAS * temperature) };
}

const SIMPLE_TOP = 84000;
const SIMPLE_SCALE = 6000;
const SIMPLE_END = 150000;
const SIMPLE_DENSITY = standardAtmosphere(SIMPLE_TOP).density;

/**
 * Density by the standard atmosphere up to 84 km, falling by e every 6 km above, none above 150 km (kg/m³).
 *
 * The air of the reference arcs; at 120 km 8 % above the standard's table, at 150 km a twelfth of it.
 */
export function densityExponentialAbove84(altitude: number): number {
  if (altitude <= SIMPLE_TOP) return standardAtmosphere(altitude).density;
  return altitude > SIMPLE_END ? 0 : SIMPLE_DENSITY * Math.exp((SIMPLE_TOP - altitude) / SIMPLE_SCALE);
}
