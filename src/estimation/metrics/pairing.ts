import { assign, type Pairing } from "../association/index.js";

/** A truth and the estimate that stands for it. */
export interface MetricPair {
  /** Index of the truth and of the estimate. */
  readonly truth: number;
  readonly estimate: number;
  readonly distance: number;
}

/**
 * Two finite sets matched one to one at the least cost Σ min(d, c)^p, the optimisation behind OSPA and GOSPA. Only
 * pairs nearer than the cutoff count as pairs.
 */
export interface SetPairing {
  readonly truths: number;
  readonly estimates: number;
  /** Distance c from which a pair costs as much as one missed and one false. */
  readonly cutoff: number;
  /** Exponent p. */
  readonly order: number;
  /** In order of the truths. */
  readonly pairs: readonly MetricPair[];
}

function checkParameters(cutoff: number, order: number): void {
  if (!(cutoff > 0 && Number.isFinite(cutoff)))
    throw new RangeError(`cutoff ${cutoff} of a set metric: a positive number`);
  if (!(order >= 1 && Number.isFinite(order)))
    throw new RangeError(`order ${order} of a set metric: 1 or more`);
}

function match(
  truths: number,
  estimates: number,
  near: MetricPair[],
  cutoff: number,
  order: number,
): SetPairing {
  // to leave both alone costs c^p: what a pair gains over that, in units of c^p
  const distances = new Map<number, number>();
  const candidates = near.map(({ truth, estimate, distance }): Pairing => {
    distances.set(truth * estimates + estimate, distance);
    return { row: truth, column: estimate, gain: 1 - (distance / cutoff) ** order };
  });
  const pairs: MetricPair[] = [];
  assign(truths, estimates, candidates).forEach((estimate, truth) => {
    const distance = distances.get(truth * estimates + estimate);
    if (estimate >= 0 && distance !== undefined) pairs.push({ truth, estimate, distance });
  });
  return { truths, estimates, cutoff, order, pairs };
}

/**
 * Matches two sets by any distance.
 *
 * @param truths how many
 * @param estimates how many
 * @param distance of truth i and estimate j, ≥ 0
 * @param cutoff distance from which a pair is none
 * @param order exponent p
 * @throws RangeError when cutoff or order are out of range
 */
export function pairSets(
  truths: number,
  estimates: number,
  distance: (truth: number, estimate: number) => number,
  cutoff: number,
  order: number,
): SetPairing {
  checkParameters(cutoff, order);
  const near: MetricPair[] = [];
  for (let truth = 0; truth < truths; truth++)
    for (let estimate = 0; estimate < estimates; estimate++) {
      const d = distance(truth, estimate);
      if (d < cutoff) near.push({ truth, estimate, distance: d });
    }
  return match(truths, estimates, near, cutoff, order);
}

/**
 * Matches two sets of points by Euclidean distance; looks only where a partner can be, so that ten thousand points a
 * side are matched in no time.
 *
 * @param truths n × dimension by rows, e.g. ECEF positions in m
 * @param estimates m × dimension by rows
 * @param dimension numbers in a point
 * @param cutoff distance from which a pair is none, in the points' unit
 * @param order exponent p
 * @throws RangeError when cutoff or order are out of range, or the numbers don't make whole points
 */
export function pairPoints(
  truths: Float64Array,
  estimates: Float64Array,
  dimension: number,
  cutoff: number,
  order: number,
): SetPairing {
  checkParameters(cutoff, order);
  const n = truths.length / dimension;
  const m = estimates.length / dimension;
  if (!(dimension >= 1 && Number.isInteger(n) && Number.isInteger(m)))
    throw new RangeError(
      `${truths.length} and ${estimates.length} numbers don't make points of ${dimension} numbers`,
    );
  // what isn't a number has no neighbours: at the end it keeps the others in order
  const firstOf = (j: number) => {
    const first = estimates[j * dimension]!;
    return Number.isNaN(first) ? Number.POSITIVE_INFINITY : first;
  };
  const sorted = Int32Array.from({ length: m }, (_, j) => j).sort((a, b) => firstOf(a) - firstOf(b) || a - b);
  const firsts = Float64Array.from(sorted, firstOf);
  const near: MetricPair[] = [];
  for (let truth = 0; truth < n; truth++) {
    const first = truths[truth * dimension]!;
    for (let k = lowerBound(firsts, first - cutoff); k < m && firsts[k]! < first + cutoff; k++) {
      const estimate = sorted[k]!;
      let square = 0;
      for (let i = 0; i < dimension; i++)
        square += (truths[truth * dimension + i]! - estimates[estimate * dimension + i]!) ** 2;
      const distance = Math.sqrt(square);
      if (distance < cutoff) near.push({ truth, estimate, distance });
    }
  }
  return match(n, m, near, cutoff, order);
}

/** First index whose value isn't below `value`. */
function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
