export { coast, coastState, coastStep } from "./coast.js";
export {
  COVARIANCE,
  PLOT,
  PREDICTED_PLOT,
  packCovariance,
  RADAR_FRAME,
  STATE,
  unpackCovariance,
} from "./layout.js";
export { LINEARISED, lineariseAt } from "./linearise.js";
export { predictedPlot } from "./predicted-plot.js";
export { plotPosition, radarFrame } from "./radar-frame.js";
export { NOT_A_NUMBER, NOT_POSITIVE_DEFINITE, UPDATED, updateFromRadar } from "./radar-update.js";
export { startFromPlot } from "./start.js";
export { coastUnscented } from "./unscented.js";
export { updateUnscented } from "./unscented-update.js";
