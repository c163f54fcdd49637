/** Firstlight as a library: one name a room. */
export * as astro from "./astro/index.js";
export * as estimation from "./estimation/index.js";
export * as formats from "./formats/index.js";
export * as messages from "./messages/index.js";
export * as sensors from "./sensors/index.js";
export * as service from "./service/index.js";
export * as study from "./study/index.js";
export * as watch from "./watch/index.js";
export * as world from "./world/index.js";
