import type { Frame, FrameHeader, FrontEndBlock, InfraredDetection } from "../../messages/index.js";
import { clearRow, filterDown, movedSpan, stillSpan } from "./background.js";
import { judgePixels, mendRow } from "./bad-pixels.js";
import { type Found, passes, pointsOf } from "./found.js";
import { detectionsOf } from "./messages.js";
import { measureTiles, TILE, tileStart } from "./noise-tiles.js";
import { predictMove, refineMove, shiftImage } from "./registration.js";
import { scanFrame } from "./scan.js";
import { type FrontEndState, makeState, type NotHandedOn } from "./state.js";
import { resetTracker } from "./track-before-detect/tracker.js";
import { learnVariance } from "./variation.js";

/** A source may move the mean of a pixel by no more than this many deviations of noise would. */
const PULL = 3;

/** What came of one frame. */
export interface FrontEndResult {
  readonly detections: readonly InfraredDetection[];
  /** What was bright and not handed on, by reason. */
  readonly notHandedOn: Readonly<Record<NotHandedOn, number>>;
  /** Pixels that exceeded their threshold, row · columns + column. Overwritten by the next frame. */
  readonly exceeding: Int32Array;
  /** Whether anything could be detected in this frame: not while the background is being learnt. */
  readonly ready: boolean;
  /** Typical deviation of a pixel's noise, counts. */
  readonly noise: number;
  readonly badPixels: number;
}

/** Turns the frames of one sensor into detections, one after the other. */
export interface FrontEnd {
  readonly header: FrameHeader;
  /** @param frame kept no longer than the call */
  step(frame: Frame): FrontEndResult;
}

/**
 * Makes the front end of a camera: background, registration, matched filter, constant-false-alarm-rate test,
 * track-before-detect. A deterministic state machine: the same frames give the same detections.
 */
export function createFrontEnd(header: FrameHeader, options: FrontEndBlock): FrontEnd {
  const state = makeState(header, options);
  return { header, step: (frame) => stepState(state, frame) };
}

/** One frame through a state that the caller holds: for calibrations, which look into it. */
export function stepState(state: FrontEndState, frame: Frame): FrontEndResult {
  register(state, frame);
  filterFrame(state, frame.samples);
  const { background, tiles, tracker, options } = state;
  measureTiles(tiles, background);
  const ready = state.frames >= options.warmUpFrames;
  state.exceedingCount = 0;
  let found: Found = { points: [], notHandedOn: { upset: 0, merged: 0, overflow: 0 } };
  if (ready) {
    scanFrame(state.candidates, background, tiles, state.test.preliminary, tracker?.bank.plane ?? null);
    testCandidates(state);
    found = pointsOf(state);
  }
  learnVariance(state.variation, background, tiles.typical, state.frames, options.memoryFrames);
  const spread = state.header.pointSpreadPixels;
  judgePixels(state.variation, background, tiles, state.frames, options.warmUpFrames, spread);
  state.frames++;
  return {
    detections: found.points.length === 0 ? [] : detectionsOf(state, frame, found.points),
    notHandedOn: found.notHandedOn,
    exceeding: state.exceeding.subarray(0, state.exceedingCount),
    ready,
    noise: tiles.typical,
    badPixels: state.variation.badPixels,
  };
}

/** Share of a frame in the mean: all frames alike at first, then exponentially. */
function gainOf(state: FrontEndState): number {
  return Math.max(1 / (state.frames + 1), 1 / state.options.memoryFrames);
}

/** Begins anew where the satellite looks elsewhere, and finds the move of the frame otherwise. */
function register(state: FrontEndState, frame: Frame): void {
  const { registration, background, tiles, header } = state;
  const seen = predictMove(registration, frame, state.pixel, background);
  if (!seen) {
    state.frames = 0;
    if (state.tracker !== null) resetTracker(state.tracker);
  }
  if (state.frames === 0) {
    background.mean.set(frame.samples);
    registration.needed = false;
    return;
  }
  const { wholeRows, wholeColumns } = registration;
  if (wholeRows !== 0 || wholeColumns !== 0)
    shiftImage(background.mean, frame.samples, background.rows, background.columns, wholeRows, wholeColumns);
  const gain = gainOf(state);
  const jitter = header.randomMicroradians / header.pixelMicroradians;
  const meanNoise = tiles.typical * Math.sqrt(gain / (2 - gain));
  refineMove(registration, background, frame.samples, tiles.typical, meanNoise, jitter);
}

/** One pass over the rows: background, difference, filter. */
function filterFrame(state: FrontEndState, samples: Uint16Array): void {
  const { background, filter } = state;
  const { rows } = background;
  const groups = Math.ceil(rows / 4);
  background.span.gain = gainOf(state);
  clearRow(background, -2);
  clearRow(background, -1);
  let done = 0;
  for (let row = 0; row < 4 * groups + 2; row++) {
    if (row < rows) filterRow(state, samples, row);
    else clearRow(background, row);
    if (row === 4 * done + 5) filterDown(background, done++, filter);
  }
}

/** One row, tile by tile: how far a source may move the mean goes by the tile's noise in the frame before. */
function filterRow(state: FrontEndState, samples: Uint16Array, row: number): void {
  const { background, variation, registration, filter, tiles } = state;
  const { columns, mended, span } = background;
  const learning = state.frames < Math.min(8, state.options.warmUpFrames);
  const base = row * columns;
  const bad = variation.badInRow[row]! > 0;
  if (bad) mendRow(variation, samples, base, columns, mended);
  const source = bad ? mended : samples;
  const first = Math.min(tiles.down - 1, Math.floor(row / TILE)) * tiles.across;
  span.row = row;
  for (let k = 0; k < tiles.across; k++) {
    span.from = tileStart(k, tiles.across, columns);
    span.to = tileStart(k + 1, tiles.across, columns);
    span.sample = (bad ? 0 : base) + span.from;
    span.bound = learning ? Number.POSITIVE_INFINITY : PULL * tiles.deviation[first + k]!;
    if (registration.needed) movedSpan(background, source, span, filter, registration.stencil);
    else stillSpan(background, source, span, filter);
  }
}

/** Puts every candidate to the exact test. */
function testCandidates(state: FrontEndState): void {
  const { candidates, background, exceeding } = state;
  const { columns } = background;
  for (let k = 0; k < candidates.count; k++) {
    const cell = candidates.cells[k]!;
    const row = Math.floor(cell / columns);
    if (passes(state, row, cell - row * columns)) exceeding[state.exceedingCount++] = cell;
  }
}
