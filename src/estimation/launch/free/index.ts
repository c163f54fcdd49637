export { estimateFreeLaunch } from "./batch.js";
export { FREE_ASCENT_PRIOR, type FreeAscentPrior, type FreeLaunchProblem, type PlumeEnd } from "./problem.js";
export { FreeLaunchTracker, type LookRefusal } from "./recursive.js";
export type { FreeLaunchSolution } from "./solution.js";
export { blindSeconds, FreeTrajectory } from "./trajectory.js";
