export * from "./altitude-speed/index.js";
export * from "./association/index.js";
export * from "./bounds/index.js";
export * from "./catalogue/index.js";
export {
  CHI_SQUARE_2_95,
  ellipse95,
  type GroundEllipse,
  mahalanobisSquared,
} from "./ellipse.js";
export * from "./filters/index.js";
export * from "./fusion/index.js";
export * from "./impact/index.js";
export {
  COVARIANCE,
  coast,
  coastUnscented,
  PLOT,
  RADAR_FRAME,
  radarFrame,
  startFromPlot,
  UPDATED,
  updateFromRadar,
  updateUnscented,
} from "./kernels/index.js";
export * from "./launch/index.js";
export * from "./least-squares/index.js";
export { symmetricEigenvalues } from "./linear/symmetric-eigenvalues.js";
export * from "./metrics/index.js";
export * from "./models/index.js";
export * from "./orbit/index.js";
export * from "./orbit-change/index.js";
export * from "./radar/index.js";
export * from "./ranging/index.js";
export * from "./registration/index.js";
export * from "./robust/index.js";
export * from "./tracking/index.js";
export * from "./triangulation/index.js";
