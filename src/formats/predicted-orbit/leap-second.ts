import { type Epoch, interpolateTable, taiMinusUtc } from "../../astro/index.js";

const POINTS = 8;

/**
 * The times of a table that spans a leap second. A prediction made before the second is inserted may go on counting
 * as if it weren't: then the points after it are labelled a second early. The motion tells which it is: at 7 km/s the two
 * readings lie kilometres apart, and the one that continues the points before is right.
 *
 * @param epochs the labels, read as UTC
 * @param seconds the same after the first, s
 * @param positions x, y, z of each, m
 * @returns times after the first, s; `seconds` itself where nothing is to be changed
 */
export function withoutLeapSecond(
  epochs: readonly Epoch[],
  seconds: Float64Array,
  positions: Float64Array,
): Float64Array {
  const first = epochs.findIndex((e) => taiMinusUtc(e) !== taiMinusUtc(epochs[0]!));
  if (first < POINTS) return seconds;
  const leap = taiMinusUtc(epochs[first]!) - taiMinusUtc(epochs[first - 1]!);
  const step = seconds[first]! - seconds[first - 1]!;
  // beyond the table a polynomial is worth something only for a step of the table's own
  if (step > 1.5 * (seconds[first - 1]! - seconds[first - 2]!) + Math.abs(leap)) return seconds;
  const out = new Float64Array(3);
  const miss = (time: number): number => {
    const from = first - POINTS;
    interpolateTable(
      seconds.subarray(from, first),
      positions.subarray(3 * from, 3 * first),
      3,
      time,
      POINTS,
      out,
    );
    return Math.hypot(...[0, 1, 2].map((i) => out[i]! - positions[3 * first + i]!));
  };
  if (miss(seconds[first]!) <= miss(seconds[first]! - leap)) return seconds;
  return seconds.map((s, i) => (i < first ? s : s - leap));
}
