export { FREE_STUDY_PRIOR, freeRun } from "./free-study.js";
export { BOTH_SATELLITES, profileRun } from "./profile-study.js";
export {
  againstBound,
  type BoostMoment,
  consistentShare,
  QUANTITY_NAMES,
  type Quantity,
  studyFreshRuns,
} from "./study.js";
