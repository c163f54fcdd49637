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
export type { KnownSatellite, PlotOutcome, RadarTrackState, ThrustJudgement } from "./types.js";
