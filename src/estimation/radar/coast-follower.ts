import { choleskyFactor, solveFactored } from "../linear/cholesky.js";
import { rangeCurvature, rangeRateCurvature } from "./curvature.js";
import { IMPOSSIBLE, type RadarFilter, type UpdateResult, updateFilter } from "./filter.js";
import { predictFilter } from "./predict.js";
import { COAST_STATES, type RadarModel, type RadarObservation } from "./radar-model.js";
import { relinearised } from "./relinearise.js";
import { type FilterPrior, startFilter } from "./start-filter.js";

/**
 * A body without thrust, followed by one radar from its first plot on.
 *
 * A recursive filter linearises each plot once, at what was known when it came. That is not enough while the body's
 * place across the line of sight is so wide that a sphere of equal range departs from its tangent by more than the
 * range error, or an exact range rate is projected on a direction that is still unknown: such a filter claims far
 * more than it knows, for good. There, all plots are linearised anew at the present estimate, at plots that lie ever
 * further apart, until that moves the estimate no more.
 */
export interface CoastFollower {
  readonly radar: RadarModel;
  readonly prior: FilterPrior;
  filter: RadarFilter;
  /** All plots while they may be linearised anew; empty afterwards. */
  plots: RadarObservation[];
  /** Number of plots at which they are linearised anew next; Infinity: never again. */
  next: number;
  /** Largest curvature over a plot's error yet, a ratio of variances. */
  curvature: number;
  /** How often on end linearising anew has moved nothing. */
  settled: number;
}

/** First plot at which the curvature is judged. */
const FIRST = 3;
/** Curvature under this share of a plot's variance is no reason to linearise anew. */
const SLIGHT = 0.03;
/** Plots beyond which nothing is linearised anew. */
const MOST_PLOTS = 150;
/** Each time at so many times the plots of the time before, at least one more. */
const STRIDE = 1.25;
/** A movement of under so many standard deviations (root of the squared Mahalanobis distance) is none. */
const SETTLED = 0.05;
/** So many times on end without movement, and it is over. */
const SETTLED_TIMES = 3;
/** Gauss–Newton steps at one plot. */
const MOST_ROUNDS = 5;

/**
 * Begins with one plot.
 *
 * @throws RangeError where it is none: a number that is not finite, or an error that is not above 0
 */
export function followCoast(radar: RadarModel, z: RadarObservation, prior: FilterPrior): CoastFollower {
  const filter = startFilter(radar, z, prior);
  if (filter.updates === 0)
    throw new RangeError("a track can't begin with a plot that is not finite or has no errors");
  const f: CoastFollower = { radar, prior, filter, plots: [z], next: FIRST, curvature: 0, settled: 0 };
  noteCurvature(f, z);
  return f;
}

/**
 * Takes the next plot.
 *
 * @param z not before the last one
 * @returns judgement before the update; a plot that is none or is older than the last one is
 *   {@link IMPOSSIBLE}, and leaves the estimate as it was
 */
export function takeCoastPlot(f: CoastFollower, z: RadarObservation): UpdateResult {
  if (!(z.time >= f.filter.time && z.time < Number.POSITIVE_INFINITY)) return IMPOSSIBLE;
  predictFilter(f.filter, z.time);
  const result = updateFilter(f.filter, f.radar, z);
  if (result === IMPOSSIBLE || f.next === Number.POSITIVE_INFINITY) return result;
  f.plots.push(z);
  noteCurvature(f, z);
  if (f.plots.length >= f.next) linearise(f);
  return result;
}

/** What a plot's curvature is after it was taken. The velocity, and with it a range rate's, is known from the third. */
function noteCurvature(f: CoastFollower, z: RadarObservation): void {
  if (f.plots.length > FIRST) return;
  const { x, p } = f.filter;
  f.curvature = Math.max(f.curvature, rangeCurvature(f.radar, x, p, COAST_STATES) / z.sigmaRange ** 2);
  if (z.sigmaRangeRate === undefined || f.plots.length < FIRST) return;
  const rate = rangeRateCurvature(f.radar, x, p, COAST_STATES) / z.sigmaRangeRate ** 2;
  f.curvature = Math.max(f.curvature, rate);
}

function linearise(f: CoastFollower): void {
  const count = f.plots.length;
  if (f.curvature < SLIGHT) {
    leave(f);
    return;
  }
  const before = f.filter;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const last = f.filter;
    const anew = relinearised(f.radar, f.prior, f.plots, last);
    if (anew === null) {
      leave(f);
      return;
    }
    f.filter = anew;
    if (distance(last, anew) < SETTLED) break;
  }
  f.settled = distance(before, f.filter) < SETTLED ? f.settled + 1 : 0;
  f.next = Math.max(count + 1, Math.floor(count * STRIDE));
  if (f.settled >= SETTLED_TIMES || count >= MOST_PLOTS) leave(f);
}

function leave(f: CoastFollower): void {
  f.next = Number.POSITIVE_INFINITY;
  f.plots = [];
}

const factor = new Float64Array(COAST_STATES ** 2);

/** Root of the squared Mahalanobis distance of two means under the second's covariance. */
function distance(a: RadarFilter, b: RadarFilter): number {
  if (!choleskyFactor(COAST_STATES, b.p, factor)) return Number.POSITIVE_INFINITY;
  const difference = a.x.map((v, i) => v - b.x[i]!);
  const solved = difference.slice();
  solveFactored(COAST_STATES, factor, solved);
  return Math.sqrt(difference.reduce((sum, v, i) => sum + v * solved[i]!, 0));
}
