export { BENCHMARKS, type BenchContext, type BenchFigure, type Benchmark, holdsMark } from "./bench/index.js";
export { boundPicture, ScenarioBound } from "./bounds/scenario/index.js";
export {
  type CoverageRow,
  type CoverageTable,
  tabulateCoverage,
  wilsonInterval,
} from "./montecarlo/coverage.js";
export type { EllipseOutcome, LaunchOutcome, SeedOutcome } from "./montecarlo/one-seed.js";
export { type MonteCarloOptions, runMonteCarlo } from "./montecarlo/run.js";
export {
  imagerSatellite,
  lightningItems,
  lightningSatellite,
  mergeByTime,
  type RecordedItem,
  scanItems,
  USED_BANDS,
} from "./recordings/index.js";
export { renderReport } from "./report/render-report.js";
export { figureText, markText } from "./report/validation/figure-words.js";
export { renderValidation } from "./report/validation/render-validation.js";
export { collectRun, type RunCollector, type RunRecord } from "./run-record.js";
export { ellipseDistance, groundDistance } from "./scoring/ellipse.js";
export { type MatchingRule, matchEvents } from "./scoring/match.js";
export { type ScoredRun, scoreRun } from "./scoring/score.js";
export { type RunCosts, summarise, warningFile } from "./summary.js";
export {
  assignByKnownTruth,
  createPerfectAssociation,
  instantsOfReports,
  makePlotScene,
  type PerfectFigures,
  type PlotScene,
  type PlotSceneOptions,
  perfectFigures,
  plotLines,
  rateTracks,
  reportsOf,
  runTracker,
  sceneMeta,
  scoreAssociations,
  scoreTracks,
  type TrackedRecording,
  type TrackerTimes,
  type TrackInstant,
  TrackReports,
  type TrackScore,
  trackInstants,
  truthInstants,
  truthLines,
} from "./tracking/index.js";
export {
  COMPARISONS,
  type Comparison,
  FOLDER_LINE,
  type Recording,
  type UnknownFile,
  type ValidatedLine,
  type ValidationContext,
  type ValidationLine,
  validateRecordings,
  validationRecord,
} from "./validation/index.js";
