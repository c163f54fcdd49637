import {
  readAssociations,
  readPlotSources,
  readPlots,
  readPlotsMeta,
  readScoringMeta,
  readTracks,
  readTrackTruth,
} from "../formats/index.js";
import { InputError } from "../messages/index.js";
import {
  type PerfectFigures,
  perfectFigures,
  rateTracks,
  scoreAssociations,
  scoreTracks,
  type TrackScore,
  trackInstants,
  truthInstants,
} from "../study/index.js";

/** What a file of tracks is scored with. */
export interface TrackScoreOptions {
  readonly truth: string;
  readonly meta?: string;
  readonly plots?: string;
  readonly assoc?: string;
}

/** What is printed of a file of tracks: a {@link TrackScore}, and more where plots are named. */
export interface PrintedTrackScore {
  /** Times of evaluation that were scored: those up to the last report. */
  readonly evalTimes: number;
  /** Times after the last report. They count in no figure, so that a tracker that falls silent looks better than it is. */
  readonly unscoredTimes: number;
  readonly [figure: string]: unknown;
}

/**
 * Scores a file of tracks of the verb `track`: alone, with what plots it used, and beside perfect association.
 *
 * @param file TRACKS.jsonl
 * @returns figures to print, plain
 * @throws {InputError} where a file can't be used, or one that another needs is not named
 */
export async function scoreTrackFile(file: string, options: TrackScoreOptions): Promise<PrintedTrackScore> {
  const { meta, plots, assoc } = options;
  if (meta === undefined)
    throw new InputError("--meta", "is missing", "tracks of plots are scored with their META.json");
  if (assoc !== undefined && plots === undefined)
    throw new InputError("--plots", "is missing", "what lines of plots are of stands in the file of plots");
  const scoring = await readScoringMeta(meta);
  const truth = truthInstants(await readTrackTruth(options.truth));
  if (truth.length === 0) throw new InputError(options.truth, "holds no truth");
  const score = scoreTracks(truth, trackInstants(await readTracks(file)), scoring);
  const unscoredTimes = truth.length - score.evalTimes;
  if (plots === undefined) return { ...score, unscoredTimes };
  const sources = await readPlotSources(plots);
  const purity = assoc === undefined ? undefined : await purityOf(assoc, sources);
  const recording = await readPlots(plots, await readPlotsMeta(meta));
  const own = recording.lines.map((line) => sources[line]!);
  if (own.every((source) => source < 0))
    throw new InputError(plots, "names no object that a plot is of", "name plots with their truth");
  const perfect = await perfectFigures(recording, own, truth, scoring);
  const { series, siap, ...figures } = score;
  return {
    ...figures,
    unscoredTimes,
    ...(purity === undefined
      ? {}
      : {
          trackPurity: purity.purity,
          sourceChanges: purity.sourceChanges,
          perfectlyPureTracks: purity.pureTracks,
          tracksWithHistory: purity.tracks,
          clutterMajorityTracks: purity.clutterTracks,
        }),
    perfect: briefly(perfect),
    ratios: rateTracks(score, perfect, truth, purity),
    siap,
    series,
  };
}

async function purityOf(assoc: string, sources: Int32Array) {
  const used = await readAssociations(assoc);
  for (const [track, lines] of used)
    for (const line of lines)
      if (line >= sources.length)
        throw new InputError(
          `${assoc} ${track}`,
          `line ${line} of ${sources.length}`,
          "name the plots it was made of",
        );
  return scoreAssociations(used, sources);
}

function briefly({ third, second, purityKnownTruth, processNoise }: PerfectFigures) {
  const figures = (score: TrackScore) => ({
    ospaMean: score.ospaMean,
    ospa2ndHalf: score.ospa2ndHalf,
    gospa2ndHalf: score.gospa2ndHalf,
    falseMean2ndHalf: score.falseMean2ndHalf,
    idSwitches: score.idSwitches,
    nees6Median: score.nees6Median,
  });
  return {
    fromThirdPlot: figures(third),
    fromSecondPlot: figures(second),
    processNoise,
    ...(purityKnownTruth === undefined ? {} : { purityKnownTruth }),
  };
}
