import { guardOf, noUpdate, refuse, refusesTime } from "./guard.js";
import { correct, innovationScratch, judgeInnovation, makeRoom, whitenCross } from "./innovation.js";
import type { Filter, Gaussian, MeasurementModel, MotionModel, Refusal } from "./model.js";
import {
  centrePoints,
  crossCovariance,
  cubatureRule,
  drawPoints,
  fifthDegreeRule,
  pointCovariance,
  type SigmaRule,
  type UnscentedOptions,
  unscentedRule,
} from "./sigma-rule.js";

/**
 * Unscented Kalman filter: points for the state are moved and measured, no derivative is needed. Process noise adds
 * after the move; fresh points are drawn for the update. Sources: Julier and Uhlmann (2004); Wan and van der Merwe
 * (2000), the form for additive noise.
 *
 * @throws RangeError where the options give no real points
 */
export function unscentedFilter(motion: MotionModel, options: UnscentedOptions = {}): Filter {
  return sigmaPointFilter(motion, unscentedRule(motion.states, options));
}

/** What {@link cubatureFilter} may be told. */
export interface CubatureOptions {
  /** Degree of polynomials that the rule integrates exactly; default 3 */
  readonly degree?: 3 | 5;
}

/** The rule of a cubature filter. */
export function cubatureRuleOf(n: number, options: CubatureOptions): SigmaRule {
  return options.degree === 5 ? fifthDegreeRule(n) : cubatureRule(n);
}

/** Cubature Kalman filter. Sources: Arasaratnam and Haykin (2009); fifth degree, Jia, Xin and Cheng (2013). */
export function cubatureFilter(motion: MotionModel, options: CubatureOptions = {}): Filter {
  return sigmaPointFilter(motion, cubatureRuleOf(motion.states, options));
}

/**
 * Measures points that stand for a state: departures of the measurements from their mean, and the innovation.
 *
 * @param points count × n by rows
 * @param measured count × m by rows, written over with departures
 * @param reference m numbers, written over with the first point's measurement
 * @param innovation m numbers, written over
 */
export function measurePoints(
  rule: SigmaRule,
  measurement: MeasurementModel,
  points: Float64Array,
  measured: Float64Array,
  reference: Float64Array,
  innovation: Float64Array,
  point: Float64Array,
  z: Float64Array,
): void {
  const n = rule.states;
  const m = measurement.dimension;
  for (let p = 0; p < rule.count; p++) {
    for (let i = 0; i < n; i++) point[i] = points[p * n + i];
    if (p === 0) {
      measurement.measure(point, reference);
      for (let a = 0; a < m; a++) measured[a] = 0;
      continue;
    }
    measurement.measure(point, innovation);
    measurement.innovate(innovation, reference, innovation);
    for (let a = 0; a < m; a++) measured[p * m + a] = innovation[a];
  }
  measurement.innovate(z, reference, innovation);
  for (let a = 0; a < m; a++) {
    let mean = 0;
    for (let p = 0; p < rule.count; p++) mean += rule.mean[p] * measured[p * m + a];
    for (let p = 0; p < rule.count; p++) measured[p * m + a] -= mean;
    innovation[a] -= mean;
  }
}

/** A filter that takes moments by any rule of points. */
export function sigmaPointFilter(motion: MotionModel, rule: SigmaRule): Filter {
  const n = motion.states;
  const guard = guardOf(n);
  const scratch = innovationScratch(n);
  const outcome = noUpdate();
  const points = new Float64Array(rule.count * n);
  const point = new Float64Array(n);
  const mean = new Float64Array(n);
  const covariance = new Float64Array(n * n);
  const noise = new Float64Array(n * n);
  let measured = new Float64Array(0);

  function attempt(g: Gaussian, measurement: MeasurementModel, z: Float64Array): Refusal | null {
    const m = measurement.dimension;
    makeRoom(scratch, n, m);
    if (measured.length < rule.count * m) measured = new Float64Array(rule.count * m);
    const unfit = guard.refuses(g);
    if (unfit !== null) return unfit;
    drawPoints(rule, g.mean, guard.factor, points);
    measurePoints(rule, measurement, points, measured, scratch.predicted, scratch.innovation, point, z);
    for (let p = 0; p < rule.count; p++) for (let i = 0; i < n; i++) points[p * n + i] -= g.mean[i];
    crossCovariance(rule, n, m, points, measured, scratch.cross);
    pointCovariance(rule, m, measured, scratch.covariance);
    for (let k = 0; k < m * m; k++) scratch.covariance[k] += measurement.noise[k];
    const unlikely = judgeInnovation(scratch, m, outcome);
    if (unlikely !== null) return unlikely;
    whitenCross(scratch, n, m);
    mean.set(g.mean);
    covariance.set(g.covariance);
    correct(scratch, n, m, mean, covariance);
    return guard.take(g, mean, covariance);
  }

  return {
    states: n,
    predict(g, time) {
      const refusal = refusesTime(g.time, time) ?? guard.refuses(g);
      if (refusal !== null || time === g.time) return refusal;
      const dt = time - g.time;
      drawPoints(rule, g.mean, guard.factor, points);
      movePoints(motion, rule.count, dt, points, point);
      centrePoints(rule, n, points, mean);
      pointCovariance(rule, n, points, covariance);
      motion.processNoise(g.mean, dt, noise);
      for (let k = 0; k < n * n; k++) covariance[k] += noise[k];
      const taken = guard.take(g, mean, covariance);
      if (taken === null) g.time = time;
      return taken;
    },
    update(g, measurement, z) {
      const refusal = attempt(g, measurement, z);
      return refusal === null ? outcome : refuse(outcome, refusal);
    },
  };
}

/** Moves points that lie by rows. @param point scratch of one state */
export function movePoints(
  motion: MotionModel,
  count: number,
  dt: number,
  points: Float64Array,
  point: Float64Array,
): void {
  const n = motion.states;
  for (let p = 0; p < count; p++) {
    for (let i = 0; i < n; i++) point[i] = points[p * n + i];
    motion.move(point, dt);
    for (let i = 0; i < n; i++) points[p * n + i] = point[i];
  }
}
