import type { MatchedFilter } from "./point-spread.js";

/**
 * How the mean image is sampled to meet a frame that is moved against it by a part of a pixel: weights of a pixel and its
 * four neighbours (quadratic interpolation in each axis; the mixed term, the product of both small moves, is left out).
 */
export interface Stencil {
  centre: number;
  left: number;
  right: number;
  up: number;
  down: number;
}

/** Recursive background of every pixel and what is left of the present frame. */
export interface Background {
  readonly rows: number;
  readonly columns: number;
  /** Exponential mean of every pixel, counts. Four values longer than the image. */
  readonly mean: Float32Array;
  /** Frame minus background, counts. */
  readonly difference: Float32Array;
  /** Matched filter's output, in the deviation that a pixel of `difference` has. Four rows longer than the image. */
  readonly matched: Float32Array;
  /** Rows of the horizontal filter's output, in a ring of eight. */
  readonly ring: Float64Array;
  /** A row whose bad pixels are replaced by their neighbours. */
  readonly mended: Uint16Array;
  readonly span: Span;
}

const RING = 8;

export function makeBackground(rows: number, columns: number): Background {
  return {
    rows,
    columns,
    mean: new Float32Array(rows * columns + 4),
    difference: new Float32Array(rows * columns),
    matched: new Float32Array((rows + 4) * columns),
    ring: new Float64Array(RING * columns),
    mended: new Uint16Array(columns),
    span: { row: 0, from: 0, to: 0, sample: 0, gain: 0, bound: 0 },
  };
}

/** Columns of a row that are worked through together, and what holds for them. */
export interface Span {
  row: number;
  /** First column, and the one after the last. */
  from: number;
  to: number;
  /** Where the first column's sample lies among the samples. */
  sample: number;
  /** Share of a frame in the mean. */
  gain: number;
  /** Largest departure that may move the mean, counts. */
  bound: number;
}

/** A difference cut off at a bound; by branches that are hardly ever taken, which is faster than minimum and maximum. */
function cut(difference: number, bound: number): number {
  if (difference > bound) return bound;
  if (difference < -bound) return -bound;
  return difference;
}

/**
 * A span of a row: difference to the mean, the mean moved towards the frame by the share `gain` of a difference cut off at the
 * bound (Huber's influence: a source pulls no more than noise may), and the filter along the row. The filter's output for column
 * c stands at c + 2. Two columns at a time: that spares the moving of what is kept of the columns before.
 */
export function stillSpan(back: Background, samples: Uint16Array, span: Span, filter: MatchedFilter): void {
  const { mean, difference, ring, columns } = back;
  const [w0, w1, w2] = filter.weights;
  const { row, from, to, gain, bound } = span;
  const base = row * columns;
  const out = (row % RING) * columns - base;
  const shift = span.sample - from - base;
  let d1 = from > 0 ? difference[base + from - 1]! : 0;
  let d2 = from > 0 ? difference[base + from - 2]! : 0;
  let d3 = from > 0 ? difference[base + from - 3]! : 0;
  let d4 = from > 0 ? difference[base + from - 4]! : 0;
  const last = base + to - 1;
  let i = base + from;
  for (; i < last; i += 2) {
    const m = mean[i]!;
    const n = mean[i + 1]!;
    const d = samples[i + shift]! - m;
    const e = samples[i + shift + 1]! - n;
    difference[i] = d;
    difference[i + 1] = e;
    mean[i] = m + gain * cut(d, bound);
    mean[i + 1] = n + gain * cut(e, bound);
    ring[i + out] = w0 * d2 + w1 * (d1 + d3) + w2 * (d + d4);
    ring[i + out + 1] = w0 * d1 + w1 * (d + d2) + w2 * (e + d3);
    d4 = d2;
    d3 = d1;
    d2 = d;
    d1 = e;
  }
  if (i === last) {
    const m = mean[i]!;
    const d = samples[i + shift]! - m;
    difference[i] = d;
    mean[i] = m + gain * cut(d, bound);
    ring[i + out] = w0 * d2 + w1 * (d1 + d3) + w2 * (d + d4);
  }
}

