import { createRequire } from "node:module";

// Read with `require`: an ESM import of JSON prints a warning on Node 20. `src` and `dist` lie equally deep.
const readJson = createRequire(import.meta.url);

/** Relative plume intensity by altitude, one table a shape. */
export interface PlumeShape {
  readonly altitudeKm: readonly number[];
  readonly relative: readonly number[];
}

/** Optical depth of the air above a source by the source's altitude, one table a band. */
export interface BandAir {
  readonly pathExponent: number;
  readonly scaleHeightKm: number;
  readonly altitudeKm: readonly number[];
  readonly verticalDepth: readonly number[];
}

/** The editable table `data/sensors/plume-shapes.json`; grade and sources stand in its note. */
export const PLUME_SHAPES: Readonly<Record<string, PlumeShape>> = readJson(
  "../../data/sensors/plume-shapes.json",
).shapes;

/** The editable table `data/sensors/air-transmission.json`; grade and sources stand in its note. */
export const BAND_AIR: Readonly<Record<string, BandAir>> = readJson(
  "../../data/sensors/air-transmission.json",
).bands;

/**
 * Interpolates a positive table linearly in the logarithm of its values.
 *
 * @param extrapolate whether the last slope goes on beyond the upper end; otherwise the end value holds
 */
export function interpolateLogarithm(
  abscissae: readonly number[],
  values: readonly number[],
  at: number,
  extrapolate: boolean,
): number {
  const last = abscissae.length - 1;
  if (last === 0 || at <= abscissae[0]!) return values[0]!;
  if (at >= abscissae[last]! && !extrapolate) return values[last]!;
  let i = 1;
  while (i < last && abscissae[i]! < at) i++;
  const fraction = (at - abscissae[i - 1]!) / (abscissae[i]! - abscissae[i - 1]!);
  return values[i - 1]! * (values[i]! / values[i - 1]!) ** fraction;
}
