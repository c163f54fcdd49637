import { type CoastEstimate, coastEstimate } from "./coast-estimate.js";
import { type CoastFollower, followCoast, takeCoastPlot } from "./coast-follower.js";
import type { UpdateResult } from "./filter.js";
import {
  type FlightHypotheses,
  likeliest,
  plumeGone,
  startHypotheses,
  updateHypotheses,
} from "./flight-hypotheses.js";
import { coastingSince } from "./motor-judgement.js";
import type { RadarModel, RadarObservation } from "./radar-model.js";
import type { FilterPrior } from "./start-filter.js";

/**
 * One body followed by one radar: the histories of its motor, and beside them a clean filter over the plots since
 * its motor stopped, begun anew so that no plot made under thrust has a part in it.
 */
export interface FlightFollower {
  readonly radar: RadarModel;
  readonly prior: FilterPrior;
  readonly hypotheses: FlightHypotheses;
  /** Plots so far; only the latest {@link LONGEST_MEMORY} are kept. */
  observations: RadarObservation[];
  clean: CoastFollower | null;
  /** No plot before this time goes into the clean filter, s. */
  notBefore: number;
}

/** How sure it must be that the motor had stopped before a plot is taken as unpowered. */
const CLEAN_CONFIDENCE = 0.98;
const LONGEST_MEMORY = 200;

/** Begins with one plot. */
export function followFlight(radar: RadarModel, z: RadarObservation, prior: FilterPrior): FlightFollower {
  const follower: FlightFollower = {
    radar,
    prior,
    hypotheses: startHypotheses(radar, z, prior),
    observations: [z],
    clean: null,
    notBefore: Number.NEGATIVE_INFINITY,
  };
  return follower;
}

/** Takes the next plot. */
export function takeObservation(f: FlightFollower, z: RadarObservation): UpdateResult {
  const result = updateHypotheses(f.hypotheses, f.radar, z);
  f.observations.push(z);
  if (f.observations.length > LONGEST_MEMORY) f.observations.shift();
  refreshClean(f);
  return result;
}

/**
 * Tells the follower what infrared saw of the plume.
 *
 * @param firstNotSeen first look in which it would have been seen and was not, s
 */
export function hintPlumeGone(f: FlightFollower, firstNotSeen: number): void {
  plumeGone(f.hypotheses, firstNotSeen);
  f.notBefore = Math.max(f.notBefore, firstNotSeen);
  refreshClean(f);
}

/** Carries the clean filter on, or begins it anew when its start has moved. */
function refreshClean(f: FlightFollower): void {
  const since = coastingSince(f.hypotheses, CLEAN_CONFIDENCE);
  if (since === null) {
    f.clean = null;
    return;
  }
  const from = Math.max(since, f.notBefore);
  const first = f.observations.findIndex((z) => z.time >= from);
  const start = f.observations[first];
  if (!start) {
    f.clean = null;
    return;
  }
  const begun = f.clean?.filter.start;
  if (!f.clean || (begun !== start.time && !(first === 0 && begun! < start.time))) {
    f.clean = followCoast(f.radar, start, f.prior);
  }
  for (const z of f.observations) {
    if (z.time > f.clean.filter.time) takeCoastPlot(f.clean, z);
  }
}

/** Fewest plots of a coast estimate: two give a velocity, the third the first check on it. */
const FEWEST_PLOTS = 3;

/** The estimate from unpowered flight alone, or null while there is too little of it. */
export function coastOf(f: FlightFollower): CoastEstimate | null {
  if (f.clean === null || f.clean.filter.updates < FEWEST_PLOTS) return null;
  return coastEstimate(f.clean.filter, f.prior.logBallistic);
}

/** Present position and velocity by the likeliest history: 6 numbers and 6 × 6. */
export function presentState(f: FlightFollower): {
  time: number;
  mean: Float64Array;
  covariance: Float64Array;
} {
  const { filter } = likeliest(f.hypotheses)!;
  const n = filter.x.length;
  const covariance = new Float64Array(36);
  for (let i = 0; i < 6; i += 1) {
    for (let j = 0; j < 6; j += 1) covariance[i * 6 + j] = filter.p[i * n + j]!;
  }
  return { time: filter.time, mean: filter.x.slice(0, 6), covariance };
}
