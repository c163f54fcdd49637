export { mediumRange, soundingRocket, spaceLauncher } from "../../src/study/boost/families.js";
export * from "../../src/study/boost/simulated-launch.js";
