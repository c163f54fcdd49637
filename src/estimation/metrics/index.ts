export { chiSquareLowerTail, chiSquareQuantile, chiSquareUpperTail } from "./chi-square.js";
export {
  addError,
  averageNormalised,
  consistencyInterval,
  type ErrorSum,
  normalisedError,
  rootMeanSquare,
  startErrorSum,
} from "./consistency.js";
export {
  addInstant,
  type Continuity,
  type ObjectHistory,
  startContinuity,
  type TrackedObject,
  totalBreaks,
  totalSwitches,
  trackDelays,
} from "./continuity.js";
export { type MetricPair, pairPoints, pairSets, type SetPairing } from "./pairing.js";
export { type TrackPurity, trackPurity } from "./purity.js";
export { type GospaDistance, gospa, type OspaDistance, ospa } from "./set-distance.js";
export { type SiapInstant, type SiapMetrics, type SiapTrack, siapMetrics } from "./siap.js";
export {
  type ChiSquareTerm,
  sharedTruthInterval,
  weightedChiSquareQuantile,
  weightedChiSquareUpperTail,
} from "./weighted-chi-square.js";
