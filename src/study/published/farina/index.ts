export { FARINA, type FarinaFlight, farinaMotion, farinaRadar, flyFarina } from "./problem.js";
export { type AdaptiveErrors, type FarinaStudy, farinaBound, studyFarina } from "./runs.js";
export { convertedPlot, startFarina } from "./start.js";
