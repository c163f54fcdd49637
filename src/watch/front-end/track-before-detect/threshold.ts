import { solveTail } from "../cfar/student.js";
import { FALSE_RATES } from "./false-rates.js";

/** What noise alone gives, by calibration: ln(false paths a coarse cell and block) = a − b·s − c·s² of the path's sum s. */
export interface FalseRate {
  readonly frames: number;
  readonly pointSpreadPixels: number;
  readonly logRate: readonly [a: number, b: number, c: number];
  /** Mean and deviation of a path's sum where there is only noise. */
  readonly meanSum: number;
  readonly deviationSum: number;
}

/** The calibration for a point spread: interpolated linearly between the two nearest, held at the ends. */
export function falseRateOf(frames: number, pointSpreadPixels: number): FalseRate {
  const rows = FALSE_RATES.filter((row) => row.frames === frames);
  let k = 1;
  while (k < rows.length - 1 && rows[k]!.pointSpreadPixels < pointSpreadPixels) k++;
  const [low, high] = [rows[k - 1]!, rows[k]!];
  const t = Math.max(
    0,
    Math.min(
      1,
      (pointSpreadPixels - low.pointSpreadPixels) / (high.pointSpreadPixels - low.pointSpreadPixels),
    ),
  );
  const mix = (p: number, q: number) => p + t * (q - p);
  return {
    frames,
    pointSpreadPixels,
    logRate: [0, 1, 2].map((i) => mix(low.logRate[i]!, high.logRate[i]!)) as [number, number, number],
    meanSum: mix(low.meanSum, high.meanSum),
    deviationSum: mix(low.deviationSum, high.deviationSum),
  };
}

/**
 * Least sum of a path that is believed.
 *
 * @param falsePathsPerBlock mean number that noise may give in the whole frame, a block
 * @param cells coarse cells of the frame
 * @returns whole levels
 */
export function pathThreshold(rate: FalseRate, falsePathsPerBlock: number, cells: number): number {
  const [a, b, c] = rate.logRate;
  const mean = (s: number) => cells * Math.exp(a - b * s - c * s * s);
  return Math.ceil(solveTail(falsePathsPerBlock, mean, rate.meanSum + 3 * rate.deviationSum));
}
