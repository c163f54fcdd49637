import { normalBetween } from "../../astro/index.js";

/** A spot's light is planted in the pixels within so many standard deviations: all but 2e-9 of it an axis. */
const REACH = 6;

/** Shares of a spot's light along one axis of the detector. */
export interface SpotProfile {
  /** Pixel of the first share. */
  readonly first: number;
  /** Share of the light in each pixel from there on: integral of the Gaussian over it. */
  readonly shares: readonly number[];
}

/**
 * How a Gaussian spot's light falls on the pixels along one axis: exact integrals over the pixels,
 * Φ((i + ½ − x)/σ) − Φ((i − ½ − x)/σ). The share in a pixel of the area is the product of both axes' shares.
 *
 * @param centre of the spot, pixels; pixel i reaches from i − ½ to i + ½
 * @param sigma of the spot, pixels
 */
export function spotProfile(centre: number, sigma: number): SpotProfile {
  const first = Math.round(centre - REACH * sigma);
  const last = Math.round(centre + REACH * sigma);
  const shares: number[] = [];
  for (let i = first; i <= last; i++) {
    shares.push(normalBetween((i - 0.5 - centre) / sigma, (i + 0.5 - centre) / sigma));
  }
  return { first, shares };
}

/** Mean over the spot's place within its pixel of a function of the profile of one axis. */
function meanOverPlaces(sigma: number, of: (profile: SpotProfile) => number): number {
  const places = 16;
  let sum = 0;
  for (let k = 0; k < places; k++) sum += of(spotProfile((k + 0.5) / places - 0.5, sigma));
  return sum / places;
}

/**
 * Noise-equivalent pixels of a spot, 1 / Σ share² (North 1943: what a matched filter gathers): a filter matched to the
 * spot sees its light against the noise of so many pixels. Mean of Σ share² over the spot's place within a pixel.
 *
 * @param sigma of the spot, pixels
 */
export function noiseEquivalentPixels(sigma: number): number {
  const square = meanOverPlaces(sigma, ({ shares }) => shares.reduce((sum, s) => sum + s * s, 0));
  return 1 / (square * square);
}

/** Share of a spot's light in its brightest pixel, mean over the spot's place within it. */
export function brightestShare(sigma: number): number {
  const share = meanOverPlaces(sigma, ({ shares }) => Math.max(...shares));
  return share * share;
}
