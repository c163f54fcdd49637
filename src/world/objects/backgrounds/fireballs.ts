import { randomStream, uniformAt } from "../../../astro/index.js";
import type { BolideObject } from "../../../messages/index.js";
import { backgroundFigures, fireballFigures } from "../../../sensors/index.js";
import { byQuantiles, placeAt, type Region } from "./draws.js";

const DAYS_A_YEAR = 365.25;

/**
 * Bolides a day over the whole Earth that radiate more than an energy: the list's rate above the energy from which it is
 * complete, carried on along its power law (which Brown et al. 2002 found to hold over eight decades, with slope 0.90).
 *
 * @param energy J
 */
export function bolidesPerDay(energy: number): number {
  const { perYear, completeEnergy, slope } = fireballFigures();
  return (perYear * (energy / completeEnergy) ** -slope) / DAYS_A_YEAR;
}

/**
 * A radiated energy of the power law between two ends, by its inverse distribution function.
 *
 * @param share uniform in (0, 1)
 * @param smallest J
 */
export function drawnEnergy(share: number, smallest: number): number {
  const { slope, greatestEnergy } = fireballFigures();
  const cut = 1 - (greatestEnergy / smallest) ** -slope;
  return smallest * (1 - share * cut) ** (-1 / slope);
}

/** A bolide of the list's speeds, slopes and altitudes of peak brightness; place, course and instant are uniform. */
export function drawnBolide(
  seed: number,
  id: string,
  time: number,
  smallest: number,
  region: Region | undefined,
): BolideObject {
  const stream = randomStream(seed, "bolide", id);
  const { quantiles, altitudeTrend } = fireballFigures();
  const { litHeightKm, leastSlopeDeg, lowestPeakKm, highestPeakKm } = backgroundFigures().bolide;
  const quantile = (values: readonly number[], index: number) =>
    byQuantiles(quantiles.share, values, uniformAt(stream, index));
  const radiatedEnergy = drawnEnergy(uniformAt(stream, 0), smallest);
  const speed = quantile(quantiles.speed, 1);
  const slopeDeg = Math.max(leastSlopeDeg, quantile(quantiles.slopeDeg, 2));
  const decades = Math.log10(radiatedEnergy / altitudeTrend.energy);
  const usual = altitudeTrend.altitudeKm + altitudeTrend.kilometresPerDecade * decades;
  const peak = usual + quantile(quantiles.altitudeResidualKm, 3);
  return {
    id,
    kind: "bolide",
    time,
    ...placeAt(stream, 4, region),
    // a flare comes to its peak after 40 % of its way
    altitudeKm: Math.min(highestPeakKm, Math.max(lowestPeakKm, peak)) + 0.4 * litHeightKm,
    speed,
    azimuthDeg: 360 * uniformAt(stream, 6),
    slopeDeg,
    durationSeconds: (litHeightKm * 1000) / (speed * Math.sin((slopeDeg * Math.PI) / 180)),
    radiantIntensity: 1, // follows from the energy
    radiatedEnergy,
  };
}
