/** Typical rate of a series and how far it strays from it. */
export interface RunningNoise {
  /** Median of the rate, per second. */
  readonly rate: number;
  /** Deviation of a rate, per second, from the median of absolute deviations. */
  readonly deviation: number;
}

/** A Gaussian's standard deviation over its median absolute deviation (Hampel 1974). */
const DEVIATION_OF_MEDIAN = 1.4826;

/** @returns the middle of some numbers, of those that are finite; NaN of none. The array is put in order */
export function medianOf(values: number[]): number {
  const usable = values.filter(Number.isFinite).sort((a, b) => a - b);
  const half = usable.length >> 1;
  if (usable.length === 0) return Number.NaN;
  return usable.length % 2 === 1 ? usable[half]! : (usable[half - 1]! + usable[half]!) / 2;
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
    const deviation = DEVIATION_OF_MEDIAN * medianOf(window.map((r) => Math.abs(r - rate)));
    return Number.isFinite(deviation) ? { rate, deviation } : { rate: 0, deviation: all };
  });
}
