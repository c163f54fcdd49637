export { airDensity, airPressure, logAirDensitySlope } from "./air-table.js";
export {
  type Air,
  densityExponentialAbove84,
  standardAtmosphere,
} from "./atmosphere.js";
export { EARTH } from "./constants.js";
export { earthGravityAt, earthGravityGradient, GRAVITY_DEGREES } from "./earth-gravity.js";
export { heightOf, quickHeightGradient } from "./ellipsoid.js";
export {
  type Gravity,
  pointMassGravity,
  zonalGravity,
  zonalGravityAt,
  zonalGravityGradient,
  zonalGravityToDegree,
} from "./gravity.js";
export {
  opticalDelay,
  opticalMapping,
  type SurfaceAir,
  waterVapourPressure,
  zenithOpticalDelay,
} from "./optical-delay.js";
export { radioRefraction, troposphericDelay } from "./radio-path.js";
