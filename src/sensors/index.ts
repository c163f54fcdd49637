export { bandTable } from "./data-table.js";
export * from "./imager/index.js";
export * from "./infrared/index.js";
export { PULSE_SIGMA } from "./optical/pulse.js";
export { phaseOf } from "./phase.js";
export * from "./radar/index.js";
