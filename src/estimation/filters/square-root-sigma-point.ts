import { rankOneDowndate } from "../linear/rank-one.js";
import { semidefiniteFactor } from "../linear/semidefinite.js";
import { lowerTriangularise } from "../linear/triangularise.js";
import { noUpdate, refuse, refusesRoot, refusesTime } from "./guard.js";
import type { Filter, MeasurementModel, MotionModel, Refusal, RootGaussian } from "./model.js";
import { type CubatureOptions, cubatureRuleOf, measurePoints, movePoints } from "./sigma-point.js";
import {
  centrePoints,
  drawPoints,
  type SigmaRule,
  type UnscentedOptions,
  unscentedRule,
} from "./sigma-rule.js";
import { takeJoint, takeRoot } from "./square-root-extended.js";

/**
 * Square-root unscented filter: departures of the points, weighted, and the noise's factor are reduced to a triangle;
 * points of negative weight are taken away by rank-one downdates. Source: van der Merwe and Wan (2001).
 */
export function squareRootUnscentedFilter(
  motion: MotionModel,
  options: UnscentedOptions = {},
): Filter<RootGaussian> {
  return squareRootSigmaPointFilter(motion, unscentedRule(motion.states, options));
}

/** Square-root cubature filter. Source: Arasaratnam and Haykin (2009), appendix B. */
export function squareRootCubatureFilter(
  motion: MotionModel,
  options: CubatureOptions = {},
): Filter<RootGaussian> {
  return squareRootSigmaPointFilter(motion, cubatureRuleOf(motion.states, options));
}

/** A square-root filter by any rule of points. */
export function squareRootSigmaPointFilter(motion: MotionModel, rule: SigmaRule): Filter<RootGaussian> {
  const n = motion.states;
  const count = rule.count;
  const outcome = noUpdate();
  const points = new Float64Array(count * n);
  const point = new Float64Array(n);
  const mean = new Float64Array(n);
  const noise = new Float64Array(n * n);
  const array = new Float64Array(n * (count + n));
  const square = new Float64Array(n * n);
  const update = jointUpdate(n, rule, points, point, outcome);

  return {
    states: n,
    predict(s, time) {
      const refusal = refusesTime(s.time, time) ?? refusesRoot(s);
      if (refusal !== null || time === s.time) return refusal;
      const dt = time - s.time;
      drawPoints(rule, s.mean, s.root, points);
      movePoints(motion, count, dt, points, point);
      centrePoints(rule, n, points, mean);
      motion.processNoise(s.mean, dt, noise);
      if (!semidefiniteFactor(n, noise, noise)) return "not positive definite";
      const columns = count + n;
      for (let i = 0; i < n; i++) {
        for (let p = 0; p < count; p++)
          array[i * columns + p] = rootOf(rule.covariance[p]) * points[p * n + i];
        for (let j = 0; j < n; j++) array[i * columns + count + j] = noise[i * n + j];
      }
      lowerTriangularise(n, columns, array);
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) square[i * n + j] = array[i * columns + j];
      for (let p = 0; p < count; p++) {
        if (rule.covariance[p] >= 0) continue;
        for (let i = 0; i < n; i++) point[i] = Math.sqrt(-rule.covariance[p]) * points[p * n + i];
        if (!rankOneDowndate(n, square, point)) return "not positive definite";
      }
      return takeRoot(s, time, mean, square, n);
    },
    update(s, measurement, z) {
      const refusal = update(s, measurement, z);
      return refusal === null ? outcome : refuse(outcome, refusal);
    },
  };
}

/** Root of a weight; a negative one has no part in the reduction. */
function rootOf(weight: number): number {
  return weight > 0 ? Math.sqrt(weight) : 0;
}

/** The update by the joint factor of measurement and state. */
function jointUpdate(
  n: number,
  rule: SigmaRule,
  points: Float64Array,
  point: Float64Array,
  outcome: ReturnType<typeof noUpdate>,
): (s: RootGaussian, measurement: MeasurementModel, z: Float64Array) => Refusal | null {
  const count = rule.count;
  let room = 0;
  let [reference, innovation, measured, noise, array, joint, vector] = Array.from(
    { length: 7 },
    () => new Float64Array(0),
  );

  /** Joint factor [[√S, 0], [K̄, √P]] into `joint`. */
  function reduce(m: number): boolean {
    const size = m + n;
    const columns = count + size;
    array.fill(0);
    for (let p = 0; p < count; p++) {
      const root = rootOf(rule.covariance[p]);
      for (let a = 0; a < m; a++) array[a * columns + p] = root * measured[p * m + a];
      for (let i = 0; i < n; i++) array[(m + i) * columns + p] = root * points[p * n + i];
    }
    for (let a = 0; a < m; a++)
      for (let b = 0; b <= a; b++) array[a * columns + count + b] = noise[a * m + b];
    lowerTriangularise(size, columns, array);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) joint[i * size + j] = array[i * columns + j];
    for (let p = 0; p < count; p++) {
      if (rule.covariance[p] >= 0) continue;
      const root = Math.sqrt(-rule.covariance[p]);
      for (let a = 0; a < m; a++) vector[a] = root * measured[p * m + a];
      for (let i = 0; i < n; i++) vector[m + i] = root * points[p * n + i];
      if (!rankOneDowndate(size, joint, vector)) return false;
    }
    return true;
  }

  return (s, measurement, z) => {
    const m = measurement.dimension;
    if (m > room) {
      room = m;
      const size = m + n;
      reference = new Float64Array(m);
      innovation = new Float64Array(m);
      measured = new Float64Array(count * m);
      noise = new Float64Array(m * m);
      array = new Float64Array(size * (count + size));
      joint = new Float64Array(size * size);
      vector = new Float64Array(size);
    }
    const unfit = refusesRoot(s);
    if (unfit !== null) return unfit;
    if (!semidefiniteFactor(m, measurement.noise, noise)) return "not positive definite";
    drawPoints(rule, s.mean, s.root, points);
    measurePoints(rule, measurement, points, measured, reference, innovation, point, z);
    for (let p = 0; p < count; p++) for (let i = 0; i < n; i++) points[p * n + i] -= s.mean[i];
    if (!reduce(m)) return "not positive definite";
    return takeJoint(s, m, joint, m + n, innovation, outcome);
  };
}
