import type { Background } from "./background.js";
import type { NoiseTiles } from "./noise-tiles.js";
import { pixelShare } from "./point-spread.js";
import type { Variation } from "./variation.js";

/** A bad pixel's variance is above its neighbours' by more than this, or below the typical by more than that. */
const NOISY = 4;
const DEAD = 0.02;
/** Variances are judged after so many frames. */
const ENOUGH = 256;
/** All pixels are judged once in so many frames. */
const ROUND = 64;
/** A pixel whose mean stands out by fewer typical deviations is let be. */
const OUTSTANDING = 6;

/**
 * Judges a part of the rows, so that all are judged once a round; all of them when the background has just been learnt.
 *
 * @param frame number of frames taken before this one
 * @param learnt number of frames after which the means are known
 * @param spread standard deviation of the point spread, pixels
 */
export function judgePixels(
  variation: Variation,
  back: Background,
  tiles: NoiseTiles,
  frame: number,
  learnt: number,
  spread: number,
): void {
  if (frame + 1 < learnt) return;
  const { rows } = back;
  const all = frame + 1 === learnt;
  const part = frame % ROUND;
  const from = all ? 1 : Math.max(1, Math.floor((part * rows) / ROUND));
  const to = all ? rows - 1 : Math.min(rows - 1, Math.floor(((part + 1) * rows) / ROUND));
  const share = (0.5 * pixelShare(1, spread)) / pixelShare(0, spread);
  for (let row = from; row < to; row++) {
    const before = variation.badPixels;
    judgeMeans(variation, back, row, OUTSTANDING * tiles.typical, share);
    if (frame >= ENOUGH) judgeVariances(variation, back, row, DEAD * tiles.typical * tiles.typical);
    if (variation.badPixels > before) settleRow(variation, back.mean, row * back.columns, back.columns);
  }
}

function condemn(variation: Variation, row: number, at: number): void {
  variation.bad[at] = 1;
  variation.badInRow[row] = variation.badInRow[row]! + 1;
  variation.badPixels++;
}

/**
 * A mean that stands out alone, up or down, is no optical image: of any point of light the brightest neighbour gets at least a
 * share that the point spread says; half of that is asked for. Such a pixel doesn't move with the scene either.
 */
function judgeMeans(
  variation: Variation,
  { mean, columns }: Background,
  row: number,
  least: number,
  share: number,
): void {
  const { bad } = variation;
  const base = row * columns;
  for (let i = base + 1, end = base + columns - 1; i < end; i++) {
    if (bad[i] === 1) continue;
    const m = mean[i]!;
    const left = m - mean[i - 1]!;
    // hardly any pixel stands out by so much from its neighbour
    if (left < least && left > -least) continue;
    const right = m - mean[i + 1]!;
    const above = m - mean[i - columns]!;
    const below = m - mean[i + columns]!;
    const most = Math.max(left, right, above, below);
    const fewest = Math.min(left, right, above, below);
    // the neighbour that it stands out from the most is the background of a peak or a hole, the other one has most of its light
    if (fewest > 0 && most - fewest < share * most) condemn(variation, row, i);
    else if (most < 0 && most - fewest < -share * fewest) condemn(variation, row, i);
  }
}

/**
 * A variance that stands out from its four neighbours' is no optical signal, which the point spread shares out; a pixel that
 * hardly varies is dead or stuck. What is found bad stays so.
 */
function judgeVariances(variation: Variation, { columns }: Background, row: number, least: number): void {
  const { variance, bad } = variation;
  const base = row * columns;
  for (let i = base + 1, end = base + columns - 1; i < end; i++) {
    if (bad[i] === 1) continue;
    const v = variance[i]!;
    const around =
      (variance[i - 1]! + variance[i + 1]! + variance[i - columns]! + variance[i + columns]!) / 4;
    if (v >= NOISY * Math.max(around, least) || v < least) condemn(variation, row, i);
  }
}

/** The mean of each bad pixel of a row is what `mendRow` will make of it: the mean of its good neighbours. */
function settleRow({ bad }: Variation, mean: Float32Array, base: number, columns: number): void {
  for (let c = 0; c < columns; c++) {
    if (bad[base + c] === 0) continue;
    const [left, right] = goodNeighbours(bad, base, c, columns);
    mean[base + c] = (mean[base + left]! + mean[base + right]!) / 2;
  }
}

/** Columns of the nearest good pixels left and right of a bad one; twice the same where there is only one. */
function goodNeighbours(
  bad: Uint8Array,
  base: number,
  column: number,
  columns: number,
): readonly [number, number] {
  let left = column - 1;
  let right = column + 1;
  while (left >= 0 && bad[base + left] === 1) left--;
  while (right < columns && bad[base + right] === 1) right++;
  if (left < 0) left = right < columns ? right : column;
  return [left, right < columns ? right : left];
}

/**
 * Writes a row of samples with each bad pixel replaced by the mean of its good neighbours left and right.
 *
 * @param out a row
 */
export function mendRow(
  { bad }: Variation,
  samples: Uint16Array,
  base: number,
  columns: number,
  out: Uint16Array,
): void {
  for (let c = 0; c < columns; c++) {
    if (bad[base + c] === 0) {
      out[c] = samples[base + c]!;
      continue;
    }
    const [left, right] = goodNeighbours(bad, base, c, columns);
    out[c] = (samples[base + left]! + samples[base + right]!) >> 1;
  }
}
