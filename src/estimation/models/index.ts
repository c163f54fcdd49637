export { BOOST_STATE, type BoostOptions, boostMotion } from "./boost.js";
export { type FieldMotionOptions, fieldMotion } from "./field-motion.js";
export type { GravityField } from "./flight-forces.js";
export {
  type CoastOptions,
  coastMotion,
  DRAG_STATE,
  type DragOptions,
  dragMotion,
  orbitMotion,
} from "./free-flight.js";
export { type InertialView, inertialView } from "./inertial-view.js";
export { type Flow, integratedMotion } from "./integrated-motion.js";
export { type LineOfSight, lineOfSight } from "./line-of-sight.js";
export { type RadarPlotOptions, rangeAzimuthElevation } from "./range-azimuth-elevation.js";
export {
  constantAcceleration,
  constantVelocity,
  type LinearMotion,
  linearMeasurement,
  linearMotion,
} from "./textbook.js";
