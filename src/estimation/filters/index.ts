export { extendedFilter, type IterationOptions, iteratedFilter } from "./extended.js";
export { copyGaussian, gaussian, rootGaussian, setGaussian, squareGaussian } from "./gaussian.js";
export {
  type GaussianComponent,
  type GaussianSum,
  type GaussianSumOptions,
  gaussianSumFilter,
  momentsOfSum,
  type NormalPart,
  splitNormal,
} from "./gaussian-sum.js";
export { type InteractingFilter, type InteractingState, interactingFilter } from "./interacting.js";
export { kalmanFilter } from "./kalman.js";
export { type LateUpdate, lateUpdate } from "./late-measurement.js";
export type {
  Filter,
  FilterUpdate,
  Gaussian,
  MeasurementModel,
  MotionModel,
  Refusal,
  RootGaussian,
} from "./model.js";
export { type ParticleFilter, type ParticleOptions, particleFilter } from "./particle.js";
export { type RefilteringWindow, refilteringWindow, type StateCopies } from "./refiltering-window.js";
export { type CubatureOptions, cubatureFilter, sigmaPointFilter, unscentedFilter } from "./sigma-point.js";
export {
  cubatureRule,
  fifthDegreeRule,
  type SigmaRule,
  type UnscentedOptions,
  unscentedRule,
} from "./sigma-rule.js";
export {
  type BackwardStep,
  backwardStep,
  intervalSmoother,
  type LagSmoother,
  lagSmoother,
  recordStates,
  type SmootherOptions,
} from "./smoother.js";
export { type SquareRootOptions, squareRootExtendedFilter } from "./square-root-extended.js";
export {
  squareRootCubatureFilter,
  squareRootSigmaPointFilter,
  squareRootUnscentedFilter,
} from "./square-root-sigma-point.js";
export { fixedSwitching, type ModeSwitching, markovSwitching } from "./switching.js";
