export {
  type LeastSquaresFit,
  type LeastSquaresOptions,
  type LeastSquaresProblem,
  levenbergMarquardt,
  normalEquations,
} from "./levenberg-marquardt.js";
