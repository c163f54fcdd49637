import { median, SIGMA_PER_MEDIAN_DEVIATION } from "../robust/index.js";

/** Typical rate of a series and how far it strays from it. */
export interface RunningNoise {
  /** Median of the rate, per second. */
  readonly rate: number;
  /** Deviation of a rate, per second, from the median of absolute deviations. */
  readonly deviation: number;
}

/** @returns the median of those numbers that are finite; NaN where none is */
export function medianOf(values: readonly number[]): number {
  return median(values.filter(Number.isFinite));
}

/**
 * Median and median absolute deviation of a series around each of its instants: half of what is within the window may be
 * anything, and the other half still tells.
 *
 * @param seconds instants in order
 * @param rates one for each; NaN where there is none
 * @param reach of the window to either side, s
 * @param least so many rates at least, nearest in order, where the window holds fewer
 */
export function runningNoise(
  seconds: readonly number[],
  rates: readonly number[],
  reach: number,
  least: number,
): RunningNoise[] {
  const n = seconds.length;
  let from = 0;
  let to = 0;
  const all = medianOf(rates.map(Math.abs));
  return seconds.map((at) => {
    while (from < n && seconds[from]! < at - reach) from += 1;
    while (to < n && seconds[to]! <= at + reach) to += 1;
    const short = Math.max(0, Math.ceil((least - (to - from)) / 2));
    const first = Math.max(0, Math.min(from - short, n - least));
    const window = rates.slice(first, Math.max(to + short, Math.min(n, first + least)));
    const rate = medianOf(window);
    const deviation = SIGMA_PER_MEDIAN_DEVIATION * medianOf(window.map((r) => Math.abs(r - rate)));
    return Number.isFinite(deviation) ? { rate, deviation } : { rate: 0, deviation: all };
  });
}
