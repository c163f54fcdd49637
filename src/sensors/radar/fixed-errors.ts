import type { Radar } from "../../messages/index.js";
import { greatestDelay } from "./ionosphere.js";

/** How far all plots of a radar may be off together, 1σ. */
export interface RadarBiasSigmas {
  /** m */
  readonly range: number;
  /** rad */
  readonly azimuth: number;
  readonly elevation: number;
}

/**
 * The prior of a radar's fixed errors: those that its file states and, in range, what the ionosphere leaves after
 * correction at its largest. What a plot's delay is less than that stands in the plot's own sigma: for a delay d ≤ D
 * and a relative error δ the two parts, D·δ and (D − d)·δ, cover d·δ taken as independent.
 */
export function radarBiasSigmas(radar: Radar): RadarBiasSigmas {
  const { rangeM, azimuthMilliradians, elevationMilliradians } = radar.bias;
  const ionosphere = (radar.ionosphere?.relativeSigma ?? 0) * greatestDelay(radar);
  return {
    range: ionosphere > 0 ? Math.hypot(rangeM, ionosphere) : rangeM,
    azimuth: azimuthMilliradians * 1e-3,
    elevation: elevationMilliradians * 1e-3,
  };
}
