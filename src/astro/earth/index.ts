export { airDensity, airPressure } from "./air-table.js";
export {
  type Air,
  densityExponentialAbove84,
  standardAtmosphere,
} from "./atmosphere.js";
export { EARTH } from "./constants.js";
export { heightOf } from "./ellipsoid.js";
export { type Gravity, pointMassGravity, zonalGravity, zonalGravityToDegree } from "./gravity.js";
