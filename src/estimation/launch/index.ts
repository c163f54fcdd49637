export * from "./bound/index.js";
export { type CueVolume, cueVolume, insideCue } from "./cue-volume.js";
export { estimateLaunch } from "./estimate-launch.js";
export * from "./free/index.js";
export { LaunchTracker } from "./launch-tracker.js";
export type {
  FamilyFit,
  LaunchFamily,
  LaunchProblem,
  LaunchSatellite,
  LaunchSolution,
  LaunchSpread,
  SatelliteLook,
} from "./problem.js";
