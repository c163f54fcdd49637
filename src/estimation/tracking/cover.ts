import { PREDICTED_PLOT } from "../kernels/index.js";
import type { TrackingRadar } from "./plots.js";

/** Detection is never taken for certain or impossible: a single miss, or plot, must not decide. */
const MOST_CERTAIN = 0.99;
const LEAST_CERTAIN = 0.01;
/** Clutter density below which a radar is not believed, 1/(m rad²): 0.03 false plots a scan in 4,000 km. */
const LEAST_CLUTTER = 1e-9;

/** Clutter and detection of a radar as scores take them. */
export interface RadarBelief {
  readonly detection: number;
  readonly clutterDensity: number;
  readonly longestRange: number;
  readonly leastElevation: number;
  /** What its cover measures, m rad². */
  readonly volume: number;
}

export function radarBelief(radar: TrackingRadar): RadarBelief {
  return {
    detection: Math.min(MOST_CERTAIN, Math.max(LEAST_CERTAIN, radar.detectionProbability)),
    clutterDensity: Math.max(LEAST_CLUTTER, radar.clutterDensity),
    longestRange: radar.longestRange,
    leastElevation: radar.leastElevation,
    volume: 2 * Math.PI * radar.longestRange * Math.max(0.1, Math.PI / 2 - radar.leastElevation),
  };
}

/**
 * Probability that a scan sees a body: the radar's own, times that of the body being inside its cover.
 *
 * @param predicted array with the predicted plot and its covariance at `at`
 */
export function detectionProbability(radar: RadarBelief, predicted: Float64Array, at: number): number {
  return (
    radar.detection *
    probabilityAbove((radar.longestRange - predicted[at]) / Math.sqrt(predicted[at + 3])) *
    probabilityAbove(
      (predicted[at + 2] - radar.leastElevation) / Math.sqrt(predicted[at + PREDICTED_PLOT - 1]),
    )
  );
}

/** The normal distribution function, to 0.01 (logistic; Bowling et al. 2009). */
function probabilityAbove(deviations: number): number {
  if (deviations > 6) return 1;
  if (deviations < -6) return 0;
  return 1 / (1 + Math.exp(-1.702 * deviations));
}

const GM_OVER_2 = 1.993e14;

/**
 * Whether a body may be inside a radar's cover, judged roughly and cheaply before anything is predicted.
 *
 * @param x array with its state at `xAt`, some time ago
 * @param p array with its covariance at `pAt`
 * @param dt how long ago, s
 */
export function mayBeCovered(
  radar: RadarBelief,
  frame: Float64Array,
  fAt: number,
  x: Float64Array,
  xAt: number,
  p: Float64Array,
  pAt: number,
  dt: number,
): boolean {
  const px = x[xAt];
  const py = x[xAt + 1];
  const pz = x[xAt + 2];
  const r2 = px * px + py * py + pz * pz;
  const fall = 1 - (GM_OVER_2 * dt * dt) / (r2 * Math.sqrt(r2));
  const dx = px * fall + x[xAt + 3] * dt - frame[fAt];
  const dy = py * fall + x[xAt + 4] * dt - frame[fAt + 1];
  const dz = pz * fall + x[xAt + 5] * dt - frame[fAt + 2];
  // Coriolis and the fall's own curvature stay below 0.15 dt² for a low orbit.
  const margin =
    1000 +
    1.5 * dt * dt +
    5 * Math.sqrt(p[pAt] + p[pAt + 2] + p[pAt + 5]) +
    5 * dt * Math.sqrt(p[pAt + 9] + p[pAt + 14] + p[pAt + 20]);
  const range = Math.sqrt(dx * dx + dy * dy + dz * dz);
  if (range > radar.longestRange + margin) return false;
  const up = dx * frame[fAt + 9] + dy * frame[fAt + 10] + dz * frame[fAt + 11];
  return up > range * Math.sin(radar.leastElevation) - margin;
}
