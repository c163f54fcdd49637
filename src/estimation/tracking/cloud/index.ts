export { CloudTracker, createCloudTracker, LEAST_GROUP } from "./cloud-tracker.js";
export { PlotGroups } from "./plot-groups.js";
export type { UnresolvedGroup } from "./unresolved.js";
