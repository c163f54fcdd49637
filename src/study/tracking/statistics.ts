/** @returns arithmetic mean; NaN of nothing */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The value below which a share of the values lies, interpolated between neighbours (Hyndman and Fan 1996, type 7).
 *
 * @param share 0 to 1; 0.5 is the median
 * @returns NaN of nothing
 */
export function percentileOf(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  return sorted[low]! + (place - low) * (sorted[Math.min(low + 1, sorted.length - 1)]! - sorted[low]!);
}
