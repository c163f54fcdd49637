import type { Background } from "./background.js";
import type { NoiseTiles } from "./noise-tiles.js";

/** A pixel's variance is taken in every eighth frame: its rows take turns. */
const TURNS = 8;
/** A difference counts as at most so many typical deviations. */
const BOUND = 6;
/** A bad pixel's variance is above its neighbours' by more than this, or below the typical by more than that. */
const NOISY = 5;
const DEAD = 0.02;
/** All pixels are judged once in so many frames. */
const ROUND = 64;
/** Variances are judged after so many frames. */
const ENOUGH = 128;

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
  const gain = Math.max(1 / (Math.floor(frame / TURNS) + 1), TURNS / memory);
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
 * Judges a part of the rows: a pixel whose variance stands out from its four neighbours' is no optical signal, which the point
 * spread shares out; one that hardly varies is dead or stuck. A pixel that behaves again is believed again.
 */
export function judgePixels(variation: Variation, back: Background, tiles: NoiseTiles, frame: number): void {
  if (frame < ENOUGH) return;
  const { rows, columns } = back;
  const part = frame % ROUND;
  const from = Math.max(1, Math.floor((part * rows) / ROUND));
  const to = Math.min(rows - 1, Math.floor(((part + 1) * rows) / ROUND));
  const least = DEAD * tiles.typical * tiles.typical;
  for (let row = from; row < to; row++) judgeRow(variation, back, row * columns, row, least);
}

function judgeRow(
  variation: Variation,
  { mean, columns }: Background,
  base: number,
  row: number,
  least: number,
): void {
  const { variance, bad, badInRow } = variation;
  for (let i = base + 1, end = base + columns - 1; i < end; i++) {
    const v = variance[i]!;
    if (bad[i] === 1) continue;
    const around =
      (variance[i - 1]! + variance[i + 1]! + variance[i - columns]! + variance[i + columns]!) / 4;
    if (v < NOISY * Math.max(around, least) && v >= least) continue;
    bad[i] = 1;
    badInRow[row] = badInRow[row]! + 1;
    variation.badPixels++;
    mean[i] = (mean[i - 1]! + mean[i + 1]!) / 2;
  }
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
    let left = c - 1;
    let right = c + 1;
    while (left >= 0 && bad[base + left] === 1) left--;
    while (right < columns && bad[base + right] === 1) right++;
    const a = left >= 0 ? samples[base + left]! : samples[base + Math.min(right, columns - 1)]!;
    const b = right < columns ? samples[base + right]! : a;
    out[c] = (a + b) >> 1;
  }
}
