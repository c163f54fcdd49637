export { FARINA, type FarinaFlight, farinaMotion, farinaRadar, flyFarina } from "./problem.js";
export { type AdaptiveErrors, type FarinaStudy, farinaBound, studyFarina } from "./runs.js";
export { convertedPlot, type LogarithmPrior, startFarina, startFarinaSum } from "./start.js";
