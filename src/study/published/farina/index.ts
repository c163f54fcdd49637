export { FARINA, farinaMotion, farinaRadar, flyFarina } from "./problem.js";
export { type AdaptiveErrors, farinaBound, studyFarina } from "./runs.js";
export { startFarina } from "./start.js";
