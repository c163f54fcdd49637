export { extendedFilter, type IterationOptions, iteratedFilter } from "./extended.js";
export { copyGaussian, gaussian, rootGaussian, setGaussian, squareGaussian } from "./gaussian.js";
export { kalmanFilter } from "./kalman.js";
export type {
  Filter,
  FilterUpdate,
  Gaussian,
  MeasurementModel,
  MotionModel,
  Refusal,
  RootGaussian,
} from "./model.js";
export { type CubatureOptions, cubatureFilter, sigmaPointFilter, unscentedFilter } from "./sigma-point.js";
export {
  cubatureRule,
  fifthDegreeRule,
  type SigmaRule,
  type UnscentedOptions,
  unscentedRule,
} from "./sigma-rule.js";
export { type SquareRootOptions, squareRootExtendedFilter } from "./square-root-extended.js";
export {
  squareRootCubatureFilter,
  squareRootSigmaPointFilter,
  squareRootUnscentedFilter,
} from "./square-root-sigma-point.js";
