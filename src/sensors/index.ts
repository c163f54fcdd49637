export * from "./infrared/index.js";
export { phaseOf } from "./phase.js";
export * from "./radar/index.js";
