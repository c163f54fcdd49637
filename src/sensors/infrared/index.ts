export { airTransmission } from "./air.js";
export {
  type BackgroundFigures,
  backgroundFigures,
  brightStars,
  fireballFigures,
} from "./background-figures.js";
export { blackBodyRadiance, blackBodyShare } from "./black-body.js";
export {
  boresightAxes,
  type CameraAxes,
  type ImageGeometry,
  imageDirectionInto,
  imagePlace,
  turnedAxes,
} from "./camera.js";
export {
  type DetectorScale,
  detectorScale,
  type EquivalentDetector,
  equivalentDetector,
  equivalentPayload,
  pixelVariance,
} from "./detector.js";
export { type GlintAngles, glintAngles, type MirrorPoint, mirrorPoint } from "./glint.js";
export { absorberTransmission, airAbsorber, twoWayTransmission } from "./glint-air.js";
export { fresnelReflectance, roughMirror, seaSlopeVariance } from "./glint-optics.js";
export { brightestShare, noiseEquivalentPixels, type SpotProfile, spotProfile } from "./optics.js";
export { type SensorOrbit, sensorOrbit } from "./orbit.js";
export { type PlumeMoment, plumeAfterglow, plumeIntensity, plumeLight, plumeMidWaveRatio } from "./plume.js";
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
