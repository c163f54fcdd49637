export { estimateLaunch } from "./estimate-launch.js";
export type {
  FamilyFit,
  LaunchFamily,
  LaunchProblem,
  LaunchSatellite,
  LaunchSolution,
  LaunchSpread,
  SatelliteLook,
} from "./problem.js";
