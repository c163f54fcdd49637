export {
  flyJulierUhlmann,
  JULIER_UHLMANN,
  type JulierUhlmannFlight,
  julierUhlmannMotion,
  julierUhlmannRadar,
} from "./problem.js";
export {
  type JulierUhlmannOptions,
  type JulierUhlmannStudy,
  startJulierUhlmann,
  studyJulierUhlmann,
} from "./runs.js";
