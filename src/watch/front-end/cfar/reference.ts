import { normalUpperTail } from "../../../astro/index.js";
import type { FrontEndBlock } from "../../../messages/index.js";
import { REACH } from "../point-spread.js";
import { gaussianOrderBelow, gaussianOrderFactor, orderRanks } from "./gaussian-order.js";
import { gaussianFactor, meanOverDeviation } from "./student.js";

/** Share of the false-alarm probability that the preliminary threshold may cost. */
const LOSS = 5e-3;
/** The tiles' deviation, by which the preliminary threshold is set, may be wrong by so much. */
const TILE_ERROR = 0.1;
/** A reference cell above so many deviations is another source, not noise: it is left out. */
const CENSOR = 4;
/** Fewest cells that are enough: in a corner a quarter of the ring is left. */
const FEWEST = 8;

/** The test of one cell against the cells around it. */
export interface ReferenceTest {
  readonly kind: FrontEndBlock["threshold"];
  readonly falseAlarmProbability: number;
  /** Row and column of each reference cell, from the cell under test. */
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  /** Largest of those. */
  readonly reach: number;
  /** Threshold by number of cells; NaN where not worked out yet. */
  readonly factors: Float64Array;
  readonly values: Float64Array;
  /** A cell below so many of its tile's deviations is not tested. */
  readonly preliminary: number;
  /** Left by the last test: local level and deviation. */
  level: number;
  deviation: number;
  /** Left by the last test: threshold in deviations. */
  factor: number;
}

/**
 * Lays the reference cells on a lattice whose cells are independent of each other, without its 3 × 3 inner ones: those hold the
 * light of the source under test.
 *
 * @param stride distance of independent cells, pixels
 */
export function makeReferenceTest(options: FrontEndBlock, stride: number): ReferenceTest {
  const half = options.referenceCells === 40 ? 3 : 4;
  const rows: number[] = [];
  const columns: number[] = [];
  for (let r = -half; r <= half; r++)
    for (let c = -half; c <= half; c++) {
      if (Math.abs(r) <= 1 && Math.abs(c) <= 1) continue;
      rows.push(r * stride);
      columns.push(c * stride);
    }
  const { threshold: kind, falseAlarmProbability } = options;
  const factor = factorOf(kind, rows.length, falseAlarmProbability);
  return {
    kind,
    falseAlarmProbability,
    rows: Int32Array.from(rows),
    columns: Int32Array.from(columns),
    reach: half * stride,
    factors: new Float64Array(rows.length + 1).fill(Number.NaN).fill(factor, rows.length),
    values: new Float64Array(rows.length),
    preliminary: preliminaryThreshold(kind, rows.length, factor, falseAlarmProbability),
    level: 0,
    deviation: 0,
    factor,
  };
}

function factorOf(kind: FrontEndBlock["threshold"], cells: number, falseAlarmProbability: number): number {
  return kind === "cell-averaging"
    ? gaussianFactor(cells, falseAlarmProbability)
    : gaussianOrderFactor(cells, falseAlarmProbability);
}

/**
 * The highest level below which a cell of noise may be passed over: what would exceed the local threshold all the same, because
 * the deviation came out small, is at most LOSS of the false-alarm probability.
 *
 * @returns in true deviations
 */
function preliminaryThreshold(
  kind: FrontEndBlock["threshold"],
  cells: number,
  factor: number,
  falseAlarmProbability: number,
): number {
  const lost = (level: number) =>
    kind === "cell-averaging"
      ? meanOverDeviation(cells - 1, (s) => Math.max(0, normalUpperTail(factor * s) - normalUpperTail(level)))
      : gaussianOrderBelow(cells, factor, level);
  let low = 0;
  let high = factor;
  for (let round = 0; round < 12; round++) {
    const middle = (low + high) / 2;
    if (lost(middle) > LOSS * falseAlarmProbability) high = middle;
    else low = middle;
  }
  return low * (1 - TILE_ERROR);
}

/** Collects the reference cells of a cell that lie within the image. @returns how many */
function gather(
  test: ReferenceTest,
  y: Float32Array,
  height: number,
  width: number,
  row: number,
  column: number,
) {
  const { rows, columns, values, reach } = test;
  const all = rows.length;
  const inside =
    row >= reach + REACH &&
    column >= reach + REACH &&
    row < height - reach - REACH &&
    column < width - reach - REACH;
  if (inside) {
    const at = row * width + column;
    for (let k = 0; k < all; k++) values[k] = y[at + rows[k]! * width + columns[k]!]!;
    return all;
  }
  let count = 0;
  for (let k = 0; k < all; k++) {
    const r = row + rows[k]!;
    const c = column + columns[k]!;
    if (r < REACH || c < REACH || r >= height - REACH || c >= width - REACH) continue;
    values[count++] = y[r * width + c]!;
  }
  return count;
}

/**
 * Tests one cell of the matched filter's output. Leaves the local level and deviation in the test.
 *
 * @param y matched filter's output by rows
 * @returns whether the cell exceeds its threshold
 */
export function exceeds(
  test: ReferenceTest,
  y: Float32Array,
  height: number,
  width: number,
  row: number,
  column: number,
): boolean {
  const count = gather(test, y, height, width, row, column);
  if (count < FEWEST) return false;
  let cells = count;
  if (test.kind === "cell-averaging") cells = moments(test, count);
  else orderStatistics(test, count);
  if (!(test.deviation > 0)) return false;
  let factor = test.factors[cells]!;
  if (Number.isNaN(factor)) {
    factor = factorOf(test.kind, cells, test.falseAlarmProbability);
    test.factors[cells] = factor;
  }
  test.factor = factor;
  return y[row * width + column]! - test.level > factor * test.deviation;
}

/**
 * Mean and deviation of the values. Other sources among them are censored (Rickard and Dillard, IEEE T-AES 13, 1977): a value
 * more than 4 deviations above the mean is left out and both are taken again; in noise that happens once in 400 cells under test.
 *
 * @returns how many values are left
 */
function moments(test: ReferenceTest, count: number): number {
  const { values } = test;
  let left = count;
  for (let round = 0; round < 4; round++) {
    let sum = 0;
    let top = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < left; k++) {
      const v = values[k]!;
      sum += v;
      if (v > top) top = v;
    }
    const mean = sum / left;
    let squares = 0;
    for (let k = 0; k < left; k++) {
      const departure = values[k]! - mean;
      squares += departure * departure;
    }
    test.level = mean;
    test.deviation = Math.sqrt(squares / (left - 1));
    const bound = mean + CENSOR * test.deviation;
    if (top <= bound || round === 3) break;
    let kept = 0;
    for (let k = 0; k < left; k++) if (values[k]! <= bound) values[kept++] = values[k]!;
    if (kept < FEWEST) break;
    left = kept;
  }
  return left;
}

function orderStatistics(test: ReferenceTest, count: number): void {
  const { values } = test;
  // insertion: no view of the array is made for each cell
  for (let k = 1; k < count; k++) {
    const v = values[k]!;
    let at = k;
    while (at > 0 && values[at - 1]! > v) {
      values[at] = values[at - 1]!;
      at--;
    }
    values[at] = v;
  }
  const [middle, upper] = orderRanks(count);
  test.level = values[middle - 1]!;
  test.deviation = values[upper - 1]! - test.level;
}
