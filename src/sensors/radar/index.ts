export { beamShape, directionsApart } from "./beam.js";
export { falsePlotsPerScan } from "./clutter-rate.js";
export { facing, type RadarCover, radarCover } from "./cover.js";
export {
  detectionThreshold,
  radarDetectionProbability,
  requiredSignalToNoise,
  type SwerlingCase,
} from "./detection.js";
export {
  type FaceFence,
  faceFences,
  fenceBeamDirection,
  fenceBeamTime,
  nearestFenceBeam,
} from "./fence.js";
export { type RadarBiasSigmas, radarBiasSigmas } from "./fixed-errors.js";
export { maskElevation } from "./horizon-mask.js";
export {
  electronsBelow,
  greatestDelay,
  groupDelay,
  type IonosphericBias,
  ionosphericBias,
  piercePointLongitude,
  slantFactor,
  verticalElectrons,
} from "./ionosphere.js";
export { measureRadar, measureRadarInto } from "./measurement.js";
export { pulseEnergy, pulseSeconds, pulsesOf } from "./pulse.js";
export { heightAbove, refract, unrefract } from "./refraction.js";
export { radarLookTime, radarScanTime } from "./schedule.js";
export { fenceExpectedDetection, radarExpectedDetection } from "./sight.js";
export { type RadarErrors, radarErrors, radarSignalToNoise, rangeResolution } from "./signal.js";
export { type RadarSite, radarSite } from "./site.js";
export { troposphereResidualSigma } from "./troposphere-residual.js";
export { couplingSeconds, foldedRange, isEclipsed, rangeRateError, unambiguousRange } from "./waveform.js";
