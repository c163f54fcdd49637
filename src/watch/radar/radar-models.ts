import type { RadarFilter, RadarModel, RadarObservation } from "../../estimation/index.js";
import { COAST_STATES } from "../../estimation/index.js";
import type { Radar, RadarPlot } from "../../messages/index.js";
import { radarBiasSigmas, radarSite, refract } from "../../sensors/index.js";

/**
 * What the estimator must know of a radar, from the network file.
 *
 * @param radar as in the network file
 */
export function radarModel(radar: Radar): RadarModel {
  const site = radarSite(radar);
  const { surfaceRefractivity, relativeSigma } = radar.refraction;
  const fixed = radarBiasSigmas(radar);
  return {
    positionEcef: site.positionEcef,
    east: site.east,
    north: site.north,
    up: site.up,
    bias: {
      range: Math.max(fixed.range, LEAST_RANGE_BIAS),
      azimuth: Math.max(fixed.azimuth, LEAST_ANGLE_BIAS),
      elevation: Math.max(fixed.elevation, LEAST_ANGLE_BIAS),
    },
    refractionSigma: Math.max(relativeSigma, LEAST_REFRACTION_SIGMA),
    refraction: (elevation, range, out) => {
      const apparent = refract(surfaceRefractivity, { azimuth: 0, elevation, range });
      out[0] = apparent.elevation - elevation;
      out[1] = apparent.range - range;
    },
  };
}

/** A bias declared as nothing is held for this, so that no covariance becomes singular: m, rad, relative. */
const LEAST_RANGE_BIAS = 1e-3;
const LEAST_ANGLE_BIAS = 1e-9;
const LEAST_REFRACTION_SIGMA = 1e-6;

/**
 * A plot as the estimator takes it.
 *
 * @param time of the plot, s after the picture's start
 */
export function observationOf(plot: RadarPlot, time: number): RadarObservation {
  return {
    time,
    range: plot.range,
    azimuth: plot.azimuth,
    elevation: plot.elevation,
    sigmaRange: plot.sigmaRange,
    sigmaAzimuth: plot.sigmaAzimuth,
    sigmaElevation: plot.sigmaElevation,
    rangeRate: plot.rangeRate,
    sigmaRangeRate: plot.sigmaRangeRate,
  };
}

/** A coasting filter with nothing in it, to be filled again and again. */
export function emptyFilter(): RadarFilter {
  const x = new Float64Array(COAST_STATES);
  const p = new Float64Array(COAST_STATES ** 2);
  return { mode: "coast", time: 0, start: 0, updates: 0, x, p };
}
