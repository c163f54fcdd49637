export { julierUhlmannMotion, julierUhlmannRadar } from "./problem.js";
export { studyJulierUhlmann } from "./runs.js";
