export {
  drawBallisticCoefficient,
  fallRistic,
  RISTIC,
  RISTIC_RADAR,
  type RisticFall,
  risticLogarithmPrior,
  risticMotion,
  risticPrior,
} from "./problem.js";
export {
  RISTIC_STEPS,
  type RisticErrors,
  type RisticStudy,
  risticBound,
  startRistic,
  studyRistic,
} from "./runs.js";
