import { normalBetween } from "../../astro/index.js";
import type { Member } from "./posterior.js";

/** A cloud this improbable under its prior is taken to lie evenly between its bounds. */
const IMPROBABLE = 1e-6;

function density(z: number): number {
  return Number.isFinite(z) ? Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI) : 0;
}

/**
 * Mean and variance of a normal variate known to lie between two values (Johnson, Kotz and Balakrishnan, "Continuous
 * Univariate Distributions" I, 2nd edition 1994, equation 13.134).
 */
export function truncatedNormal(
  mean: number,
  sigma: number,
  low: number,
  high: number,
): { mean: number; variance: number } {
  const a = (low - mean) / sigma;
  const b = (high - mean) / sigma;
  const share = normalBetween(a, b);
  if (!(share > IMPROBABLE)) return { mean: (low + high) / 2, variance: (high - low) ** 2 / 12 };
  const shift = (density(a) - density(b)) / share;
  const edges = (a * density(a) - b * density(b)) / share;
  return { mean: mean + sigma * shift, variance: Math.max(0, sigma * sigma * (1 + edges - shift * shift)) };
}

/**
 * Where the top of the cloud was: for every possible launch between its height at the first sight and at the look
 * before it, where the prior puts it there.
 */
export function cloudTopMoments(members: readonly Member[]): { mean: number; sigma: number } | null {
  let mean = 0;
  let square = 0;
  for (const { model, x, table, weight } of members) {
    const window = model.cloudWindow(x, table);
    if (window === null) return null;
    const { cloudTop } = model.problem;
    const low = Math.max(cloudTop.min, Math.min(window.hidden, window.seen));
    const part = truncatedNormal(cloudTop.mean, cloudTop.sigma, low, Math.max(low, window.seen));
    mean += weight * part.mean;
    square += weight * (part.variance + part.mean * part.mean);
  }
  return { mean, sigma: Math.sqrt(Math.max(0, square - mean * mean)) };
}
