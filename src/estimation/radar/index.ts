export {
  broadLogBallistic,
  type CoastEstimate,
  coastDistance,
  coastEstimate,
  fuseTracks,
  jointState,
  type LogBallistic,
  type LogNormalPrior,
  logMoments,
  predictCoast,
  withBallisticPrior,
} from "./coast-estimate.js";
export { type CoastFollower, followCoast, takeCoastPlot } from "./coast-follower.js";
export {
  copyFilter,
  IMPOSSIBLE as IMPOSSIBLE_PLOT,
  plotLikelihood,
  type RadarFilter,
  type UpdateResult,
  updateFilter,
} from "./filter.js";
export {
  coastOf,
  type FlightFollower,
  followFlight,
  hintPlumeGone,
  presentState,
  takeObservation,
} from "./flight-follower.js";
export {
  type FlightHypotheses,
  type FlightHypothesis,
  likeliest,
  mixtureLikelihood,
  predictHypotheses,
} from "./flight-hypotheses.js";
export { type FlightMode, moveWithTransition as moveFlightWithTransition } from "./flight-model.js";
export { type MotorKind, THRUST_PRIOR, type ThrustPrior } from "./motor.js";
export { coastingSince, sensedAcceleration, type ThrustState, thrustState } from "./motor-judgement.js";
export { forecast, predictFilter } from "./predict.js";
export {
  COAST_STATES,
  measure as plotOfState,
  measureJacobian as plotJacobian,
  type RadarModel,
  type RadarObservation,
  STATE,
} from "./radar-model.js";
export { type FilterPrior, startFilter } from "./start-filter.js";
