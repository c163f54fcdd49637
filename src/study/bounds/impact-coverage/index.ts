export { IMPACT_CASES } from "./cases.js";
export { type ImpactCase, type ImpactCoverage, impactCoverage } from "./coverage.js";
