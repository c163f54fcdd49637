import type { TrackPurity } from "../../estimation/index.js";
import { instantsOfReports, type TruthInstant } from "./instants.js";
import { assignByKnownTruth, type Plots } from "./known-truth.js";
import { createPerfectAssociation, SCENE_NOISE } from "./perfect-association.js";
import { reportsOf } from "./run-tracker.js";
import { scoreAssociations } from "./score-associations.js";
import { type ScoreOptions, scoreTracks, type TrackScore } from "./score-tracks.js";

/** m²/s³; in a cloud the filter is given more, as trackers of clouds are. */
const CLOUD_NOISE = 1e-3;
/** m; objects that begin no farther from their middle than this are pieces of one body. */
const CLOUD_RADIUS = 10e3;

/** The marks that perfect association sets on the same plots. */
export interface PerfectFigures {
  /** Reported from the third plot on. */
  readonly third: TrackScore;
  /** From the second. */
  readonly second: TrackScore;
  /** Purity of the best that known truth gives, where objects are close: absent elsewhere. */
  readonly purityKnownTruth?: number;
  readonly processNoise: number;
}

/** A recording, and what it is truly of. */
export interface KnownRecording extends Plots {
  readonly evaluationTimes: readonly number[];
}

/**
 * Runs perfect association on the plots that a tracker was handed.
 *
 * @param sources object of each row of the plots, −1 for a false one
 */
export async function perfectFigures(
  recording: KnownRecording,
  sources: Int32Array,
  truth: readonly TruthInstant[],
  options: ScoreOptions,
): Promise<PerfectFigures> {
  const cloud = beginsAsCloud(truth);
  const processNoise = cloud ? CLOUD_NOISE : SCENE_NOISE;
  const { radars, plots } = recording;
  const scored = async (reportFrom: number) => {
    const tracker = createPerfectAssociation(radars, plots, sources, { processNoise, reportFrom });
    return scoreTracks(truth, instantsOfReports(await reportsOf(recording, tracker)), options);
  };
  return {
    third: await scored(3),
    second: await scored(2),
    processNoise,
    ...(cloud
      ? { purityKnownTruth: scoreAssociations(assignByKnownTruth(recording, truth), sources).purity }
      : {}),
  };
}

/** @returns whether all objects begin as one: several, at the first time, close together */
function beginsAsCloud(truth: readonly TruthInstant[]): boolean {
  const [first] = truth;
  if (first === undefined || first.ids.length < 2) return false;
  const count = first.ids.length;
  const middle = [0, 1, 2].map((i) => {
    let sum = 0;
    for (let k = 0; k < count; k++) sum += first.states[6 * k + i]!;
    return sum / count;
  });
  for (let k = 0; k < count; k++)
    if (Math.hypot(...middle.map((m, i) => first.states[6 * k + i]! - m)) > CLOUD_RADIUS) return false;
  return true;
}

/** A tracker's figures beside those of perfect association. Ratios: 1 is as good. */
export interface TrackRating {
  /** Times that could be scored over those of perfect association: under 1 where the tracks end early. */
  readonly evalTimes: number;
  readonly ospa: number;
  readonly ospa2ndHalf: number;
  readonly gospa2ndHalf: number;
  /** False tracks beyond perfect association's own, on the average of the second half. */
  readonly falseBeyond: number;
  /** Tracks that used plots for each object there ever was; absent without associations. */
  readonly tracksEver?: number;
  /** How far the purity is under what known truth gives; absent outside clouds. */
  readonly purityGap?: number;
}

/** @param purity absent where associations are not known */
export function rateTracks(
  score: TrackScore,
  perfect: PerfectFigures,
  truth: readonly TruthInstant[],
  purity?: TrackPurity,
): TrackRating {
  const { third, purityKnownTruth } = perfect;
  return {
    evalTimes: score.evalTimes / third.evalTimes,
    ospa: score.ospaMean / third.ospaMean,
    ospa2ndHalf: score.ospa2ndHalf / third.ospa2ndHalf,
    gospa2ndHalf: score.gospa2ndHalf / third.gospa2ndHalf,
    falseBeyond: score.falseMean2ndHalf - third.falseMean2ndHalf,
    ...(purity === undefined ? {} : { tracksEver: purity.tracks / objectsEver(truth) }),
    ...(purity === undefined || purityKnownTruth === undefined
      ? {}
      : { purityGap: purityKnownTruth - purity.purity }),
  };
}

function objectsEver(truth: readonly TruthInstant[]): number {
  return new Set(truth.flatMap(({ ids }) => ids)).size;
}
