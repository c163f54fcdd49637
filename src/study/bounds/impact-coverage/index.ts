export { IMPACT_CASES } from "./cases.js";
export { impactCoverage } from "./coverage.js";
