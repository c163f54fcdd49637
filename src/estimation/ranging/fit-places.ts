import {
  type CelestialForces,
  type CelestialState,
  celestialVariations,
  type Epoch,
  integrate,
  type Vec3,
} from "../../astro/index.js";
import { type LeastSquaresProblem, levenbergMarquardt } from "../least-squares/index.js";
import { movedState } from "./pass-geometry.js";

/** Where an object was at a time. */
export interface PlaceInTime {
  /** s after the fit's epoch */
  readonly seconds: number;
  readonly positionGcrf: Vec3;
}

/** 1 m and 1 mm/s of the state are alike in what they do within an orbit: the fit's numbers are scaled so. */
const SCALE = Float64Array.of(1, 1, 1, 1e-3, 1e-3, 1e-3);

/**
 * The state that flies best through given places, by least squares: an orbit out of a table of places.
 *
 * @param start a state at the epoch from which the fit converges
 * @returns the state at the epoch and the root mean square of what is left, m; null where there is no minimum
 */
export function fitPlaces(
  places: readonly PlaceInTime[],
  epoch: Epoch,
  start: CelestialState,
  forces: CelestialForces,
): { readonly state: CelestialState; readonly rms: number } | null {
  const root = new Float64Array(36);
  for (let i = 0; i < 6; i++) root[7 * i] = SCALE[i]!;
  const derivative = celestialVariations(epoch, forces);
  const first = Math.min(0, ...places.map((p) => p.seconds));
  const last = Math.max(0, ...places.map((p) => p.seconds));
  const y = new Float64Array(42);
  const options = { relativeTolerance: 1e-11, absoluteTolerance: [1e-4], firstStep: 20 };
  const reckon = (z: Float64Array, out: Float64Array, jacobian?: Float64Array): void => {
    const state = movedState(start, root, z);
    const y0 = new Float64Array(42);
    y0.set(state.positionGcrf, 0);
    y0.set(state.velocityGcrf, 3);
    for (let i = 0; i < 6; i++) y0[6 + 7 * i] = 1;
    const onwards = integrate(derivative, 0, y0, last, options);
    const back = integrate(derivative, 0, y0, first, options);
    places.forEach(({ seconds, positionGcrf }, k) => {
      (seconds >= 0 ? onwards : back).stateAt(seconds, y);
      for (let i = 0; i < 3; i++) {
        out[3 * k + i] = y[i]! - positionGcrf[i]!;
        if (jacobian !== undefined)
          for (let c = 0; c < 6; c++) jacobian[6 * (3 * k + i) + c] = y[6 + 6 * i + c]! * SCALE[c]!;
      }
    });
  };
  const problem: LeastSquaresProblem = {
    size: 6,
    rows: 3 * places.length,
    residuals: (z, out) => reckon(z, out),
    linearise: (z, out, jacobian) => reckon(z, out, jacobian),
  };
  const fit = levenbergMarquardt(problem, new Float64Array(6), { rounds: 15, converged: 1e-6 });
  if (fit === null) return null;
  return { state: movedState(start, root, fit.x), rms: Math.sqrt(fit.chiSquare / places.length) };
}
