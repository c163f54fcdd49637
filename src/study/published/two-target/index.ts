export { runTwoTargets, studyTwoTargets, tallyTwoTargets } from "./run.js";
export { TWO_TARGET, twoTargetScans, twoTargetTruth } from "./scenario.js";
export { METHODS, type Method, twoTargetModels } from "./trackers.js";
