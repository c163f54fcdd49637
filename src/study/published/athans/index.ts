export { ATHANS, ATHANS_RADAR, athansMotion, fallAthans } from "./problem.js";
export { studyAthans } from "./runs.js";
