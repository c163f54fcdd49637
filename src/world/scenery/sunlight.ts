import { blackBodyRadiance } from "../../sensors/index.js";

/** The Sun as a black body: IAU 2015 nominal effective temperature (K) and radius (m). */
const TEMPERATURE = 5772;
const RADIUS = 6.957e8;

/**
 * The Sun's irradiance in a band outside the air.
 *
 * @param distance of the Sun, m
 * @returns W/m²
 */
export function solarIrradiance(band: "swir" | "mwir", distance: number): number {
  return Math.PI * blackBodyRadiance(band, TEMPERATURE) * (RADIUS / distance) ** 2;
}

/** Radiance of the Sun's disc in a band, W/(m² sr). */
export function solarRadiance(band: "swir" | "mwir"): number {
  return blackBodyRadiance(band, TEMPERATURE);
}
