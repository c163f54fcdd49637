export { estimateLaunch } from "./estimate-launch.js";
export { biasAxes } from "./prepared-look.js";
export type {
  FamilyFit,
  LaunchFamily,
  LaunchProblem,
  LaunchSatellite,
  LaunchSolution,
  LaunchSpread,
  SatelliteLook,
} from "./problem.js";
