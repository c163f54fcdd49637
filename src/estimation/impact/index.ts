export { type AirShare, airShare } from "./air-share.js";
export { areaHolds, type GroundPoint, type ImpactArea, impactArea, MOST_EXCESS } from "./impact-area.js";
export {
  type ImpactDistribution,
  type ImpactSample,
  impactDistribution,
  impactOfCoast,
} from "./impact-distribution.js";
