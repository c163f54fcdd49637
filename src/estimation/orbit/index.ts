export { determineOrbit, type OrbitFit } from "./determine-orbit.js";
export type { OrbitProblem, TrackingBias } from "./orbit-problem.js";
export type { TrackingKind, TrackingMeasurement, TrackingStation } from "./tracking-model.js";
