import { normalAt, randomStream } from "../../astro/index.js";
import type { Radar } from "../../messages/index.js";

/** What a radar gets wrong all through a run. */
export interface FixedErrors {
  /** m */
  readonly range: number;
  /** rad */
  readonly azimuth: number;
  readonly elevation: number;
  /** Of the run's air at the antenna, N units. */
  readonly surfaceRefractivity: number;
  /** Relative departure of the run's ionosphere from the model that corrects it. */
  readonly ionosphere: number;
}

/** Draws a radar's fixed errors from the priors in its file. */
export function drawFixedErrors(radar: Radar, seed: number): FixedErrors {
  const stream = randomStream(seed, "bias", radar.id);
  return {
    range: radar.bias.rangeM * normalAt(stream, 0),
    azimuth: radar.bias.azimuthMilliradians * 1e-3 * normalAt(stream, 1),
    elevation: radar.bias.elevationMilliradians * 1e-3 * normalAt(stream, 2),
    surfaceRefractivity:
      radar.refraction.surfaceRefractivity * (1 + radar.refraction.relativeSigma * normalAt(stream, 3)),
    ionosphere: radar.ionosphere === undefined ? 0 : radar.ionosphere.relativeSigma * normalAt(stream, 4),
  };
}
