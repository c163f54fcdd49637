import { exceeds } from "./cfar/reference.js";
import { tileOf } from "./noise-tiles.js";
import { fitPoint, type PointFit } from "./point-fit.js";
import { LEVELS_PER_DEVIATION } from "./scan.js";
import type { FrontEndState, NotHandedOn } from "./state.js";
import { track } from "./track-before-detect/tracker.js";
import type { VelocityBank } from "./track-before-detect/velocity-bank.js";
import { noisierThanChance, ownDeviation } from "./variation.js";

/** Half-width of the patch whose pixels do not teach the variance: they hold a source's light. */
const HELD = 2;
/** So many pixels around a point are taken out of the sums along paths. */
const BLANK = 4;
/** What a coarse cell of noise holds. */
const TYPICAL_LEVEL = 3;
/** A path's end is known to its coarse cell at least, 1σ an axis, pixels. */
const PATH_SIGMA = 0.5;
/** More points than this in a frame are no points. */
const MOST_POINTS = 4096;

/** A point source found in a frame. */
export interface FoundPoint {
  readonly row: number;
  readonly column: number;
  /** 1σ an axis, pixels. */
  readonly sigma: number;
  /** Whole light, counts. */
  readonly amplitude: number;
  readonly signalToNoise: number;
  /** Frames that were summed to find it; 1 where it was seen in this frame alone. */
  readonly frames: number;
}

/** The points of a frame, and what was left out. */
export interface Found {
  readonly points: readonly FoundPoint[];
  readonly notHandedOn: Record<NotHandedOn, number>;
}

/** Makes points of the cells that exceeded their threshold and of the paths that did. */
export function pointsOf(state: FrontEndState): Found {
  const points: FoundPoint[] = [];
  const notHandedOn = { upset: 0, merged: 0, overflow: state.candidates.dropped };
  if (state.exceedingCount > 0) pointsOfCells(state, points, notHandedOn);
  if (state.tracker === null) return { points, notHandedOn };
  track(state.tracker);
  if (state.tracker.chosenCount > 0) pointsOfPaths(state, points, notHandedOn);
  return { points, notHandedOn };
}

function pointsOfCells(
  state: FrontEndState,
  points: FoundPoint[],
  notHandedOn: Record<NotHandedOn, number>,
): void {
  const { background, fit, header, options } = state;
  const { columns } = background;
  const near = Math.max(2, 3 * header.pointSpreadPixels);
  const taken: { row: number; column: number }[] = [];
  for (const cell of peaks(state)) {
    const row = Math.floor(cell / columns);
    const column = cell % columns;
    if (taken.some((t) => Math.hypot(t.row - row, t.column - column) < near)) {
      notHandedOn.merged++;
      continue;
    }
    if (points.length === MOST_POINTS) {
      notHandedOn.overflow++;
      continue;
    }
    fitAt(state, row, column);
    const upset = fit.upsetEvidence > options.upsetEvidence;
    taken.push(upset ? { row, column } : { row: fit.row, column: fit.column });
    if (upset) notHandedOn.upset++;
    else points.push(pointOf(fit, 1));
    hold(state, row, column);
    if (state.tracker !== null) blank(state.tracker.bank, row, column);
  }
}

/** Exceeding cells that are greater than their eight neighbours, the brightest first. */
function peaks({ background, exceeding, exceedingCount }: FrontEndState): number[] {
  const { matched, columns } = background;
  const found: number[] = [];
  for (let k = 0; k < exceedingCount; k++) {
    const cell = exceeding[k]!;
    const y = matched[cell]!;
    const before = [-columns - 1, -columns, -columns + 1, -1].every((d) => matched[cell + d]! < y);
    const after = [1, columns - 1, columns, columns + 1].every((d) => matched[cell + d]! <= y);
    if (before && after) found.push(cell);
  }
  return found.sort((a, b) => matched[b]! - matched[a]! || a - b);
}

/**
 * Puts a cell to the test against the cells around it and, where its own pixels have been noisier than its tile is, against their
 * history: a hot pixel, an edge on which the line of sight trembles.
 */
