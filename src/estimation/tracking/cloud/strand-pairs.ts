import type { Cloud } from "./cloud.js";
import { expectRange, type Strand } from "./strand.js";

/** Strands nearer in range than so many deviations of a plot's range can't be told apart by it. */
export const NEAR = 4;
/** What a change of a pair must gain, as a logarithm. */
export const LEAST_GAIN = 0.5;

/**
 * Tries a change on every pair of a radar's strands.
 *
 * @param change may change both; told the scans of the radar and where each strand is expected in them (range, m);
 * returns whether it did
 * @returns number of pairs that were changed
 */
export function changePairs(
  cloud: Cloud,
  radar: number,
  change: (
    a: Strand,
    b: Strand,
    scans: readonly number[],
    rangesA: Float64Array,
    rangesB: Float64Array,
  ) => boolean,
): number {
  const scans = cloud.plots.scansOf[radar];
  const strands = cloud.strands[radar];
  const ranges = strands.map((strand) => rangesOf(cloud, strand, scans));
  let done = 0;
  for (let i = 0; i < strands.length; i += 1) {
    for (let j = i + 1; j < strands.length; j += 1) {
      if (!change(strands[i], strands[j], scans, ranges[i], ranges[j])) continue;
      done += 1;
      ranges[i] = rangesOf(cloud, strands[i], scans);
      ranges[j] = rangesOf(cloud, strands[j], scans);
    }
  }
  return done;
}

/** m, where a strand is expected in each of some scans of its radar. */
function rangesOf(cloud: Cloud, strand: Strand, scans: readonly number[]): Float64Array {
  const ranges = new Float64Array(scans.length);
  for (let k = 0; k < scans.length; k += 1) {
    ranges[k] = expectRange(cloud, scans[k], strand.mean);
  }
  return ranges;
}
