import { type LeastSquaresProblem, levenbergMarquardt } from "../least-squares/index.js";
import type { LaunchModel } from "./model.js";
import { AZIMUTH, NUISANCE } from "./parameters.js";

/** The best fit of one family. */
export interface ModeFit {
  readonly model: LaunchModel;
  readonly mode: Float64Array;
  /** squares of all residuals and departures from the priors */
  readonly chiSquare: number;
  /** posterior covariance of the linearised problem, size × size */
  readonly covariance: Float64Array;
  /** ½·ln det of the covariance */
  readonly logVolume: number;
}

const ROUNDS = 15;

/** A gain in χ² below this ends the iterations. */
const CONVERGED = 0.01;

/** Draws a fit to a direction, as if it had been measured: explores a posterior that is wide in direction. */
export interface DirectionAnchor {
  /** rad */
  readonly azimuth: number;
  /** 1σ, rad */
  readonly sigma: number;
}

/** Of the direction when nothing tells it, rad: uniform over the circle has this sigma. */
const CIRCLE_SIGMA = Math.PI / Math.sqrt(3);

/** A family's residuals, its standard normal nuisances, and what is known of the direction. */
function problemOf(model: LaunchModel, anchor: DirectionAnchor | undefined): LeastSquaresProblem {
  const n = model.size;
  const corner = AZIMUTH * n + AZIMUTH;
  return {
    size: n,
    rows: model.rows,
    residuals: (x, out) => model.residuals(x, out),
    linearise: (x, out, jacobian) => model.linearise(x, out, jacobian),
    priorCost(x) {
      let sum = anchor === undefined ? 0 : ((x[AZIMUTH]! - anchor.azimuth) / anchor.sigma) ** 2;
      for (let k = NUISANCE; k < n; k++) sum += x[k]! * x[k]!;
      return sum;
    },
    addPrior(x, matrix, gradient) {
      for (let k = NUISANCE; k < n; k++) {
        matrix[k * n + k]! += 1;
        gradient[k]! += x[k]!;
      }
      // the circle bounds the covariance, and draws the fit nowhere
      matrix[corner]! += 1 / (CIRCLE_SIGMA * CIRCLE_SIGMA);
      if (anchor === undefined) return;
      matrix[corner]! += 1 / (anchor.sigma * anchor.sigma);
      gradient[AZIMUTH]! += (x[AZIMUTH]! - anchor.azimuth) / (anchor.sigma * anchor.sigma);
    },
  };
}

/**
 * Finds the most probable parameters of a family, with the covariance of the problem linearised there.
 *
 * @param start first guess; not changed
 * @param anchor a direction to hold to; counts in the squares and in the covariance
 * @returns null when the problem is singular there
 */
export function fitMode(model: LaunchModel, start: Float64Array, anchor?: DirectionAnchor): ModeFit | null {
  const fit = levenbergMarquardt(problemOf(model, anchor), start, { rounds: ROUNDS, converged: CONVERGED });
  if (fit === null) return null;
  const { x, chiSquare, covariance, logVolume } = fit;
  return { model, mode: x, chiSquare, covariance, logVolume };
}
