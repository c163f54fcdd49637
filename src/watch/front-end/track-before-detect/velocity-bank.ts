import type { CoarsePlane } from "../scan.js";

/** Frames of a block. */
export const BLOCK = 4;
/** A path moves at most so many coarse cells from the first frame of a block to its last: one cell, two pixels, a frame. */
export const FARTHEST = 3;

/** Rows of nothing above and below the frame. */
export const MARGIN = 3;

/** A plane of bytes, and the same moved by one, two and three cells, so that four cells of any place can be read in a word. */
interface Moved {
  readonly bytes: readonly Uint8Array[];
  readonly words: readonly Uint32Array[];
}

/**
 * Sums of the last blocks of four frames along straight paths, for each velocity: the matched filter in space and time of Reed,
 * Gagliardi and Shao (IEEE T-AES 19, 1983) and Reed and Yu (1987), on the coarse grid. Four cells share a word, and velocities
 * share the sums of pairs of frames: nine of the first two, nine of the last two, then one addition a velocity.
 */
export interface VelocityBank {
  readonly plane: CoarsePlane;
  readonly rows: number;
  readonly columns: number;
  /** Cells moved in a block, by columns and by rows. */
  readonly velocities: readonly (readonly [columns: number, rows: number])[];
  /** [block's slot][velocity], by the block's last frame. Bytes of the cell (r, c) at (r + MARGIN)·stride + c. */
  readonly sums: readonly (readonly Uint8Array[])[];
  readonly sumWords: readonly (readonly Uint32Array[])[];
  readonly present: Moved;
  readonly before: Moved;
  /** Of a block's first two frames, by the move between them. */
  readonly firstPairs: readonly Moved[];
  /** Of its last two. */
  readonly lastPairs: readonly Uint32Array[];
  /** Frames taken. */
  frames: number;
}

/** @param blocks how many blocks are kept */
export function makeVelocityBank(rows: number, columns: number, blocks: number): VelocityBank {
  const down = rows >> 1;
  const across = columns >> 1;
  const stride = 4 * Math.ceil((across + 2 * FARTHEST) / 4);
  const size = (down + 2 * MARGIN) * stride;
  const velocities: [number, number][] = [];
  for (let y = -FARTHEST; y <= FARTHEST; y++)
    for (let x = -FARTHEST; x <= FARTHEST; x++)
      if (x * x + y * y <= (FARTHEST + 0.5) ** 2) velocities.push([x, y]);
  const sums = Array.from({ length: blocks }, () => velocities.map(() => new Uint8Array(size)));
  const present = makeMoved(size);
  return {
    plane: { levels: present.bytes[0]!.subarray(MARGIN * stride), stride },
    rows: down,
    columns: across,
    velocities,
    sums,
    sumWords: sums.map((block) => block.map(wordsOf)),
    present,
    before: makeMoved(size),
    firstPairs: Array.from({ length: 9 }, () => makeMoved(size)),
    lastPairs: Array.from({ length: 9 }, () => new Uint32Array(size >> 2)),
    frames: 0,
  };
}

function makeMoved(size: number): Moved {
  const bytes = [0, 1, 2, 3].map(() => new Uint8Array(size));
  return { bytes, words: bytes.map(wordsOf) };
}

function wordsOf(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer);
}

/** Brings the moved copies up to the first. */
function moveCopies({ bytes }: Moved): void {
  for (let k = 1; k < 4; k++) bytes[k]!.set(bytes[0]!.subarray(k));
}

/** Empties the bank: what comes next has no past. */
export function clearBank(bank: VelocityBank): void {
  bank.frames = 0;
}

/**
 * Takes the plane's present frame into the block under way.
 *
 * @returns whether the block is complete, and with it the sums of all velocities
 */
export function addFrame(bank: VelocityBank): boolean {
  const { present, before, firstPairs, lastPairs } = bank;
  const phase = bank.frames % BLOCK;
  bank.frames++;
  if (phase === 0 || phase === 2) {
    before.bytes[0]!.set(present.bytes[0]!);
    moveCopies(before);
    return false;
  }
  for (let pair = 0; pair < 9; pair++) {
    const [x, y] = [(pair % 3) - 1, Math.floor(pair / 3) - 1];
    const out = phase === 1 ? firstPairs[pair]!.words[0]! : lastPairs[pair]!;
    addMoved(bank, out, present.words[0]!, before, x, y);
    if (phase === 1) moveCopies(firstPairs[pair]!);
  }
  if (phase === 1) return false;
  sumBlock(bank);
  return true;
}

/** Each velocity's sum of four frames: a pair of the last two, and a pair of the first two further back on the path. */
function sumBlock(bank: VelocityBank): void {
  const { velocities, sumWords, firstPairs, lastPairs } = bank;
  const block = sumWords[(bank.frames / BLOCK - 1) % sumWords.length]!;
  for (let v = 0; v < velocities.length; v++) {
    const [x, y] = velocities[v]!;
    const last = lastPairs[pairOf(movedBy(x, 1), movedBy(y, 1))]!;
    const [byX, byY] = [movedBy(x, 2), movedBy(y, 2)];
    const first = firstPairs[pairOf(x - byX, y - byY)]!;
    addMoved(bank, block[v]!, last, first, byX, byY);
  }
}

function pairOf(x: number, y: number): number {
  return 3 * (y + 1) + x + 1;
}

/** Cells still to go in so many frames of a block. */
function movedBy(cells: number, frames: number): number {
  return Math.round((cells * frames) / (BLOCK - 1));
}

/** out(p) = here(p) + there(p − move), four cells at a time. */
function addMoved(
  bank: VelocityBank,
  out: Uint32Array,
  here: Uint32Array,
  there: Moved,
  x: number,
  y: number,
): void {
  const part = ((-x % 4) + 4) % 4;
  const source = there.words[part]!;
  const stride = bank.plane.stride >> 2;
  const move = (-x - part) / 4 - y * stride;
  const to = (bank.rows + MARGIN) * stride;
  for (let w = MARGIN * stride; w < to; w++) out[w] = here[w]! + source[w + move]!;
}
