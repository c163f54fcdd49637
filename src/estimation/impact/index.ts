export {
  type ImpactDistribution,
  type ImpactSample,
  impactDistribution,
  impactOfCoast,
} from "./impact-distribution.js";
