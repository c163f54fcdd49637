import type { CelestialForces, CelestialState, Epoch, Vec3 } from "../../astro/index.js";
import { type LeastSquaresProblem, levenbergMarquardt } from "../least-squares/index.js";
import { flyWithTransition, movedState } from "./pass-geometry.js";

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
  const y = new Float64Array(42);
  const seconds = places.map((p) => p.seconds);
  const reckon = (z: Float64Array, out: Float64Array, jacobian?: Float64Array): void => {
    const flown = flyWithTransition(movedState(start, root, z), epoch, seconds, forces);
    if (flown === null) {
      out.fill(Number.NaN);
      return;
    }
    places.forEach(({ positionGcrf }, k) => {
      flown.at(seconds[k]!, y);
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
