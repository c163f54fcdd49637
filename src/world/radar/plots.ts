import { positiveAngle } from "../../astro/index.js";
import type { RadarPlot } from "../../messages/index.js";
import {
  couplingSeconds,
  foldedRange,
  greatestDelay,
  heightAbove,
  ionosphericBias,
  piercePointLongitude,
  pulsesOf,
  radarErrors,
  rangeRateError,
  rangeResolution,
  verticalElectrons,
} from "../../sensors/index.js";
import { rounded, significant } from "../measure/rounding.js";
import { utcAt } from "../setting.js";
import type { Echo } from "./echo.js";
import { localHours } from "./local-time.js";
import type { RadarScene } from "./scene.js";

/** A plot with its time, s after the run's start. It has no name yet. */
export interface UnnamedPlot {
  readonly time: number;
  readonly plot: RadarPlot;
}

/** An error that is there and what the plot says of it, 1σ. */
interface Part {
  readonly error: number;
  readonly sigma: number;
}

const NONE: Part = { error: 0, sigma: 0 };
/** A plot can't say that it is nearer than this, m. */
const NEAREST = 10;

/**
 * Makes an echo the radar's report: the random errors that go with its signal, the run's fixed errors, and what
 * coupling and ionosphere leave after the radar has taken off what it can.
 *
 * @param scan number of the scan in which it is reported
 */
export function plotOf(scene: RadarScene, echo: Echo, scan: number): UnnamedPlot {
  const { radar, fixed, setting } = scene;
  const sigma = radarErrors(radar, echo.signalToNoise, echo.offBoresight, echo.look.elevation);
  const [e0, e1, e2] = echo.errors;
  const { range, azimuth, elevation } = echo.look;
  const coupling = radar.waveform === undefined ? NONE : couplingLeft(scene, echo);
  const air = radar.ionosphere === undefined ? null : ionosphereLeft(scene, echo);
  const sigmaRange =
    coupling.sigma > 0 || air !== null
      ? Math.hypot(sigma.sigmaRange, coupling.sigma, air?.range.sigma ?? 0)
      : sigma.sigmaRange;
  const sigmaElevation =
    air === null ? sigma.sigmaElevation : Math.hypot(sigma.sigmaElevation, air.elevation.sigma);
  const measured = range + fixed.range + sigma.sigmaRange * e0 + coupling.error + (air?.range.error ?? 0);
  const height = elevation + fixed.elevation + sigma.sigmaElevation * e2 + (air?.elevation.error ?? 0);
  const plot: RadarPlot = {
    type: "radar-plot",
    id: "",
    sensor: radar.id,
    origin: setting.inputs.scenario.origin,
    time: utcAt(setting, echo.time),
    scan,
    range: rounded(inRange(scene, measured), 2),
    azimuth: rounded(positiveAngle(azimuth + fixed.azimuth + sigma.sigmaAzimuth * e1), 8),
    elevation: rounded(height, 8),
    sigmaRange: significant(sigmaRange, 4),
    sigmaAzimuth: significant(sigma.sigmaAzimuth, 4),
    sigmaElevation: significant(sigmaElevation, 4),
    signalToNoise: significant(echo.signalToNoise, 4),
  };
  if (radar.waveform !== undefined) measureRangeRate(scene, echo, plot);
  return { time: echo.time, plot };
}

function inRange({ radar }: RadarScene, measured: number): number {
  if (radar.waveform === undefined) return measured;
  return Math.max(NEAREST, foldedRange(radar, measured));
}

/** Random error of range by noise alone, 1σ, m. */
function noiseError({ radar }: RadarScene, echo: Echo): number {
  return rangeResolution(radar) / Math.sqrt(2 * echo.signalToNoise * pulsesOf(radar));
}

/** Adds the range rate that a pair of chirps measures. */
function measureRangeRate(scene: RadarScene, echo: Echo, plot: RadarPlot): void {
  const sigma = rangeRateError(scene.radar, noiseError(scene, echo), echo.pulse);
  if (sigma === null || Number.isNaN(echo.rangeRate)) return;
  plot.rangeRate = rounded(echo.rangeRate + sigma * echo.rateError, 3);
  plot.sigmaRangeRate = significant(sigma, 4);
}

/**
 * What range–Doppler coupling leaves in the range: all of it where the radar holds no range rate, said in the sigma;
 * else what its own error of range rate makes of it.
 */
function couplingLeft({ radar }: RadarScene, echo: Echo): Part {
  const seconds = couplingSeconds(radar, echo.pulse);
  if (seconds === 0) return NONE;
  const waveform = radar.waveform!;
  const moved = Number.isNaN(echo.rangeRate) ? 0 : echo.rangeRate; // noise has no Doppler
  if (!waveform.compensated || echo.held === undefined) {
    return { error: seconds * moved, sigma: Math.abs(seconds) * waveform.rangeRateSigma };
  }
  return {
    error: seconds * (moved - echo.held.rangeRate),
    sigma: Math.abs(seconds) * echo.held.sigma,
  };
}

/**
 * What the ionosphere leaves after the radar's model has been taken off: a share of the delay that is drawn once a run.
 * The fixed error that the network declares holds it at its greatest (`radarBiasSigmas`); what this look has less
 * stands in the plot's sigma.
 */
function ionosphereLeft({ radar, site, fixed, setting }: RadarScene, echo: Echo) {
  const ionosphere = radar.ionosphere!;
  const { azimuth, elevation, range } = echo.look;
  const longitude = piercePointLongitude(site.geodetic, azimuth, elevation, ionosphere.shellHeightKm * 1000);
  const hours = localHours(setting, echo.time, longitude);
  const bias = ionosphericBias(
    radar,
    elevation,
    range,
    heightAbove(elevation, range),
    verticalElectrons(ionosphere, hours),
  );
  const spread = ionosphere.relativeSigma;
  return {
    range: {
      error: fixed.ionosphere * bias.range,
      sigma: spread * Math.abs(greatestDelay(radar) - bias.range),
    },
    elevation: { error: fixed.ionosphere * bias.elevation, sigma: spread * bias.elevation },
  };
}
