export { mediumRange, soundingRocket, spaceLauncher } from "../../src/study/boost/families.js";
export { BOTH_SATELLITES, FREE_STUDY_PRIOR } from "../../src/study/boost/index.js";
export { FREE_LAUNCH_PLACE, simulateFreeLaunch } from "../../src/study/boost/simulated-free-launch.js";
export * from "../../src/study/boost/simulated-launch.js";
