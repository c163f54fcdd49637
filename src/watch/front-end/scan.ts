import type { Background } from "./background.js";
import { type NoiseTiles, tileStart } from "./noise-tiles.js";
import { REACH } from "./point-spread.js";

/** Most cells of one frame that can be looked at more closely. */
const MOST = 1 << 17;
/**
 * Levels of a coarse cell in one deviation, and the highest level, 5 deviations: what is brighter is seen at once, and a single
 * bright flash shall not carry a sum of many frames. Four of them add up within seven bits.
 */
export const LEVELS_PER_DEVIATION = 4;
export const HIGHEST_LEVEL = 20;

/** Cells above the preliminary threshold, by rows within pairs of rows. */
export interface Candidates {
  readonly cells: Int32Array;
  count: number;
  /** Cells that found no room. */
  dropped: number;
}

export function makeCandidates(rows: number, columns: number): Candidates {
  return { cells: new Int32Array(Math.min(MOST, rows * columns)), count: 0, dropped: 0 };
}

/** The frame on a grid of 2 × 2 pixels: the greatest filter output of each four, in levels of its tile's deviation. */
export interface CoarsePlane {
  readonly levels: Uint8Array;
  /** Bytes from one row to the next, a multiple of 4, at least 8 more than there are cells. */
  readonly stride: number;
}

/**
 * Goes through the matched filter's output by twos and keeps what exceeds a number of deviations of its tile.
 *
 * @param threshold deviations above the tile's mean
 * @param coarse filled as well where there is one
 */
export function scanFrame(
  found: Candidates,
  back: Background,
  tiles: NoiseTiles,
  threshold: number,
  coarse: CoarsePlane | null,
): void {
  found.count = 0;
  found.dropped = 0;
  const { rows, columns } = back;
  for (let down = 0; down < tiles.down; down++) {
    const top = Math.max(REACH, tileStart(down, tiles.down, rows));
    const bottom = Math.min(rows - REACH, tileStart(down + 1, tiles.down, rows));
    for (let row = top; row + 1 < bottom; row += 2)
      for (let across = 0; across < tiles.across; across++) {
        const tile = down * tiles.across + across;
        const mean = tiles.mean[tile]!;
        const deviation = tiles.deviation[tile]!;
        const from = Math.max(REACH, tileStart(across, tiles.across, columns));
        const to = Math.min(columns - REACH, tileStart(across + 1, tiles.across, columns)) - 1;
        const level = mean + threshold * deviation;
        if (coarse === null) scanPair(found, back, row * columns, from, to, level);
        else {
          const scale = deviation > 0 ? LEVELS_PER_DEVIATION / deviation : 0;
          scanPairCoarse(found, back, row, from, to, level, coarse, scale, -mean * scale);
        }
      }
  }
}

function keep(
  found: Candidates,
  matched: Float32Array,
  cell: number,
  columns: number,
  threshold: number,
): void {
  if (found.count + 4 > found.cells.length) {
    found.dropped++;
    return;
  }
  if (matched[cell]! > threshold) found.cells[found.count++] = cell;
  if (matched[cell + 1]! > threshold) found.cells[found.count++] = cell + 1;
  if (matched[cell + columns]! > threshold) found.cells[found.count++] = cell + columns;
  if (matched[cell + columns + 1]! > threshold) found.cells[found.count++] = cell + columns + 1;
}

function scanPair(
  found: Candidates,
  back: Background,
  base: number,
  from: number,
  to: number,
  threshold: number,
): void {
  const { matched, columns } = back;
  for (let i = base + from, end = base + to; i < end; i += 2) {
    if (
      matched[i]! > threshold ||
      matched[i + 1]! > threshold ||
      matched[i + columns]! > threshold ||
      matched[i + columns + 1]! > threshold
    )
      keep(found, matched, i, columns, threshold);
  }
}

/** The greater of two integers without a branch, which noise would mispredict every other time. */
function greater(a: number, b: number): number {
  const less = a - b;
  return a - (less & (less >> 31));
}

function scanPairCoarse(
  found: Candidates,
  back: Background,
  row: number,
  from: number,
  to: number,
  threshold: number,
  { levels, stride }: CoarsePlane,
  scale: number,
  offset: number,
): void {
  const { matched, columns } = back;
  const levelOfThreshold = Math.floor(threshold * scale + offset);
  let out = (row >> 1) * stride + (from >> 1);
  for (let i = row * columns + from, end = row * columns + to; i < end; i += 2) {
    const a = (matched[i]! * scale + offset) | 0;
    const b = (matched[i + 1]! * scale + offset) | 0;
    const c = (matched[i + columns]! * scale + offset) | 0;
    const d = (matched[i + columns + 1]! * scale + offset) | 0;
    const level = greater(greater(a, b), greater(c, d));
    if (level >= levelOfThreshold) keep(found, matched, i, columns, threshold);
    const over = HIGHEST_LEVEL - level;
    // between nothing and the highest level: negative numbers have all bits of their sign
    levels[out++] = (level & ~(level >> 31)) + (over & (over >> 31));
  }
}
