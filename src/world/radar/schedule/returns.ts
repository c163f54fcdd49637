import {
  couplingSeconds,
  pulsesOf,
  radarErrors,
  rangeRateError,
  rangeResolution,
} from "../../../sensors/index.js";
import type { Echo } from "../echo.js";
import type { RadarScene } from "../scene.js";

/** What the radar's own tracking is told of an echo: with the errors of its plot, the range with its coupling in it. */
export interface Return {
  readonly azimuth: number;
  readonly elevation: number;
  readonly range: number;
  /** 1σ, m. */
  readonly sigmaRange: number;
  readonly sigmaAcross: number;
  /** As a pair of chirps measures it, m/s and 1σ; else null. */
  readonly rangeRate: { readonly value: number; readonly sigma: number } | null;
}

export function returnOf({ radar, fixed }: RadarScene, echo: Echo): Return {
  const sigma = radarErrors(radar, echo.signalToNoise, echo.offBoresight, echo.look.elevation);
  const moved = Number.isNaN(echo.rangeRate) ? 0 : echo.rangeRate;
  const noise = rangeResolution(radar) / Math.sqrt(2 * echo.signalToNoise * pulsesOf(radar));
  const rateSigma = rangeRateError(radar, noise, echo.pulse);
  return {
    azimuth: echo.look.azimuth + fixed.azimuth + sigma.sigmaAzimuth * echo.errors[1],
    elevation: echo.look.elevation + fixed.elevation + sigma.sigmaElevation * echo.errors[2],
    range:
      echo.look.range +
      fixed.range +
      sigma.sigmaRange * echo.errors[0] +
      couplingSeconds(radar, echo.pulse) * moved,
    sigmaRange: sigma.sigmaRange,
    sigmaAcross: sigma.sigmaElevation * echo.look.range,
    rangeRate: rateSigma === null ? null : { value: moved + rateSigma * echo.rateError, sigma: rateSigma },
  };
}
