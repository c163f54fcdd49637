import type { CoarsePlane } from "../scan.js";

/** Frames of a block. */
export const BLOCK = 4;
/** A path moves at most so many coarse cells from the first frame of a block to its last: one cell, two pixels, a frame. */
export const FARTHEST = 3;

/**
 * Sums of the last blocks of four frames along straight paths, for each velocity: the matched filter in space and time of Reed,
 * Gagliardi and Shao (IEEE T-AES 19, 1983) and Reed and Yu (1987), on the coarse grid. Four cells share a word.
 */
export interface VelocityBank {
  readonly plane: CoarsePlane;
  /** The plane and a row of nothing above and below it, and the same moved by one, two and three cells. */
  readonly shifted: readonly Uint8Array[];
  readonly shiftedWords: readonly Uint32Array[];
  readonly rows: number;
  readonly columns: number;
  /** Cells moved in a block, by columns and by rows. */
  readonly velocities: readonly (readonly [columns: number, rows: number])[];
  /** [block's slot][velocity], by the block's last frame. Bytes of the cell (r, c) at (r + 1)·stride + c. */
  readonly sums: readonly (readonly Uint8Array[])[];
  readonly sumWords: readonly (readonly Uint32Array[])[];
  /** Frames taken. */
  frames: number;
}

/** @param blocks how many blocks are kept */
export function makeVelocityBank(rows: number, columns: number, blocks: number): VelocityBank {
  const down = rows >> 1;
  const across = columns >> 1;
  const stride = 4 * Math.ceil((across + 2 * FARTHEST) / 4);
  const size = (down + 2) * stride;
  const shifted = [0, 1, 2, 3].map(() => new Uint8Array(size));
  const velocities: [number, number][] = [];
  for (let y = -FARTHEST; y <= FARTHEST; y++)
    for (let x = -FARTHEST; x <= FARTHEST; x++)
      if (x * x + y * y <= (FARTHEST + 0.5) ** 2) velocities.push([x, y]);
  const sums = Array.from({ length: blocks }, () => velocities.map(() => new Uint8Array(size)));
  return {
    plane: { levels: shifted[0]!.subarray(stride), stride },
    shifted,
    shiftedWords: shifted.map(wordsOf),
    rows: down,
    columns: across,
    velocities,
    sums,
    sumWords: sums.map((block) => block.map(wordsOf)),
    frames: 0,
  };
}

function wordsOf(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer);
}

/** Empties the bank: what comes next has no past. */
export function clearBank(bank: VelocityBank): void {
  bank.frames = 0;
}

/**
 * Adds the plane's present frame to every sum of the block under way.
 *
 * @returns whether the block is complete
 */
export function addFrame(bank: VelocityBank): boolean {
  const { shifted, velocities, sumWords } = bank;
  for (let k = 1; k < 4; k++) shifted[k]!.set(shifted[0]!.subarray(k));
  const block = sumWords[Math.floor(bank.frames / BLOCK) % sumWords.length]!;
  const phase = bank.frames % BLOCK;
  const left = BLOCK - 1 - phase;
  for (let v = 0; v < velocities.length; v++) {
    const [x, y] = velocities[v]!;
    addMoved(bank, block[v]!, movedBy(x, left), movedBy(y, left), phase === 0);
  }
  bank.frames++;
  return phase === BLOCK - 1;
}

/** Cells still to go in so many frames of a block. */
function movedBy(cells: number, frames: number): number {
  return Math.round((cells * frames) / (BLOCK - 1));
}

/** sum(p) += plane(p − move), or = for the first frame of a block. */
function addMoved(bank: VelocityBank, sum: Uint32Array, x: number, y: number, first: boolean): void {
  const part = ((-x % 4) + 4) % 4;
  const source = bank.shiftedWords[part]!;
  const stride = bank.plane.stride >> 2;
  const move = (-x - part) / 4 - y * stride;
  const from = (Math.max(0, y) + 1) * stride;
  const to = (Math.min(bank.rows, bank.rows + y) + 1) * stride;
  if (first) {
    sum.fill(0);
    for (let w = from; w < to; w++) sum[w] = source[w + move]!;
  } else {
    for (let w = from; w < to; w++) sum[w] = sum[w]! + source[w + move]!;
  }
}
