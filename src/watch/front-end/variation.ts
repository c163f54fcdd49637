import type { Background } from "./background.js";
import type { MatchedFilter } from "./point-spread.js";

/** A pixel's variance is taken in every eighth frame: its rows take turns. */
const TURNS = 8;
/** A variance is averaged over so many samples at least: its scatter is then a fifth. */
const FEWEST = 32;
/** A difference counts as at most so many typical deviations. */
const BOUND = 6;

/** What each pixel's own history says of its noise. */
export interface Variation {
  /** Exponential mean of the squared difference, counts². */
  readonly variance: Float32Array;
  /** 1 where the pixel is not to be believed. */
  readonly bad: Uint8Array;
  /** Number of bad pixels in each row. */
  readonly badInRow: Uint16Array;
  badPixels: number;
}

export function makeVariation(rows: number, columns: number): Variation {
  return {
    variance: new Float32Array(rows * columns),
    bad: new Uint8Array(rows * columns),
    badInRow: new Uint16Array(rows),
    badPixels: 0,
  };
}

/**
 * Takes a part of the rows' squared differences into their variances.
 *
 * @param frame number of frames taken before this one
 * @param memory frames over which is averaged
 */
export function learnVariance(
  { variance }: Variation,
  { difference, rows, columns }: Background,
  typical: number,
  frame: number,
  memory: number,
): void {
  const gain = Math.max(1 / (Math.floor(frame / TURNS) + 1), Math.min(1 / FEWEST, TURNS / memory));
  const bound = (BOUND * typical) ** 2;
  for (let row = frame % TURNS; row < rows; row += TURNS)
    for (let i = row * columns, end = i + columns; i < end; i++) {
      const d = difference[i]!;
      const square = d * d;
      const v = variance[i]!;
      variance[i] = v + gain * (Math.min(square, bound) - v);
    }
}

/**
 * Deviation that the matched filter's output has at a cell by the history of its pixels.
 *
 * @param weights of the filter along one axis: centre, one pixel away, two
 */
export function ownDeviation(
  { variance }: Variation,
  weights: MatchedFilter["weights"],
  cell: number,
  columns: number,
): number {
  const [a, b] = [weights[0] ** 2, weights[1] ** 2];
  const row = (at: number) => a * variance[at]! + b * (variance[at - 1]! + variance[at + 1]!);
  const sum = a * row(cell) + b * (row(cell - columns) + row(cell + columns));
  return Math.sqrt(sum) / (a + 2 * b);
}

/**
 * How many times the deviation of its tile a cell's own history must say to be believed instead: never by chance, as both
 * are estimates. Infinite while there is no history.
 *
 * @param frame number of frames taken before this one
 */
export function noisierThanChance(frame: number): number {
  const samples = Math.floor(frame / TURNS);
  return samples < 8 ? Number.POSITIVE_INFINITY : 1 + 3 / Math.sqrt(Math.min(samples, 2 * FEWEST));
}
