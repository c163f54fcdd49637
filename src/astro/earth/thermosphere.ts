/**
 * The US Standard Atmosphere 1976 above 86 km, where it is no longer one formula: its printed tables of pressure and
 * density, between which logarithms are interpolated, and its equations of kinetic temperature (25, 27, 29, 31).
 *
 * Source: NOAA-S/T 76-1562, table I (pressure, Pa; density, kg/m³). Real air there varies with the Sun by a factor
 * of up to ten at 500 km.
 */
const TABLE: readonly (readonly [kilometres: number, pressure: number, density: number])[] = [
  [86, 3.7338e-1, 6.958e-6],
  [90, 1.8359e-1, 3.416e-6],
  [95, 7.5966e-2, 1.393e-6],
  [100, 3.2011e-2, 5.604e-7],
  [105, 1.4477e-2, 2.325e-7],
  [110, 7.1042e-3, 9.708e-8],
  [115, 4.0096e-3, 4.289e-8],
  [120, 2.5382e-3, 2.222e-8],
  [125, 1.7354e-3, 1.291e-8],
  [130, 1.2505e-3, 8.152e-9],
  [140, 7.2028e-4, 3.831e-9],
  [150, 4.5422e-4, 2.076e-9],
  [160, 3.0395e-4, 1.233e-9],
  [180, 1.5271e-4, 5.194e-10],
  [200, 8.4736e-5, 2.541e-10],
  [250, 2.4767e-5, 6.073e-11],
  [300, 8.7704e-6, 1.916e-11],
  [350, 3.4498e-6, 7.014e-12],
  [400, 1.4518e-6, 2.803e-12],
  [450, 6.4468e-7, 1.184e-12],
  [500, 3.0236e-7, 5.215e-13],
  [600, 8.213e-8, 1.137e-13],
  [700, 3.1908e-8, 3.07e-14],
  [800, 1.7036e-8, 1.136e-14],
  [900, 1.0873e-8, 5.759e-15],
  [1000, 7.5138e-9, 3.561e-15],
];

/** Kinetic temperature above 86 km, K. @param z geometric height, km */
function kineticTemperature(z: number): number {
  if (z <= 91) return 186.8673;
  if (z <= 110) return 263.1905 - 76.3232 * Math.sqrt(1 - ((z - 91) / 19.9429) ** 2);
  if (z <= 120) return 240 + 12 * (z - 110);
  const reduced = ((z - 120) * (6356.766 + 120)) / (6356.766 + z);
  return 1000 - 640 * Math.exp(-0.01875 * reduced);
}

/** Slope at node i of the logarithm of column `which` against height: three points, within the table. */
function slope(i: number, which: 1 | 2): number {
  const at = (k: number): number => Math.log(TABLE[k]![which]);
  const secant = (k: number): number => (at(k + 1) - at(k)) / (TABLE[k + 1]![0] - TABLE[k]![0]);
  if (i === 0) return secant(0);
  if (i === TABLE.length - 1) return secant(i - 1);
  const before = TABLE[i]![0] - TABLE[i - 1]![0];
  const after = TABLE[i + 1]![0] - TABLE[i]![0];
  return (secant(i - 1) * after + secant(i) * before) / (before + after);
}

const SLOPES = TABLE.map((_row, i) => [slope(i, 1), slope(i, 2)] as const);

function interpolate(i: number, z: number, which: 1 | 2): number {
  const low = TABLE[i]!;
  const high = TABLE[i + 1]!;
  const span = high[0] - low[0];
  const u = (z - low[0]) / span;
  const rise = Math.log(high[which] / low[which]);
  const s0 = SLOPES[i]![which - 1]! * span;
  const s1 = SLOPES[i + 1]![which - 1]! * span;
  return low[which] * Math.exp(u * (s0 + u * (3 * rise - 2 * s0 - s1 + u * (s0 + s1 - 2 * rise))));
}

/** The air above 86 km; beyond 1,000 km there is none. @param altitude m */
export function upperAir(altitude: number): { temperature: number; pressure: number; density: number } {
  const z = altitude / 1000;
  const temperature = kineticTemperature(z);
  if (z >= 1000) return { temperature, pressure: 0, density: 0 };
  let i = 0;
  while (TABLE[i + 1]![0] <= z) i++;
  return { temperature, pressure: interpolate(i, z, 1), density: interpolate(i, z, 2) };
}
