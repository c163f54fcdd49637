export {
  type CoursePrior,
  type FlightComponent,
  type FreeFallFit,
  type FreeFallPrior,
  fitFreeFall,
} from "./fit-free-fall.js";
export { FLIGHT_STATE, moveFlight } from "./flight-model.js";
export {
  advanceFall,
  COAST_NOISE,
  expectedFallReading,
  type FallFollower,
  type FlightNoise,
  followFall,
  takeFallReading,
} from "./follow-fall.js";
export {
  type ApogeeForecast,
  drawStates,
  type FlightForecast,
  forecastApogee,
  forecastFlight,
  type Interval95,
  interval95,
} from "./forecast.js";
export {
  BALLISTIC_BODY,
  forecastReturn,
  type ReturnForecast,
  type ReturnPrior,
  UNKNOWN_BODY,
} from "./forecast-return.js";
export { type FreeArc, type FreeArcOptions, findFreeArcs } from "./free-arcs.js";
export { type BoostEvent, judgeBoost } from "./judge-boost.js";
export { DISPLAY_ERRORS, type Reading, type ReadingErrors, readingsOf } from "./readings.js";
export {
  type AltitudeSpeedRecord,
  type CleanRecord,
  type Outlier,
  type OutlierReason,
  rejectOutliers,
} from "./reject-outliers.js";
