import { type RadarFilter, updateFilter } from "./filter.js";
import { COAST_STATES, type RadarModel, type RadarObservation, STATE } from "./radar-model.js";

/** What is believed of a body before its first plot. */
export interface FilterPrior {
  /** Earth-fixed velocity, 1σ an axis about zero, m/s. */
  readonly velocitySigma: number;
  readonly logBallistic: { readonly mean: number; readonly variance: number };
}

/**
 * A coasting filter before its first plot: anywhere about the place for which that plot stands, ten times as far as
 * the plot says, at any velocity.
 *
 * @param radar the radar that made it
 * @param observation its first plot
 */
export function priorFilter(
  radar: RadarModel,
  observation: RadarObservation,
  prior: FilterPrior,
): RadarFilter {
  const n = COAST_STATES;
  const x = new Float64Array(n);
  const p = new Float64Array(n * n);
  placeAtPlot(radar, observation, x);
  const blur =
    10 * observation.range * Math.max(observation.sigmaElevation, observation.sigmaAzimuth) + 10_000;
  for (let i = 0; i < 3; i += 1) {
    p[i * (n + 1)] = blur * blur;
    p[(3 + i) * (n + 1)] = prior.velocitySigma ** 2;
  }
  x[STATE.logBallistic] = prior.logBallistic.mean;
  p[STATE.logBallistic * (n + 1)] = prior.logBallistic.variance;
  p[STATE.rangeBias * (n + 1)] = radar.bias.range ** 2;
  p[STATE.azimuthBias * (n + 1)] = radar.bias.azimuth ** 2;
  p[STATE.elevationBias * (n + 1)] = radar.bias.elevation ** 2;
  p[STATE.refraction * (n + 1)] = radar.refractionSigma ** 2;
  return { mode: "coast", time: observation.time, start: observation.time, updates: 0, x, p };
}

/** Starts a coasting filter with one plot; see {@link priorFilter}. */
export function startFilter(
  radar: RadarModel,
  observation: RadarObservation,
  prior: FilterPrior,
): RadarFilter {
  const f = priorFilter(radar, observation, prior);
  updateFilter(f, radar, observation);
  return f;
}

/** Writes the position that a plot stands for, with the expected refraction taken off. */
function placeAtPlot(radar: RadarModel, z: RadarObservation, x: Float64Array): void {
  const bend = new Float64Array(2);
  let elevation = z.elevation;
  let range = z.range;
  for (let i = 0; i < 4; i += 1) {
    radar.refraction(elevation, range, bend);
    elevation = z.elevation - bend[0]!;
    range = z.range - bend[1]!;
  }
  const horizontal = range * Math.cos(elevation);
  const e = horizontal * Math.sin(z.azimuth);
  const m = horizontal * Math.cos(z.azimuth);
  const u = range * Math.sin(elevation);
  for (let i = 0; i < 3; i += 1) {
    x[i] = radar.positionEcef[i]! + e * radar.east[i]! + m * radar.north[i]! + u * radar.up[i]!;
  }
}
