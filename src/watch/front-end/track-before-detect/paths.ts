import { BLOCK, MARGIN, type VelocityBank } from "./velocity-bank.js";

const MOST_PATHS = 4096;

/** Paths whose sum passes the threshold: where they end, and their sums. */
export interface Paths {
  /** Coarse cell of the last frame, row · columns + column. */
  readonly cell: Int32Array;
  readonly sum: Int32Array;
  /** Pixels a frame. */
  readonly speedColumns: Float64Array;
  readonly speedRows: Float64Array;
  count: number;
  /** Paths that found no room. */
  dropped: number;
  /** Greatest sum of all, whether it passed or not. */
  greatest: number;
}

export function makePaths(): Paths {
  return {
    cell: new Int32Array(MOST_PATHS),
    sum: new Int32Array(MOST_PATHS),
    speedColumns: new Float64Array(MOST_PATHS),
    speedRows: new Float64Array(MOST_PATHS),
    count: 0,
    dropped: 0,
    greatest: 0,
  };
}

/**
 * Looks for paths that end in the block just completed: a sum of four frames above the first threshold is joined with the best of
 * 3 × 3 sums of the same velocity in each block before it (dynamic programming in the sense of Barniv, IEEE T-AES 21, 1985, over
 * blocks instead of frames, greedy from the present backwards).
 *
 * @param first least sum of the present block, at most 128
 * @param threshold least sum of all blocks
 * @param least a path whose first blocks hold less than their part of this is given up
 */
export function findPaths(
  bank: VelocityBank,
  paths: Paths,
  first: number,
  threshold: number,
  least: number,
): void {
  paths.count = 0;
  paths.dropped = 0;
  paths.greatest = 0;
  const blocks = bank.sums.length;
  if (bank.frames < BLOCK * blocks) return;
  const present = (bank.frames / BLOCK - 1) % blocks;
  const add = Math.imul(128 - first, 0x01010101);
  for (let v = 0; v < bank.velocities.length; v++) {
    const words = bank.sumWords[present]![v]!;
    const to = ((bank.rows + MARGIN) * bank.plane.stride) >> 2;
    for (let w = (MARGIN * bank.plane.stride) >> 2; w < to; w++) {
      const marks = ((words[w]! + add) & 0x80808080) >>> 0;
      if (marks !== 0) followWord(bank, paths, present, v, w, marks, threshold, least);
    }
  }
}

function followWord(
  bank: VelocityBank,
  paths: Paths,
  present: number,
  velocity: number,
  word: number,
  marks: number,
  threshold: number,
  least: number,
): void {
  for (let k = 0; k < 4; k++) {
    if (((marks >>> (8 * k)) & 0x80) === 0) continue;
    const at = 4 * word + k;
    if (at % bank.plane.stride >= bank.columns) continue;
    const sum = followPath(bank, present, velocity, at, least);
    if (sum > paths.greatest) paths.greatest = sum;
    if (sum >= threshold) keepPath(bank, paths, velocity, at, sum);
  }
}

/**
 * @param least a path whose first blocks hold less than their part of this is given up
 * @returns sum of all blocks along the best path that ends in a cell; 0 for one that was given up or leaves the frame
 */
export function followPath(
  bank: VelocityBank,
  present: number,
  velocity: number,
  end: number,
  least: number,
): number {
  const { sums, velocities, plane } = bank;
  const blocks = sums.length;
  const [x, y] = velocities[velocity]!;
  const back = Math.round((y * BLOCK) / (BLOCK - 1)) * plane.stride + Math.round((x * BLOCK) / (BLOCK - 1));
  let total = sums[present]![velocity]![end]!;
  let at = end;
  for (let k = 1; k < blocks; k++) {
    const sum = sums[(present + blocks - k) % blocks]![velocity]!;
    const middle = at - back;
    if (middle < plane.stride || middle >= sum.length - plane.stride) return 0;
    at = middle;
    let best = sum[middle]!;
    for (let r = -plane.stride; r <= plane.stride; r += plane.stride)
      for (let p = middle + r - 1; p <= middle + r + 1; p++)
        if (sum[p]! > best) {
          best = sum[p]!;
          at = p;
        }
    total += best;
    if (total * blocks < least * (k + 1)) return 0;
  }
  return total;
}

function keepPath(bank: VelocityBank, paths: Paths, velocity: number, at: number, sum: number): void {
  if (paths.count === MOST_PATHS) {
    paths.dropped++;
    return;
  }
  const k = paths.count++;
  const { stride } = bank.plane;
  const [x, y] = bank.velocities[velocity]!;
  paths.cell[k] = (Math.floor(at / stride) - MARGIN) * bank.columns + (at % stride);
  paths.sum[k] = sum;
  paths.speedColumns[k] = (2 * x) / (BLOCK - 1);
  paths.speedRows[k] = (2 * y) / (BLOCK - 1);
}
