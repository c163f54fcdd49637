export { BOUNDED, BOUNDED_COUNT, type LaunchBound, launchBound, launchBoundAt } from "./launch-bound.js";
export { type LaunchScene, type SceneLook, type SceneSatellite, sceneLooks } from "./scene.js";
