/**
 * Places between the points of a table: precise and predicted orbits come as such.
 *
 * Lagrange's polynomial through the nearest points, written with its basis, so that the slope comes with it; Hermite's
 * where rates stand in the table too. Source: Hildebrand, "Introduction to Numerical Analysis" (1974), sections 3.2 and 8.2.
 */

/** Most points a polynomial is laid through. */
const MOST_POINTS = 24;

const basis = new Float64Array(MOST_POINTS);
const basisSlope = new Float64Array(MOST_POINTS);

/** @returns the first of `count` entries of a rising table that lie about a time, as evenly as its ends allow */
function windowAround(times: Float64Array, t: number, count: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= t) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, Math.min(low - (count >> 1), times.length - count));
}

/** Lagrange's basis and its slopes at a time, over the points from `from` on. */
function layBasis(times: Float64Array, from: number, count: number, t: number): void {
  for (let i = 0; i < count; i++) {
    const ti = times[from + i]!;
    let value = 1;
    let slope = 0;
    for (let j = 0; j < count; j++) {
      if (j === i) continue;
      const gap = ti - times[from + j]!;
      slope = (slope * (t - times[from + j]!) + value) / gap;
      value *= (t - times[from + j]!) / gap;
    }
    basis[i] = value;
    basisSlope[i] = slope;
  }
}

function checkTable(times: Float64Array, values: Float64Array, width: number, points: number): number {
  const count = Math.min(points, times.length);
  if (!(count >= 2 && points <= MOST_POINTS))
    throw new RangeError(`a polynomial through ${count} of ${times.length} points: 2 to ${MOST_POINTS}`);
  if (values.length < width * times.length)
    throw new RangeError(`${values.length} numbers for ${times.length} points of ${width}`);
  return count;
}

/**
 * Interpolates a table of vectors by Lagrange's polynomial. Beyond the ends the last polynomial goes on, and is soon wild.
 *
 * @param times rising, s
 * @param values `width` numbers for each time
 * @param points how many points the polynomial is laid through (its degree plus one), fewer where there aren't as many
 * @param out receives `width` numbers
 * @param rate receives their slopes with time, where given
 * @throws RangeError with fewer than two points, or more than 24
 */
export function interpolateTable(
  times: Float64Array,
  values: Float64Array,
  width: number,
  t: number,
  points: number,
  out: Float64Array,
  rate?: Float64Array,
): void {
  const count = checkTable(times, values, width, points);
  const from = windowAround(times, t, count);
  layBasis(times, from, count, t);
  for (let k = 0; k < width; k++) {
    let value = 0;
    let slope = 0;
    for (let i = 0; i < count; i++) {
      const y = values[(from + i) * width + k]!;
      value += basis[i]! * y;
      slope += basisSlope[i]! * y;
    }
    out[k] = value;
    if (rate !== undefined) rate[k] = slope;
  }
}

/**
 * As {@link interpolateTable}, by Hermite's polynomial through values and rates: of degree 2·points − 1.
 *
 * @param rates slopes of the values with time, in the order of the values
 */
export function interpolateTableWithRates(
  times: Float64Array,
  values: Float64Array,
  rates: Float64Array,
  width: number,
  t: number,
  points: number,
  out: Float64Array,
  rate?: Float64Array,
): void {
  const count = checkTable(times, values, width, points);
  checkTable(times, rates, width, points);
  const from = windowAround(times, t, count);
  layBasis(times, from, count, t);
  out.fill(0, 0, width);
  rate?.fill(0, 0, width);
  for (let i = 0; i < count; i++) {
    const ti = times[from + i]!;
    let ownSlope = 0;
    for (let j = 0; j < count; j++) if (j !== i) ownSlope += 1 / (ti - times[from + j]!);
    const l = basis[i]!;
    const ls = basisSlope[i]!;
    const away = t - ti;
    const ofValue = (1 - 2 * ownSlope * away) * l * l;
    const ofRate = away * l * l;
    const ofValueSlope = -2 * ownSlope * l * l + 2 * (1 - 2 * ownSlope * away) * l * ls;
    const ofRateSlope = l * l + 2 * away * l * ls;
    for (let k = 0; k < width; k++) {
      const at = (from + i) * width + k;
      out[k]! += ofValue * values[at]! + ofRate * rates[at]!;
      if (rate !== undefined) rate[k]! += ofValueSlope * values[at]! + ofRateSlope * rates[at]!;
    }
  }
}
