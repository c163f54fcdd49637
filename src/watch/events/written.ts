/** Degrees in a radian: messages carry degrees, everything inside is in radians. */
export const DEGREES = 180 / Math.PI;

/**
 * A figure as messages write it.
 *
 * @param factor parts of one that are kept: 1000 keeps three decimals
 */
export function rounded(x: number, factor: number): number {
  return Math.round(x * factor) / factor + 0;
}