/** The same for a frame that is moved against the mean. */
export function movedSpan(
  back: Background,
  samples: Uint16Array,
  span: Span,
  filter: MatchedFilter,
  stencil: Stencil,
): void {
  const { mean, difference, ring, columns } = back;
  const [w0, w1, w2] = filter.weights;
  const { centre, left, right, up, down } = stencil;
  const { row, from, to, gain, bound } = span;
  const base = row * columns;
  const above = row === 0 ? 0 : -columns;
  const below = row === back.rows - 1 ? 0 : columns;
  const out = (row % RING) * columns - base;
  const shift = span.sample - from - base;
  let d1 = from > 0 ? difference[base + from - 1]! : 0;
  let d2 = from > 0 ? difference[base + from - 2]! : 0;
  let d3 = from > 0 ? difference[base + from - 3]! : 0;
  let d4 = from > 0 ? difference[base + from - 4]! : 0;
  const end = base + to;
  let before = mean[from > 0 ? base + from - 1 : base]!;
  for (let i = base + from; i < end; i += 2) {
    const m = mean[i]!;
    const n = mean[i + 1]!;
    const after = mean[i + 2]!;
    const d =
      samples[i + shift]! -
      (centre * m + left * before + right * n + up * mean[i + above]! + down * mean[i + below]!);
    const e =
      samples[i + shift + 1]! -
      (centre * n + left * m + right * after + up * mean[i + above + 1]! + down * mean[i + below + 1]!);
    difference[i] = d;
    mean[i] = m + gain * cut(d, bound);
    ring[i + out] = w0 * d2 + w1 * (d1 + d3) + w2 * (d + d4);
    if (i + 1 === end) break;
    difference[i + 1] = e;
    mean[i + 1] = n + gain * cut(e, bound);
    ring[i + out + 1] = w0 * d1 + w1 * (d + d2) + w2 * (e + d3);
    d4 = d2;
    d3 = d1;
    d2 = d;
    d1 = e;
    before = n;
  }
}

/** The filter down the columns, four rows at once: rows 4g to 4g + 3 from the ring's rows 4g − 2 to 4g + 5. */
export function filterDown(back: Background, group: number, filter: MatchedFilter): void {
  const { ring, matched, columns } = back;
  const [w0, w1, w2] = filter.weights;
  const first = 4 * group - 2 + RING;
  const r0 = (first % RING) * columns;
  const r1 = ((first + 1) % RING) * columns;
  const r2 = ((first + 2) % RING) * columns;
  const r3 = ((first + 3) % RING) * columns;
  const r4 = ((first + 4) % RING) * columns;
  const r5 = ((first + 5) % RING) * columns;
  const r6 = ((first + 6) % RING) * columns;
  const r7 = ((first + 7) % RING) * columns;
  const o0 = 4 * group * columns - 2;
  const o1 = o0 + columns;
  const o2 = o1 + columns;
  const o3 = o2 + columns;
  for (let c = 2; c < columns; c++) {
    const b = ring[r1 + c]!;
    const d = ring[r2 + c]!;
    const e = ring[r3 + c]!;
    const f = ring[r4 + c]!;
    const g = ring[r5 + c]!;
    const h = ring[r6 + c]!;
    matched[o0 + c] = w0 * d + w1 * (b + e) + w2 * (ring[r0 + c]! + f);
    matched[o1 + c] = w0 * e + w1 * (d + f) + w2 * (b + g);
    matched[o2 + c] = w0 * f + w1 * (e + g) + w2 * (d + h);
    matched[o3 + c] = w0 * g + w1 * (f + h) + w2 * (e + ring[r7 + c]!);
  }
}

/** Empties the ring's row of a row that lies outside the image. */
export function clearRow(back: Background, row: number): void {
  const slot = (row + RING) % RING;
  back.ring.fill(0, slot * back.columns, (slot + 1) * back.columns);
}
