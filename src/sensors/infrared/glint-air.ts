import { airTransmissionTable } from "../data-table.js";
import { airTransmission } from "./air.js";

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
  const p = airTransmissionTable().bands[band].pathExponent;
  const down = airTransmission(band, altitude, sunElevation);
  const up = airTransmission(band, altitude, viewElevation);
  if (down <= 0 || up <= 0) return 0;
  return Math.exp(-(((-Math.log(down)) ** (1 / p) + (-Math.log(up)) ** (1 / p)) ** p));
}
