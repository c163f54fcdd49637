/**
 * Points and weights that stand for a normal distribution of mean 0 and covariance 1: sums over them take the place of
 * integrals. A state's points are mean + L·point, with its covariance L·Lᵀ.
 */
export interface SigmaRule {
  readonly states: number;
  readonly count: number;
  /** count × states by rows */
  readonly points: Float64Array;
  /** Weights of the mean; their sum is 1. */
  readonly mean: Float64Array;
  /** Weights of covariances. */
  readonly covariance: Float64Array;
}

/** Spread of the unscented transform's points. */
export interface UnscentedOptions {
  /** Scale of the points about the mean; default 1. Below 0.01 the differences lose digits. */
  readonly alpha?: number;
  /** Taken into the centre's weight in covariances: 2 is best for normal distributions when alpha is small; default 0 */
  readonly beta?: number;
  /** default 3 − n, but at least 1, so that no weight is negative */
  readonly kappa?: number;
}

/**
 * The scaled unscented transform: 2n + 1 points. Sources: Julier and Uhlmann (2004), Julier (2002); the weights as in
 * van der Merwe (2004), equation 3.12.
 *
 * @throws RangeError where the points would not be real
 */
export function unscentedRule(n: number, options: UnscentedOptions = {}): SigmaRule {
  const alpha = options.alpha ?? 1;
  const scale = alpha * alpha * (n + (options.kappa ?? Math.max(1, 3 - n)));
  if (!(scale > 0))
    throw new RangeError(`unscented transform of ${n} states: α²(n + κ) = ${scale} is not above 0`);
  const rule = emptyRule(n, 2 * n + 1);
  const spread = Math.sqrt(scale);
  for (let j = 0; j < n; j++) {
    rule.points[(1 + j) * n + j] = spread;
    rule.points[(1 + n + j) * n + j] = -spread;
  }
  rule.mean.fill(0.5 / scale);
  rule.covariance.fill(0.5 / scale);
  rule.mean[0] = 1 - n / scale;
  rule.covariance[0] = rule.mean[0] + 1 - alpha * alpha + (options.beta ?? 0);
  return rule;
}

/** The cubature rule of third degree: 2n points of equal weight. Source: Arasaratnam and Haykin (2009). */
export function cubatureRule(n: number): SigmaRule {
  const rule = emptyRule(n, 2 * n);
  const spread = Math.sqrt(n);
  for (let j = 0; j < n; j++) {
    rule.points[j * n + j] = spread;
    rule.points[(n + j) * n + j] = -spread;
  }
  rule.mean.fill(0.5 / n);
  rule.covariance.set(rule.mean);
  return rule;
}

/**
 * The cubature rule of fifth degree: 2n² + 1 points; above four states some weights are negative. Source: Jia, Xin and
 * Cheng (2013), "High-degree cubature Kalman filter", equation 34.
 */
export function fifthDegreeRule(n: number): SigmaRule {
  const rule = emptyRule(n, 2 * n * n + 1);
  const spread = Math.sqrt(n + 2);
  const pair = spread * Math.SQRT1_2;
  rule.mean[0] = 2 / (n + 2);
  let at = 1;
  for (let j = 0; j < n; j++)
    for (const sign of [1, -1]) {
      rule.points[at * n + j] = sign * spread;
      rule.mean[at++] = (4 - n) / (2 * (n + 2) ** 2);
    }
  for (let j = 0; j < n; j++)
    for (let k = 0; k < j; k++)
      for (const sign of [1, -1])
        for (const other of [1, -1]) {
          rule.points[at * n + j] = sign * pair;
          rule.points[at * n + k] = other * pair;
          rule.mean[at++] = 1 / (n + 2) ** 2;
        }
  rule.covariance.set(rule.mean);
  return rule;
}

function emptyRule(n: number, count: number): SigmaRule {
  return {
    states: n,
    count,
    points: new Float64Array(count * n),
    mean: new Float64Array(count),
    covariance: new Float64Array(count),
  };
}

/** The points of a state. @param factor L, n × n by rows, lower triangular @param out count × n by rows */
export function drawPoints(
  rule: SigmaRule,
  mean: Float64Array,
  factor: Float64Array,
  out: Float64Array,
): void {
  const n = rule.states;
  for (let p = 0; p < rule.count; p++)
    for (let i = 0; i < n; i++) {
      let sum = mean[i];
      for (let k = 0; k <= i; k++) sum += factor[i * n + k] * rule.points[p * n + k];
      out[p * n + i] = sum;
    }
}

/**
 * Turns points into departures from their mean, which is returned in `mean`. Taken about the first point, so that
 * large coordinates don't drown small departures.
 *
 * @param points count × size by rows, changed in place
 */
export function centrePoints(rule: SigmaRule, size: number, points: Float64Array, mean: Float64Array): void {
  for (let i = 0; i < size; i++) {
    const first = points[i];
    let shift = 0;
    for (let p = 0; p < rule.count; p++) shift += rule.mean[p] * (points[p * size + i] - first);
    mean[i] = first + shift;
    for (let p = 0; p < rule.count; p++) points[p * size + i] -= mean[i];
  }
}

/** Σ w·a·bᵀ over departures: a of `rows` numbers, b of `columns`; written over `out`. */
export function crossCovariance(
  rule: SigmaRule,
  rows: number,
  columns: number,
  a: Float64Array,
  b: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let p = 0; p < rule.count; p++) sum += rule.covariance[p] * a[p * rows + i] * b[p * columns + j];
      out[i * columns + j] = sum;
    }
}

/** Σ w·a·aᵀ over departures, symmetric to the last bit; written over `out`. */
export function pointCovariance(rule: SigmaRule, size: number, a: Float64Array, out: Float64Array): void {
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let p = 0; p < rule.count; p++) sum += rule.covariance[p] * a[p * size + i] * a[p * size + j];
      out[i * size + j] = sum;
      out[j * size + i] = sum;
    }
}
