import { normalBetween } from "../../astro/index.js";

/** Half-width of the matched filter and of the window of a fit, pixels. */
export const REACH = 2;

/**
 * Share of a point's light that falls into one pixel of a row: the Gaussian spread integrated over the pixel.
 *
 * @param offset pixel's centre minus the point, pixels
 * @param spread standard deviation of the point spread, pixels
 */
export function pixelShare(offset: number, spread: number): number {
  return normalBetween((offset - 0.5) / spread, (offset + 0.5) / spread);
}

/** A separable filter of 5 × 5 pixels, its weights for one axis. */
export interface MatchedFilter {
  /** At the centre, one pixel away, two pixels away; the squares of all five add to 1. */
  readonly weights: readonly [number, number, number];
  /** Signal at the filter's output, over the noise of a pixel, of a centred point of one unit of light. */
  readonly response: number;
  /** Sum of all 25 weights: what a constant becomes. */
  readonly constant: number;
}

/**
 * The filter that gives the greatest signal-to-noise ratio for a centred point in white noise (North 1943). Its
 * weights have a square sum of 1, so that white noise keeps its deviation.
 *
 * @param spread standard deviation of the Gaussian point spread, pixels
 */
export function matchedFilter(spread: number): MatchedFilter {
  const share: [number, number, number] = [0, 1, 2].map((k) => pixelShare(k, spread)) as [
    number,
    number,
    number,
  ];
  const size = Math.sqrt(share[0] ** 2 + 2 * share[1] ** 2 + 2 * share[2] ** 2);
  const weights = share.map((s) => s / size) as [number, number, number];
  return {
    weights,
    response: size * size,
    constant: (weights[0] + 2 * weights[1] + 2 * weights[2]) ** 2,
  };
}

/**
 * Cells so far apart are independent after the filter: its output is correlated by exp(−d²/4s²), which is then below 1 %.
 *
 * @returns pixels
 */
export function independentStride(spread: number): number {
  return Math.max(3, Math.ceil(4.2 * spread));
}
