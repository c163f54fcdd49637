export { drawFreeAscent, type FreeScene, freeLaunchBound, freeLaunchBoundAt } from "./free-bound.js";
export { type LaunchBound, launchBound, launchBoundAt } from "./launch-bound.js";
export { BOUNDED, BOUNDED_COUNT } from "./outputs.js";
export { type LaunchScene, type SceneLook, type SceneSatellite, sceneLooks } from "./scene.js";
