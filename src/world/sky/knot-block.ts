import { addSeconds, type Epoch, gmst82, orbitEcefInto, type Sgp4Orbit } from "../../astro/index.js";

/** Knots of all orbits are worked out together for so long a time, s. */
export const BLOCK_SECONDS = 960;
/** The finest step is 2^−6 of a block: 15 s, for a perigee low over the ground. */
const FINEST = 6;
const SLOTS = 1 << FINEST;
const SLOT_SECONDS = BLOCK_SECONDS / SLOTS;
/** Steps are halved until interpolation misses by no more than this, as judged by the knots in between, m. */
const TOLERANCE = 5;
/** The coarsest step is a quarter of a block. */
const COARSEST = 2;
/** Mark of an orbit that has decayed by its elements for all of a block. */
const DECAYED = 255;

/** States of many orbits at their own steps over one block of time, Earth-fixed. */
export interface KnotBlock {
  /** s after the run's start. */
  readonly start: number;
  /** Each orbit's step is `BLOCK_SECONDS / 2^level`. */
  readonly level: Uint8Array;
  /** Where each orbit's knots begin in `knots`. */
  readonly first: Uint32Array;
  /** Position m and velocity m/s, six numbers a knot; NaN where the object has decayed. */
  readonly knots: Float64Array;
}

/** The orbits of a sky, ready to be propagated. */
export interface SkyOrbits {
  readonly orbits: readonly Sgp4Orbit[];
  /** Of the run's start from each orbit's own epoch, s. */
  readonly sinceEpoch: Float64Array;
}

/**
 * Propagates all orbits over a block by SGP4, each with the coarsest step that interpolation bears.
 *
 * Algorithm: states at each quarter of the block; the step is halved until cubic Hermite interpolation over twice the
 * step meets every knot between so well that over the step itself it is good enough. The step follows from the orbit and the block alone, so that
 * every thread gets the same bits.
 *
 * @param runStart instant of the run's start
 * @param number of the block; it begins at `number · BLOCK_SECONDS`
 * @param spent a block that nobody needs any more: its room is used again
 */
export function propagateBlock(
  { orbits, sinceEpoch }: SkyOrbits,
  runStart: Epoch,
  number: number,
  spent?: KnotBlock,
): KnotBlock {
  const start = number * BLOCK_SECONDS;
  const { cosines, sines } = rotations(runStart, start);
  const level = new Uint8Array(orbits.length);
  const first = new Uint32Array(orbits.length);
  const slots = new Float64Array(6 * (SLOTS + 1));
  let knots = spent?.knots ?? new Float64Array(6 * 18 * orbits.length + 6 * (SLOTS + 1));
  let length = 0;
  for (let i = 0; i < orbits.length; i++) {
    const orbit = orbits[i]!;
    const since = sinceEpoch[i]! + start;
    const fill = (from: number, by: number) => {
      for (let slot = from; slot <= SLOTS; slot += by)
        orbitEcefInto(
          orbit,
          (since + slot * SLOT_SECONDS) / 60,
          cosines[slot]!,
          sines[slot]!,
          slots,
          6 * slot,
        );
    };
    let stride = SLOTS >> COARSEST;
    fill(0, stride);
    while (stride > 1 && !bears(slots, stride)) {
      stride >>= 1;
      fill(stride, 2 * stride);
    }
    first[i] = length;
    if (allDecayed(slots, stride)) {
      level[i] = DECAYED;
      continue;
    }
    level[i] = FINEST - (31 - Math.clz32(stride));
    if (length + 6 * (SLOTS + 1) > knots.length) knots = grown(knots, length);
    for (let slot = 0; slot <= SLOTS; slot += stride)
      for (let k = 0; k < 6; k++) knots[length++] = slots[6 * slot + k]!;
  }
  return { start, level, first, knots };
}

/** Whether an object is not there at any time of a block. */
export function isDecayed(block: KnotBlock, index: number): boolean {
  return block.level[index] === DECAYED;
}

