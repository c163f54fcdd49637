import { EARTH, scaledComplementaryError } from "../../astro/index.js";
import type { BandAir } from "../data-table.js";
import { airTransmissionTable, interpolateLogarithm } from "../data-table.js";

const EARTH_MEAN_RADIUS = EARTH.meanRadius;

/** Absorber above an altitude on a vertical path, in the units in which depth is amount ** pathExponent. */
function verticalAmount(air: BandAir, altitude: number): number {
  const depth = interpolateLogarithm(air.altitudeKm, air.verticalDepth, altitude / 1000, true);
  return depth ** (1 / air.pathExponent);
}

/**
 * Length of a slant path over that of the vertical one through an exponential spherical atmosphere: Chapman's
 * function for elevations from 0 up, √(πX/2)·exp(y²)·erfc(y), y = √(X/2)·sin e, X = radius / scale height.
 */
function airMass(altitude: number, sineElevation: number, scaleHeight: number): number {
  const x = (EARTH_MEAN_RADIUS + altitude) / scaleHeight;
  return Math.sqrt((Math.PI * x) / 2) * scaledComplementaryError(Math.sqrt(x / 2) * sineElevation);
}

/**
 * How much of a source's in-band radiation gets out of the atmosphere towards a satellite.
 *
 * A path that first descends (seen by a satellite below the source's horizontal) passes its lowest point: its
 * absorber is twice the level path from there less the part behind the source.
 *
 * @param band spectral band of the table `data/sensors/air-transmission.json`
 * @param sourceAltitude m
 * @param elevation of the satellite above the source's horizontal, rad; may be negative
 * @returns 0 to 1
 */
export function airTransmission(band: "swir" | "mwir", sourceAltitude: number, elevation: number): number {
  return pathTransmission(airTransmissionTable().bands[band], sourceAltitude, elevation);
}

/** The same through any air of a table. */
export function pathTransmission(air: BandAir, sourceAltitude: number, elevation: number): number {
  const scaleHeight = air.scaleHeightKm * 1000;
  const sine = Math.sin(Math.abs(elevation));
  let amount = verticalAmount(air, sourceAltitude) * airMass(sourceAltitude, sine, scaleHeight);
  if (elevation < 0) {
    const lowest = (EARTH_MEAN_RADIUS + sourceAltitude) * Math.cos(elevation) - EARTH_MEAN_RADIUS;
    if (lowest < 0) return 0;
    amount = 2 * verticalAmount(air, lowest) * airMass(lowest, 0, scaleHeight) - amount;
  }
  return Math.exp(-(Math.max(amount, 0) ** air.pathExponent));
}
