import { airTransmissionTable } from "../data-table.js";
import { airTransmission } from "./air.js";

/** Darker than this a path is taken as this dark. */
const LEAST = 1e-300;

/**
 * Absorber of a band on the way from a height to space, in the units that add along a path: depth to the power 1/p, p the
 * path exponent of `data/sensors/air-transmission.json`.
 *
 * @param altitude m
 * @param elevation rad
 */
export function airAbsorber(band: "swir" | "mwir", altitude: number, elevation: number): number {
  const depth = -Math.log(Math.max(LEAST, airTransmission(band, altitude, elevation)));
  return depth ** (1 / airTransmissionTable().bands[band].pathExponent);
}

/** Transmission through an amount of absorber: {@link airAbsorber}. */
export function absorberTransmission(band: "swir" | "mwir", amount: number): number {
  return Math.exp(-(amount ** airTransmissionTable().bands[band].pathExponent));
}

/**
 * How much sunlight of a band is left on its way down to a place and up to a satellite. Both ways are one path for the
 * absorber (the same lines are dark on both): amounts add, not depths.
 *
 * @param altitude of the place, m
 * @param sunElevation rad
 * @param viewElevation rad
 * @returns 0 to 1
 */
export function twoWayTransmission(
  band: "swir" | "mwir",
  altitude: number,
  sunElevation: number,
  viewElevation: number,
): number {
  const down = airAbsorber(band, altitude, sunElevation);
  return absorberTransmission(band, down + airAbsorber(band, altitude, viewElevation));
}
