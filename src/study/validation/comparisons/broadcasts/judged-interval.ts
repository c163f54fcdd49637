import type { Interval95 } from "../../../../estimation/index.js";

/**
 * Where a truth lies in a stated interval: 0 at its median, 1 at either end, more outside.
 *
 * @param error of the truth itself, 1σ; widens the interval
 */
export function placeInInterval(truth: number, { low, median, high }: Interval95, error = 0): number {
  const side = truth >= median ? high - median : median - low;
  return Math.abs(truth - median) / Math.max(1e-9, Math.hypot(side, 1.96 * error));
}
