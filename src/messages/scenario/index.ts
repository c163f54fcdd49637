export * from "./backgrounds.js";
export * from "./faults.js";
export * from "./launches.js";
export * from "./notification.js";
export * from "./satellites.js";
export * from "./scenario.js";
export * from "./time.js";
export * from "./vehicle.js";
