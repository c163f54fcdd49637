export { airTransmission } from "./air.js";
export { type SensorOrbit, sensorOrbit } from "./orbit.js";
export { plumeIntensity } from "./plume.js";
export { applyPointing, type PointingAxes } from "./pointing.js";
export { infraredLooksBetween, infraredLookTime, infraredSightTime } from "./schedule.js";
export { infraredExpectedDetection } from "./sight.js";
export {
  type InfraredSignal,
  infraredDetectionProbability,
  infraredSignal,
  lineOfSightSigma,
} from "./signal.js";
export { earthBetween, type InfraredVisibility, infraredVisibility } from "./visibility.js";
