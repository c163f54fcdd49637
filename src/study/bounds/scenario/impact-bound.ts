import { eastNorthUp, ecefToGeodetic, predictImpact, type Vec3 } from "../../../astro/index.js";

/** Steps of the differences: m, m/s, ln β. */
const STEPS = [50, 50, 50, 0.1, 0.1, 0.1, 0.02] as const;

/** Covariance of an impact on the ground: EE, EN, NN m², and of its time, s². */
export interface ImpactBound {
  readonly covarianceEastNorth: readonly [number, number, number];
  readonly timeVariance: number;
}

/**
 * The bound of a state carried to the ground, along the true fall: the information of a smooth function of the state
 * (Van Trees 1968, section 2.4.3), by central differences.
 *
 * @param state true position and velocity, ECEF
 * @param logBallistic true ln β
 * @param covariance 7 × 7 by rows
 * @returns null where it does not come down
 */
export function impactBound(
  state: Float64Array,
  logBallistic: number,
  covariance: Float64Array,
): ImpactBound | null {
  const x = Float64Array.of(...state, logBallistic);
  const fall = (values: Float64Array) =>
    predictImpact(
      [values[0]!, values[1]!, values[2]!],
      [values[3]!, values[4]!, values[5]!],
      Math.exp(values[6]!),
    );
  const middle = fall(x);
  if (middle === null) return null;
  const { east, north } = eastNorthUp({ ...middle.geodetic, height: 0 });
  const rows = [new Float64Array(7), new Float64Array(7), new Float64Array(7)];
  for (let j = 0; j < 7; j += 1) {
    const step = STEPS[j]!;
    const ahead = fall(x.map((v, i) => (i === j ? v + step : v)));
    const behind = fall(x.map((v, i) => (i === j ? v - step : v)));
    if (ahead === null || behind === null) return null;
    const way = [0, 1, 2].map((i) => ahead.positionEcef[i]! - behind.positionEcef[i]!) as unknown as Vec3;
    rows[0]![j] = (way[0] * east[0] + way[1] * east[1] + way[2] * east[2]) / (2 * step);
    rows[1]![j] = (way[0] * north[0] + way[1] * north[1] + way[2] * north[2]) / (2 * step);
    rows[2]![j] = (ahead.time - behind.time) / (2 * step);
  }
  const product = (a: Float64Array, b: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < 7; i += 1)
      for (let j = 0; j < 7; j += 1) sum += a[i]! * covariance[i * 7 + j]! * b[j]!;
    return sum;
  };
  return {
    covarianceEastNorth: [
      product(rows[0]!, rows[0]!),
      product(rows[0]!, rows[1]!),
      product(rows[1]!, rows[1]!),
    ],
    timeVariance: product(rows[2]!, rows[2]!),
  };
}

/** Horizontal part of a covariance of a place: EE, EN, NN, m². */
export function horizontalPart(placeEcef: Vec3, covariance: Float64Array): readonly [number, number, number] {
  const site = ecefToGeodetic(placeEcef);
  const { east, north } = eastNorthUp({ ...site, height: 0 });
  const product = (a: Vec3, b: Vec3) => {
    let sum = 0;
    for (let i = 0; i < 3; i += 1)
      for (let j = 0; j < 3; j += 1) sum += a[i]! * covariance[i * 3 + j]! * b[j]!;
    return sum;
  };
  return [product(east, east), product(east, north), product(north, north)];
}