/**
 * State by cubic Hermite interpolation; the velocity is the derivative of the position.
 *
 * @param time s after the run's start, within the block
 * @param out 6: position m, velocity m/s; zeros where the object has decayed
 */
export function interpolate(block: KnotBlock, index: number, time: number, out: Float64Array): void {
  const level = block.level[index]!;
  if (level === DECAYED) {
    out.fill(0, 0, 6);
    return;
  }
  const { knots } = block;
  const steps = 1 << level;
  const h = BLOCK_SECONDS / steps;
  const k = Math.min(steps - 1, Math.floor((time - block.start) / h));
  const u = (time - block.start) / h - k;
  const v = 1 - u;
  const at = block.first[index]! + 6 * k;
  if (Number.isNaN(knots[at]! + knots[at + 6]!)) {
    out.fill(0, 0, 6);
    return;
  }
  const rise = u * u * (1 + 2 * v);
  const leave = h * u * v * v;
  const arrive = -h * u * u * v;
  const slope = (6 * u * v) / h;
  const slope0 = v * (v - 2 * u);
  const slope1 = u * (u - 2 * v);
  for (let i = 0; i < 3; i++) {
    const p0 = knots[at + i]!;
    const v0 = knots[at + 3 + i]!;
    const d = knots[at + 6 + i]! - p0;
    const v1 = knots[at + 9 + i]!;
    out[i] = p0 + d * rise + leave * v0 + arrive * v1;
    out[3 + i] = d * slope + v0 * slope0 + v1 * slope1;
  }
}

/** The Earth's turn at each slot of a block. */
function rotations(runStart: Epoch, start: number): { cosines: Float64Array; sines: Float64Array } {
  const cosines = new Float64Array(SLOTS + 1);
  const sines = new Float64Array(SLOTS + 1);
  for (let slot = 0; slot <= SLOTS; slot++) {
    const angle = gmst82(addSeconds(runStart, start + slot * SLOT_SECONDS));
    cosines[slot] = Math.cos(angle);
    sines[slot] = Math.sin(angle);
  }
  return { cosines, sines };
}

/**
 * Whether half the steps can be interpolated over: at every knot between two others, position and velocity are compared
 * with what cubic Hermite interpolation gives there. NaN never bears.
 *
 * Its error over a step h is f⁗·(t − a)²(t − b)²/24: in the middle h⁴/384·f⁗, of which half the step leaves a sixteenth.
 * Where f⁗ passes through zero there the velocity tells: it misses by h⁴/1920 of the next derivative, which adds h/12.8 of
 * that miss. The same holds where SGP4's velocity is not quite that of its positions.
 */
function bears(slots: Float64Array, stride: number): boolean {
  const h = 2 * stride * SLOT_SECONDS;
  for (let middle = stride; middle < SLOTS; middle += 2 * stride) {
    const a = 6 * (middle - stride);
    const m = 6 * middle;
    const b = 6 * (middle + stride);
    let position = 0;
    let velocity = 0;
    for (let i = 0; i < 3; i++) {
      const [p0, p1] = [slots[a + i]!, slots[b + i]!];
      const [v0, v1] = [slots[a + 3 + i]!, slots[b + 3 + i]!];
      position += ((p0 + p1) / 2 + (h / 8) * (v0 - v1) - slots[m + i]!) ** 2;
      velocity += ((1.5 * (p1 - p0)) / h - (v0 + v1) / 4 - slots[m + 3 + i]!) ** 2;
    }
    if (!(Math.sqrt(position) / 16 + (Math.sqrt(velocity) * h) / 12.8 <= TOLERANCE)) return false;
  }
  return true;
}

function allDecayed(slots: Float64Array, stride: number): boolean {
  for (let slot = 0; slot <= SLOTS; slot += stride) if (!Number.isNaN(slots[6 * slot]!)) return false;
  return true;
}

function grown(knots: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.ceil(1.5 * knots.length) + 6 * (SLOTS + 1));
  larger.set(knots.subarray(0, length));
  return larger;
}
