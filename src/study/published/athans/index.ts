export { ATHANS, ATHANS_RADAR, type AthansFall, athansMotion, fallAthans } from "./problem.js";
export { type AthansStudy, studyAthans } from "./runs.js";
