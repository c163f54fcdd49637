export * from "./bound/index.js";
export { estimateLaunch } from "./estimate-launch.js";
export * from "./free/index.js";
export type {
  FamilyFit,
  LaunchFamily,
  LaunchProblem,
  LaunchSatellite,
  LaunchSolution,
  LaunchSpread,
  SatelliteLook,
} from "./problem.js";
