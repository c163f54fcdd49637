export {
  instantsOfReports,
  type TrackInstant,
  trackInstants,
  truthInstants,
} from "./instants.js";
export { assignByKnownTruth } from "./known-truth.js";
export { createPerfectAssociation } from "./perfect-association.js";
export {
  type PerfectFigures,
  perfectFigures,
  rateTracks,
  type TrackRating,
} from "./rate-tracks.js";
export {
  reportsOf,
  runTracker,
  type TrackedRecording,
  type TrackerTimes,
} from "./run-tracker.js";
export { makePlotScene, type PlotScene, type PlotSceneOptions } from "./scene.js";
export { plotLines, sceneMeta, truthLines } from "./scene-files.js";
export { scoreAssociations } from "./score-associations.js";
export { scoreTracks, type TrackScore } from "./score-tracks.js";
export { percentileOf } from "./statistics.js";
export { TrackReports } from "./track-reports.js";
