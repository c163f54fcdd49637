export * from "./dependencies.js";
export * from "./infrared.js";
export * from "./network.js";
export * from "./optical.js";
export * from "./orbit.js";
export * from "./priors.js";
export * from "./radar.js";
export * from "./thresholds.js";
