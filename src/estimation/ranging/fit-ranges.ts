import { type CelestialForces, NO_EARTH_ORIENTATION } from "../../astro/index.js";
import { type LeastSquaresProblem, levenbergMarquardt } from "../least-squares/index.js";
import { median, SIGMA_PER_MEDIAN_DEVIATION } from "../robust/index.js";
import { movedState, rangeResiduals, stationTurn } from "./pass-geometry.js";
import type { RangeFit, RangePass, StateKnown } from "./range-pass.js";

/** A range is rejected beyond so many standard deviations of the others, from the median. */
const CLIP = 4;
/** No range is rejected within this of the fit, m: what a good station scatters. */
const CLIP_FLOOR = 0.06;
const MOST_ROUNDS = 16;
/** The sigma begins no wider than this, m, and becomes narrower at least by such a factor from round to round. */
const WIDEST = 1e4;
const NARROWED = 4;
/**
 * Thousands of ranges are no thousands of independent tellings: what the dynamics and the air leave out is shared. So many
 * count in full, more only share their weight.
 */
const INDEPENDENT = 50;
/**
 * Fits a state to the ranges of one pass: least squares in the Earth's field, held by what was known before, since one
 * station's ranges of one pass tell five or six numbers weakly. Ranges that don't belong (photons of noise) are rejected by
 * clipping anew after every fit, all of them judged each time, until the same ones stay.
 *
 * @param known state and spread at the pass's epoch; the fit's numbers are its spread's, so that none runs away
 * @param forces field and tides. Its `orientation` matters little to a pass: a wrong UT1 turns everything as a whole
 * @param rounds steps of the method between two judgements of the ranges; more of them where little is known
 * @returns the fit, or null where it has no minimum
 */
export function fitRanges(
  pass: RangePass,
  known: StateKnown,
  forces: CelestialForces,
  rounds = 12,
): RangeFit | null {
  const n = pass.seconds.length;
  const orientation =
    typeof forces.orientation === "function"
      ? forces.orientation(pass.epoch)
      : (forces.orientation ?? NO_EARTH_ORIENTATION);
  const held: CelestialForces = { ...forces, orientation };
  const station = stationTurn(pass.stationItrf, pass.epoch, orientation);
  const used = new Uint8Array(n).fill(1);
  const residuals = new Float64Array(n);
  const elevations = new Float64Array(n);
  const slopes = new Float64Array(6 * n);
  const reckon = (z: Float64Array): void =>
    rangeResiduals(
      movedState(known.state, known.root, z),
      pass,
      station,
      held,
      residuals,
      elevations,
      slopes,
    );
  // while all is far off, so is the spread of what remains, and it takes the place of the sigma
  const least = pass.sigma * Math.sqrt(Math.max(1, n / INDEPENDENT));
  let sigma = least;
  const problem: LeastSquaresProblem = {
    size: 6,
    rows: n,
    residuals(z, out) {
      reckon(z);
      for (let k = 0; k < n; k++) out[k] = used[k]! * (residuals[k]! / sigma);
    },
    linearise(z, out, jacobian) {
      this.residuals(z, out);
      for (let k = 0; k < n; k++)
        for (let c = 0; c < 6; c++) {
          let sum = 0;
          for (let i = c; i < 6; i++) sum += slopes[6 * k + i]! * known.root[6 * i + c]!;
          jacobian[6 * k + c] = (-used[k]! * sum) / sigma;
        }
    },
    priorCost: (z) => z.reduce((sum, v) => sum + v * v, 0),
    addPrior(z, matrix, gradient) {
      for (let i = 0; i < 6; i++) {
        matrix[7 * i]! += 1;
        gradient[i]! += z[i]!;
      }
    },
  };
  let z: Float64Array = new Float64Array(6);
  reckon(z);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const wide = Math.min(spreadOf(residuals), round === 0 ? WIDEST : sigma / NARROWED);
    sigma = Math.max(least, wide);
    const fit = levenbergMarquardt(problem, z, { rounds, converged: 1e-4 });
    if (fit === null) return null;
    z = fit.x;
    reckon(z);
    const changed = clip(residuals, used);
    if (!changed && sigma === least) return outcome(pass, known, fit, residuals, elevations, used);
  }
  sigma = least;
  const last = levenbergMarquardt(problem, z, { rounds, converged: 1e-4 });
  if (last === null) return null;
  reckon(last.x);
  return outcome(pass, known, last, residuals, elevations, used);
}

/** Standard deviation of the bulk, by the median of the departures from the median. */
function spreadOf(residuals: Float64Array): number {
  const middle = median(residuals);
  return SIGMA_PER_MEDIAN_DEVIATION * median(residuals.map((r) => Math.abs(r - middle)));
}

/** Judges all ranges anew. @returns whether another set is used than before */
function clip(residuals: Float64Array, used: Uint8Array): boolean {
  const middle = median(residuals);
  const limit = Math.max(CLIP * spreadOf(residuals), CLIP_FLOOR);
  let changed = false;
  for (let k = 0; k < residuals.length; k++) {
    const within = Math.abs(residuals[k]! - middle) <= limit ? 1 : 0;
    if (within !== used[k]) changed = true;
    used[k] = within;
  }
  return changed;
}

function outcome(
  pass: RangePass,
  known: StateKnown,
  fit: { readonly x: Float64Array; readonly covariance: Float64Array },
  residuals: Float64Array,
  elevations: Float64Array,
  used: Uint8Array,
): RangeFit {
  const { root } = known;
  const covariance = new Float64Array(36);
  for (let i = 0; i < 6; i++)
    for (let j = 0; j < 6; j++) {
      let sum = 0;
      for (let a = 0; a < 6; a++)
        for (let b = 0; b < 6; b++) sum += root[6 * i + a]! * fit.covariance[6 * a + b]! * root[6 * j + b]!;
      covariance[6 * i + j] = sum;
    }
  let squares = 0;
  let count = 0;
  for (let k = 0; k < pass.seconds.length; k++) {
    if (used[k] === 0) continue;
    squares += residuals[k]! ** 2;
    count += 1;
  }
  return {
    state: movedState(known.state, root, fit.x),
    covariance,
    residuals: residuals.slice(),
    elevations: elevations.slice(),
    used,
    rms: Math.sqrt(squares / Math.max(count, 1)),
    rejected: pass.seconds.length - count,
  };
}
