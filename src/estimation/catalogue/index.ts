export {
  type ErrorScale,
  elementErrors,
  gateVolume,
  learnErrorScale,
  type OrbitErrors,
  type OrbitOffset,
  offsetSquared,
  orbitOffset,
  USUAL_SCALE,
} from "./element-errors.js";
