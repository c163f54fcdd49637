import { upperAir } from "./thermosphere.js";

/**
 * The US Standard Atmosphere 1976 (NOAA-S/T 76-1562), its defining equations up to 86 km.
 *
 * Heights are geometric above sea level; the layers are defined in geopotential height.
 */
const SEA_LEVEL_GRAVITY = 9.80665;
const GAS_CONSTANT = 8314.32;
const MOLAR_MASS = 28.9644;
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

/**
 * The standard atmosphere at a geometric height.
 *
 * Below sea level the lowest layer goes on. From 80 to 86 km the temperature is the molecular-scale one. Above 86 km
 * the standard's tables are interpolated, up to 1,000 km; beyond there is no air.
 * @param altitude m above sea level
 */
export function standardAtmosphere(altitude: number): Air {
  if (altitude > TOP) return upperAir(altitude);
  const geopotential = (EARTH_RADIUS * altitude) / (EARTH_RADIUS + altitude);
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

/** The fast tables: natural logarithms every 100 m, joined by straight lines; 4e-6 relative from the standard. */
const TABLE_STEP = 100;
const TABLE_FLOOR = -2000;
const TABLE_TOP = 400000;
const TABLE_SIZE = (TABLE_TOP - TABLE_FLOOR) / TABLE_STEP + 1;
const logDensities = new Float64Array(TABLE_SIZE);
const logPressures = new Float64Array(TABLE_SIZE);
for (let i = 0; i < TABLE_SIZE; i++) {
  const air = standardAtmosphere(TABLE_FLOOR + i * TABLE_STEP);
  logDensities[i] = Math.log(air.density);
  logPressures[i] = Math.log(air.pressure);
}

function interpolate(table: Float64Array, altitude: number): number {
  if (!(altitude < TABLE_TOP)) return 0;
  const place = altitude <= TABLE_FLOOR ? 0 : (altitude - TABLE_FLOOR) / TABLE_STEP;
  const i = place | 0;
  const low = table[i]!;
  return Math.exp(low + (place - i) * (table[i + 1]! - low));
}

/** Density of the standard atmosphere, kg/m³, from a table, for hot code; none above 400 km. @param altitude m */
export function airDensity(altitude: number): number {
  return interpolate(logDensities, altitude);
}

/** Pressure of the standard atmosphere, Pa, from a table, for hot code; none above 400 km. @param altitude m */
export function airPressure(altitude: number): number {
  return interpolate(logPressures, altitude);
}
