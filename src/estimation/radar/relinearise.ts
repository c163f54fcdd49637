import { signedAngle } from "../../astro/index.js";
import { rangeCurvature, rangeRateCurvature } from "./curvature.js";
import type { RadarFilter } from "./filter.js";
import { moveState, moveWithTransition } from "./flight-model.js";
import { predictCovariance } from "./predict.js";
import {
  COAST_STATES,
  measure,
  measureJacobian,
  type RadarModel,
  type RadarObservation,
} from "./radar-model.js";
import { type FilterPrior, priorFilter } from "./start-filter.js";

const N = COAST_STATES;
const transition = new Float64Array(N * N);
const predicted = new Float64Array(4);
const jacobian = new Float64Array(4 * N);
const gain = new Float64Array(N);
const cross = new Float64Array(N);

/** A path that does not come back to its end within this can't be flown back: it was deep in the air, m. */
const CLOSED = 1;

/**
 * The filter over all plots of a coasting body, each linearised on the path of a given estimate rather than at what
 * was known when it came: one Gauss–Newton step on the posterior of the whole track. The curvature that the estimate's
 * present spread leaves counts as an error of each plot, and vanishes as the track goes on.
 *
 * @param plots all plots, in order of time
 * @param estimate present estimate, at the last plot's time; its path back is the line along which is linearised
 * @returns the filter at the last plot, or null where that path can't be flown
 */
export function relinearised(
  radar: RadarModel,
  prior: FilterPrior,
  plots: readonly RadarObservation[],
  estimate: RadarFilter,
): RadarFilter | null {
  const path = estimate.x.slice();
  moveState(path, plots[0]!.time - estimate.time, "coast");
  const curvature = {
    range: rangeCurvature(radar, estimate.x, estimate.p, N),
    rate: rangeRateCurvature(radar, estimate.x, estimate.p, N),
  };
  const f = priorFilter(radar, plots[0]!, prior);
  // Departure of the filter's mean from the path.
  const off = f.x.map((v, i) => v - path[i]!);
  for (const z of plots) {
    const dt = z.time - f.time;
    if (dt > 0) {
      moveWithTransition(path, dt, "coast", transition);
      multiply(transition, off);
      predictCovariance(f, path, dt, transition);
      f.time = z.time;
    }
    takePlot(radar, path, off, f.p, z, curvature);
    f.updates += 1;
  }
  if (!(Math.hypot(...[0, 1, 2].map((i) => path[i]! - estimate.x[i]!)) < CLOSED)) return null;
  for (let i = 0; i < N; i += 1) f.x[i] = path[i]! + off[i]!;
  return f.x.every(Number.isFinite) ? f : null;
}

function multiply(matrix: Float64Array, vector: Float64Array): void {
  const before = vector.slice();
  for (let i = 0; i < N; i += 1) {
    let sum = 0;
    for (let k = 0; k < N; k += 1) sum += matrix[i * N + k]! * before[k]!;
    vector[i] = sum;
  }
}

/** Takes the numbers of a plot one by one: their errors are independent. */
function takePlot(
  radar: RadarModel,
  path: Float64Array,
  off: Float64Array,
  p: Float64Array,
  z: RadarObservation,
  curvature: { readonly range: number; readonly rate: number },
): void {
  measure(radar, path, predicted);
  measureJacobian(radar, path, N, jacobian);
  takeNumber(off, p, 0, z.range - predicted[0]!, z.sigmaRange ** 2 + curvature.range);
  takeNumber(off, p, 1, signedAngle(z.azimuth - predicted[1]!), z.sigmaAzimuth ** 2);
  takeNumber(off, p, 2, z.elevation - predicted[2]!, z.sigmaElevation ** 2);
  if (z.rangeRate !== undefined && z.sigmaRangeRate !== undefined)
    takeNumber(off, p, 3, z.rangeRate - predicted[3]!, z.sigmaRangeRate ** 2 + curvature.rate);
}

function takeNumber(
  off: Float64Array,
  p: Float64Array,
  row: number,
  departure: number,
  variance: number,
): void {
  const h = row * N;
  let innovation = departure;
  let total = variance;
  for (let i = 0; i < N; i += 1) {
    let sum = 0;
    for (let j = 0; j < N; j += 1) sum += p[i * N + j]! * jacobian[h + j]!;
    cross[i] = sum;
  }
  for (let i = 0; i < N; i += 1) {
    total += jacobian[h + i]! * cross[i]!;
    innovation -= jacobian[h + i]! * off[i]!;
  }
  for (let i = 0; i < N; i += 1) {
    gain[i] = cross[i]! / total;
    off[i] = off[i]! + gain[i]! * innovation;
  }
  // Joseph's form of a single number.
  for (let i = 0; i < N; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const value = p[i * N + j]! - gain[i]! * cross[j]! - cross[i]! * gain[j]! + gain[i]! * total * gain[j]!;
      p[i * N + j] = value;
      p[j * N + i] = value;
    }
  }
}
