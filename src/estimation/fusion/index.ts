export {
  covarianceIntersection,
  type Intersection,
  type IntersectionCriterion,
} from "./covariance-intersection.js";
export { inverseIntersection } from "./inverse-intersection.js";
export { type FilterGain, fuseCorrelated, stepCrossCovariance } from "./known-correlation.js";
