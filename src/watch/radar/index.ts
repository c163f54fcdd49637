export {
  advanceRadar,
  closeRadar,
  hintBurnout,
  openRadarPicture,
  type RadarPicture,
  radarTracks,
  satellitesRecognised,
  takePlot,
} from "./picture.js";
export { radarPlotProblem } from "./plot-problem.js";
export { radarModel } from "./radar-models.js";
export type { PlotOutcome, RadarTrackState } from "./types.js";
