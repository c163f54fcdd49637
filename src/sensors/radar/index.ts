export { type RadarCover, radarCover } from "./cover.js";
export {
  detectionThreshold,
  radarDetectionProbability,
  requiredSignalToNoise,
  type SwerlingCase,
} from "./detection.js";
export { measureRadar, measureRadarInto } from "./measurement.js";
export { refract, unrefract } from "./refraction.js";
export { radarLookTime, radarScanTime } from "./schedule.js";
export { radarExpectedDetection } from "./sight.js";
export { type RadarErrors, radarErrors, radarSignalToNoise, rangeResolution } from "./signal.js";
export { type RadarSite, radarSite } from "./site.js";
