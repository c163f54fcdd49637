export {
  averageBounds,
  type BoundHistory,
  type BoundLook,
  boundAlong,
  boundError,
  enumeratedBound,
  posteriorBound,
  type TruthInstant,
} from "./bound-along.js";
export {
  addMeasurement,
  boundCovariance,
  copyInformation,
  type Information,
  informationMatrix,
  moveInformation,
  moveInformationOver,
  noInformation,
  priorInformation,
  type StepOfTruth,
} from "./information.js";
