/** A normal variate's standard deviation over its median absolute deviation (Hampel 1974): 1/Φ⁻¹(3/4). */
export const SIGMA_PER_MEDIAN_DEVIATION = 1.482602218505602;

/** @returns the middle one of some numbers, or the mean of the two in the middle; NaN of none */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
