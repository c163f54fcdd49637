import { addSeconds, ecefToGeodetic, epochToUtc, randomStream } from "../../../../astro/index.js";
import {
  fieldMotion,
  iteratedFilter,
  type MotionModel,
  normalisedError,
  type RangeFit,
  sharedTruthInterval,
  symmetricEigenvalues,
} from "../../../../estimation/index.js";
import type { PredictedOrbit } from "../../../../formats/index.js";
import type { MeasuredPass } from "./measured-pass.js";
import {
  type RadarNoise,
  type ThinnedInstant,
  type Tracker,
  thinned,
  trackPass,
  WARNING_RADAR,
} from "./radar-track.js";
import { predictedState, predictionSigma } from "./reference-orbit.js";

export const SEEDS = 100;
const BAND = 0.99;
/** A track of fewer measurements isn't judged. */
export const FEWEST_INSTANTS = 5;

/** Averages over the seeds at one instant. */
export interface InstantConsistency {
  /** s after the pass's first range */
  readonly seconds: number;
  readonly nees: number;
  /** 99 % interval of the average. */
  readonly low: number;
  readonly high: number;
  /** Root mean square of the place's error, and what is claimed of it (truth's own error included), m. */
  readonly error: number;
  readonly claimed: number;
}

/** How a pass's tracks keep what they claim. */
export interface PassConsistency {
  readonly instants: readonly InstantConsistency[];
  /** Averages over all seeds and instants, with the interval of an average over the seeds at one instant. */
  readonly mean: number;
  readonly meanLow: number;
  readonly meanHigh: number;
  /** Share of instants that lie within their own interval. */
  readonly within: number;
}

/** The thinned pass, on the ranges that the fit has kept. */
export function thinnedPass(pass: MeasuredPass, fit: RangeFit, orbit: PredictedOrbit): ThinnedInstant[] {
  const order = [...pass.seconds.keys()]
    .filter((k) => fit.used[k] === 1)
    .sort((a, b) => pass.seconds[a]! - pass.seconds[b]!);
  const stream = randomStream(0, "laser-ranging", "thinned", passName(pass));
  return thinned(
    order.map((k) => pass.seconds[k]!),
    stream,
  ).map((at) => {
    const k = order[at]!;
    const seconds = pass.seconds[k]!;
    return {
      seconds,
      range: pass.ranges[k]! - pass.delay(fit.elevations[k]!, k),
      truth: predictedState(orbit, addSeconds(pass.epoch, seconds)).positionEcef,
    };
  });
}

/** What the draws of a pass are keyed by: its station and time, whatever its file. */
export function passName({ session, epoch }: MeasuredPass): string {
  return `${session.station.pad} ${epochToUtc(epoch)}`;
}

/**
 * Tracks a pass with many draws of noise, and holds the errors against what was claimed: the filter's covariance and the
 * prediction's own error, which is one and the same in all draws.
 */
export function passConsistency(
  pass: MeasuredPass,
  instants: readonly ThinnedInstant[],
  orbit: PredictedOrbit,
  noise: RadarNoise = WARNING_RADAR,
  motion: MotionModel = fieldMotion(),
): PassConsistency {
  const site = ecefToGeodetic(pass.stationItrf);
  const tracker: Tracker = { site, noise, motion, filter: iteratedFilter(motion) };
  const sums = instants.map(() => ({ nees: 0, squares: 0, covariance: new Float64Array(9) }));
  const variances = instants.map(
    ({ seconds }) => predictionSigma(orbit, addSeconds(pass.epoch, seconds)) ** 2,
  );
  for (let seed = 1; seed <= SEEDS; seed++) {
    const stream = randomStream(seed, "laser-ranging", passName(pass));
    trackPass(instants, tracker, stream, (k, error, covariance) => {
      const sum = sums[k]!;
      for (let i = 0; i < 9; i++) sum.covariance[i]! += covariance[i]! / SEEDS;
      for (let i = 0; i < 3; i++) {
        covariance[4 * i]! += variances[k]!;
        sum.squares += error[i]! ** 2 / SEEDS;
      }
      sum.nees += normalisedError(error, covariance) / SEEDS;
    });
  }
  return summary(instants, sums.slice(2), variances.slice(2));
}

interface Sum {
  readonly nees: number;
  readonly squares: number;
  readonly covariance: Float64Array;
}

function summary(
  instants: readonly ThinnedInstant[],
  sums: readonly Sum[],
  variances: readonly number[],
): PassConsistency {
  const shares = sums.map(({ covariance }, k) =>
    symmetricEigenvalues(covariance).map((p) => p / (p + variances[k]!)),
  );
  const rows = sums.map(({ nees, squares, covariance }, k): InstantConsistency => {
    const [low, high] = sharedTruthInterval(shares[k]!, SEEDS, BAND);
    const claimed = Math.sqrt(covariance[0]! + covariance[4]! + covariance[8]! + 3 * variances[k]!);
    const seconds = instants[k + 2]!.seconds - instants[0]!.seconds;
    return { seconds, nees, low, high, error: Math.sqrt(squares), claimed };
  });
  const average = (of: (k: number) => number) => rows.reduce((sum, _, k) => sum + of(k), 0) / rows.length;
  const meanShares = [0, 1, 2].map((i) => average((k) => shares[k]![i]!));
  const [meanLow, meanHigh] = sharedTruthInterval(meanShares, SEEDS, BAND);
  return {
    instants: rows,
    mean: average((k) => rows[k]!.nees),
    meanLow,
    meanHigh,
    within: average((k) => (rows[k]!.nees >= rows[k]!.low && rows[k]!.nees <= rows[k]!.high ? 1 : 0)),
  };
}
