export {
  type KnownSight,
  type PointingBias,
  type PointingPrior,
  PointingRegistration,
} from "./pointing-registration.js";
export {
  orbitAxes,
  type RadarBiases,
  RadarRegistration,
  registerRadar,
  type SatellitePlot,
  type SatellitePlotJudgement,
} from "./radar-registration.js";
