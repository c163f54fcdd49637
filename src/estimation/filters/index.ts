export type {
  Filter,
  FilterUpdate,
  Gaussian,
  MeasurementModel,
  MotionModel,
  Refusal,
  RootGaussian,
} from "./model.js";
