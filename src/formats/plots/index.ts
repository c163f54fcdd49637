export { type PlotFrame, PlotsMeta, parsePlotsMeta, readPlotsMeta, readScoringMeta } from "./plots-meta.js";
export { readPlots } from "./read-plots.js";
export {
  type ReportedTrack,
  readAssociations,
  readPlotSources,
  readTracks,
  readTrackTruth,
  type TruthSample,
} from "./read-scoring.js";
export type { PlotColumns, PlotRadar, PlotRecording, PlotScan, RejectionCounts } from "./recording.js";
export { associationParts, TRACK_NUMBERS, trackLine } from "./write-tracks.js";
