import type { FrameHeader, TrackBeforeDetectBlock } from "../../../messages/index.js";
import { findPaths, makePaths, type Paths } from "./paths.js";
import { falseRateOf, pathThreshold } from "./threshold.js";
import { addFrame, BLOCK, clearBank, makeVelocityBank, type VelocityBank } from "./velocity-bank.js";

/** Paths that end so near to a stronger one are of the same source, coarse cells. */
const SAME = 4;

/** On its way back a path must hold so much of its part of the threshold: a source's strength fluctuates less than that. */
const ON_THE_WAY = 0.85;

/** The stage that sums frames before it decides. */
export interface Tracker {
  readonly bank: VelocityBank;
  readonly paths: Paths;
  readonly frames: number;
  /** Least sum of the present block that is looked at. */
  readonly first: number;
  readonly threshold: number;
  /** A path whose first blocks hold less than their part of this is given up. */
  readonly onTheWay: number;
  /** Of a path in noise. */
  readonly meanSum: number;
  readonly deviationSum: number;
  /** The strongest path of each source, in `paths`. */
  readonly chosen: Int32Array;
  chosenCount: number;
}

/**
 * @param threshold least sum of a path, where it is not to be taken from the calibration; then no path is given up on its way
 * @param first least sum of the present block, where it is not to be taken from the threshold
 */
export function makeTracker(
  header: Pick<FrameHeader, "rows" | "columns" | "pointSpreadPixels">,
  options: TrackBeforeDetectBlock,
  threshold?: number,
  first?: number,
): Tracker {
  const { rows, columns, pointSpreadPixels } = header;
  const bank = makeVelocityBank(rows, columns, options.frames / BLOCK);
  const rate = falseRateOf(options.frames, pointSpreadPixels);
  const cells = bank.rows * bank.columns;
  const least = threshold ?? pathThreshold(rate, BLOCK * options.falseDetectionsPerFrame, cells);
  const paths = makePaths();
  return {
    bank,
    paths,
    frames: options.frames,
    first: first ?? firstThreshold(options.frames, least),
    threshold: least,
    onTheWay: threshold === undefined ? ON_THE_WAY * least : 0,
    meanSum: rate.meanSum,
    deviationSum: rate.deviationSum,
    chosen: new Int32Array(paths.cell.length),
    chosenCount: 0,
  };
}

/** A block may hold less than its share of the threshold, as noise has it: three quarters of it. */
function firstThreshold(frames: number, threshold: number): number {
  return Math.min(80, Math.ceil((0.75 * threshold * BLOCK) / frames));
}

/**
 * Takes the bank's present plane.
 *
 * @returns whether paths were looked for: once a block, when enough blocks are there
 */
export function track(tracker: Tracker): boolean {
  tracker.chosenCount = 0;
  if (!addFrame(tracker.bank)) return false;
  findPaths(tracker.bank, tracker.paths, tracker.first, tracker.threshold, tracker.onTheWay);
  choosePaths(tracker);
  return tracker.bank.frames >= tracker.frames;
}

/** Starts anew. */
export function resetTracker(tracker: Tracker): void {
  clearBank(tracker.bank);
}

/** Keeps of all paths that end near each other the strongest: repeatedly the greatest that is left. */
function choosePaths(tracker: Tracker): void {
  const { paths, chosen, bank } = tracker;
  for (;;) {
    let best = -1;
    for (let k = 0; k < paths.count; k++)
      if (paths.sum[k]! > 0 && (best < 0 || paths.sum[k]! > paths.sum[best]!)) best = k;
    if (best < 0) return;
    chosen[tracker.chosenCount++] = best;
    const row = Math.floor(paths.cell[best]! / bank.columns);
    const column = paths.cell[best]! % bank.columns;
    for (let k = 0; k < paths.count; k++) {
      const r = Math.floor(paths.cell[k]! / bank.columns) - row;
      const c = (paths.cell[k]! % bank.columns) - column;
      if (k !== best && r * r + c * c <= SAME * SAME) paths.sum[k] = 0;
    }
    paths.sum[best] = -paths.sum[best]!;
  }
}
