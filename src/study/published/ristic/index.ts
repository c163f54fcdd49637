export {
  drawBallisticCoefficient,
  fallRistic,
  RISTIC,
  risticLogarithmPrior,
  risticMotion,
  risticPrior,
} from "./problem.js";
export { RISTIC_STEPS, type RisticErrors, risticBound, studyRistic } from "./runs.js";
