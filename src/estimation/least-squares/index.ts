export {
  type LeastSquaresFit,
  type LeastSquaresOptions,
  type LeastSquaresProblem,
  levenbergMarquardt,
  normalEquations,
} from "./levenberg-marquardt.js";
export { fitPolynomial, polynomialAt } from "./polynomial.js";
