import type { Radar, RadarPlot } from "../../messages/index.js";

/** Limits beyond which a plot is no measurement of any radar, whatever its format: errors 1σ in m and rad. */
const LIMITS = {
  leastRange: 10,
  /** Of the radar's greatest range. */
  rangeShare: 1.5,
  lowestElevation: -0.1,
  azimuth: 4 * Math.PI,
  rangeErrors: [1e-2, 1e5],
  angleErrors: [1e-7, 0.3],
  rangeRate: 2e4,
  rangeRateErrors: [1e-3, 1e4],
} as const;

/**
 * What makes a plot unusable, if anything: a value that the radar can't have measured. Such a plot may come out of a
 * broken sensor or a broken line, and is kept from the tracks.
 *
 * @returns the reason, in words, or null
 */
export function radarPlotProblem(radar: Radar, plot: RadarPlot): string | null {
  const { range, azimuth, elevation, rangeRate, sigmaRangeRate } = plot;
  if (!(range >= LIMITS.leastRange && range <= LIMITS.rangeShare * radar.maximumRangeKm * 1000)) {
    return "radar plot beyond the radar's range";
  }
  if (!(elevation >= LIMITS.lowestElevation && elevation <= Math.PI / 2)) {
    return "radar plot below the radar's horizon";
  }
  if (!(Math.abs(azimuth) <= LIMITS.azimuth)) return "radar plot with an azimuth of several turns";
  if (!within(plot.sigmaRange, LIMITS.rangeErrors)) return "radar plot with an impossible range error";
  // Azimuth itself is known ever less towards the zenith.
  const level = Math.max(Math.cos(elevation), 1e-3);
  if (
    !within(plot.sigmaAzimuth * level, LIMITS.angleErrors) ||
    !within(plot.sigmaElevation, LIMITS.angleErrors)
  ) {
    return "radar plot with an impossible angle error";
  }
  if (rangeRate !== undefined && !(Math.abs(rangeRate) <= LIMITS.rangeRate)) {
    return "radar plot with an impossible range rate";
  }
  if (sigmaRangeRate !== undefined && !within(sigmaRangeRate, LIMITS.rangeRateErrors)) {
    return "radar plot with an impossible range rate error";
  }
  return null;
}

function within(value: number, [low, high]: readonly [number, number]): boolean {
  return value >= low && value <= high;
}