export function passes(state: FrontEndState, row: number, column: number): boolean {
  const { background, test, variation, filter, tiles } = state;
  const { matched, rows, columns } = background;
  if (!exceeds(test, matched, rows, columns, row, column)) return false;
  const cell = row * columns + column;
  const own = ownDeviation(variation, filter.weights, cell, columns);
  const around = tiles.deviation[tileOf(tiles, row, column)]!;
  if (!(own > noisierThanChance(state.frames) * around && own > test.deviation)) return true;
  test.deviation = own;
  return matched[cell]! - test.level > test.factor * own;
}

/** What was seen singly, or was an upset, takes no part in the sums along paths. */
function blank({ plane, rows, columns }: VelocityBank, row: number, column: number): void {
  for (let r = Math.max(0, (row - BLANK) >> 1); r <= Math.min(rows - 1, (row + BLANK) >> 1); r++) {
    const from = r * plane.stride + Math.max(0, (column - BLANK) >> 1);
    const to = r * plane.stride + Math.min(columns - 1, (column + BLANK) >> 1);
    plane.levels.fill(TYPICAL_LEVEL, from, to + 1);
  }
}

/** Fits a point at a cell, against its own surroundings. */
function fitAt(state: FrontEndState, row: number, column: number): void {
  const { background, test, filter, fit, header } = state;
  passes(state, row, column);
  const level = test.level / filter.constant;
  const noise = Math.max(test.deviation, 1e-6);
  fitPoint(fit, background, row, column, level, noise, header.pointSpreadPixels);
}

function pointOf(fit: PointFit, frames: number): FoundPoint {
  const { row, column, sigma, amplitude, signalToNoise } = fit;
  return { row, column, sigma, amplitude, signalToNoise, frames };
}

/** A difference equal to the root of its pixel's variance changes nothing when the variance is learnt. */
function hold({ background, variation }: FrontEndState, row: number, column: number): void {
  const { rows, columns, difference } = background;
  for (let r = Math.max(0, row - HELD); r <= Math.min(rows - 1, row + HELD); r++)
    for (let c = Math.max(0, column - HELD); c <= Math.min(columns - 1, column + HELD); c++)
      difference[r * columns + c] = Math.sqrt(variation.variance[r * columns + c]!);
}

/** A path that ends where a point was seen anyhow tells nothing new. */
function pointsOfPaths(
  state: FrontEndState,
  points: FoundPoint[],
  notHandedOn: Record<NotHandedOn, number>,
): void {
  const tracker = state.tracker!;
  const { paths, bank } = tracker;
  const single = points.length;
  notHandedOn.overflow += paths.dropped;
  for (let k = 0; k < tracker.chosenCount; k++) {
    const path = tracker.chosen[k]!;
    const row = 2 * Math.floor(paths.cell[path]! / bank.columns);
    const column = 2 * (paths.cell[path]! % bank.columns);
    const seen = points.some(
      (p, i) => i < single && Math.hypot(p.row - row - 0.5, p.column - column - 0.5) < 4,
    );
    if (seen) {
      notHandedOn.merged++;
      continue;
    }
    points.push(pathPoint(state, row, column, Math.abs(paths.sum[path]!)));
  }
}

/** The place is that of the greatest output within the path's last coarse cell; the strength is the path's. */
function pathPoint(state: FrontEndState, row: number, column: number, sum: number): FoundPoint {
  const { background, fit, filter, test, tracker } = state;
  const { matched, columns } = background;
  let best = row * columns + column;
  for (const cell of [best + 1, best + columns, best + columns + 1])
    if (matched[cell]! > matched[best]!) best = cell;
  const bestRow = Math.floor(best / columns);
  fitAt(state, bestRow, best - bestRow * columns);
  const { frames, deviationSum, meanSum } = tracker!;
  const signalToNoise = (sum - meanSum) / deviationSum;
  const perFrame = sum / frames / LEVELS_PER_DEVIATION;
  return {
    row: clamp(fit.row, row - 0.5, row + 1.5),
    column: clamp(fit.column, column - 0.5, column + 1.5),
    sigma: Math.max(PATH_SIGMA, fit.sigma),
    amplitude: (perFrame * test.deviation) / filter.response,
    signalToNoise,
    frames,
  };
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : Math.min(value, high);
}
