import {
  eastNorthUp,
  ecefToGeodetic,
  type Geodetic,
  normalAt,
  predictImpact,
  type RandomStream,
  type Vec3,
} from "../../astro/index.js";
import { CHI_SQUARE_2_95, mahalanobisSquared } from "../ellipse.js";
import { choleskyFactor } from "../linear/cholesky.js";
import {
  type CoastEstimate,
  jointState,
  type LogNormalPrior,
  logMoments,
  withBallisticPrior,
} from "../radar/index.js";

/** One sampled end of a flight. */
export interface ImpactSample {
  /** rad */
  readonly latitude: number;
  readonly longitude: number;
  /** s after the state's time */
  readonly time: number;
}

/** Where and when a body will come down. */
export interface ImpactDistribution {
  /** Mean point, rad. */
  readonly latitude: number;
  readonly longitude: number;
  /** Arrival after the state's time, s. */
  readonly time: number;
  readonly timeSigma: number;
  /** Between these it arrives with 95 %, with as much before as after, s after the state's time. */
  readonly timeInterval: readonly [number, number];
  /**
   * EE, EN, NN about the mean point, m², scaled so that its 95 % ellipse holds 95 % of the samples: the ballistic
   * coefficient makes the distribution skewed, and the ellipse of the bare moments would hold a little less or more.
   */
  readonly covarianceEastNorth: readonly [number, number, number];
  readonly samples: readonly ImpactSample[];
  /** Share of the samples that come down within three hours: less than 1 says that it may be in orbit. */
  readonly fractionReachingGround: number;
}

/** Fewest samples on the ground from which an ellipse is drawn. */
const FEWEST = 20;

/**
 * The impact of a body whose state and ballistic coefficient are independent.
 *
 * @param state6 position and velocity, ECEF, m and m/s
 * @param covariance36 6 × 6 by rows
 * @param ballisticPrior kg/m²
 * @param stream of the draws, astro's counter-based generator
 * @param n number of draws
 * @returns null when too few of the draws come down
 */
export function impactDistribution(
  state6: Float64Array,
  covariance36: Float64Array,
  ballisticPrior: LogNormalPrior,
  stream: RandomStream,
  n: number,
): ImpactDistribution | null {
  const { mean, variance } = logMoments(ballisticPrior);
  const joint = new Float64Array(49);
  for (let i = 0; i < 6; i += 1) {
    for (let j = 0; j < 6; j += 1) joint[i * 7 + j] = covariance36[i * 6 + j]!;
  }
  joint[48] = variance;
  return sampleImpact(Float64Array.of(...state6, mean), joint, stream, n);
}

/**
 * The impact of a body in free flight as radars have followed it. What the flight has told of the ballistic
 * coefficient is kept; the prior is that of the kind of body which it is taken for.
 *
 * @param estimate its state
 * @param ballisticPrior kg/m²
 * @param stream of the draws
 * @param n number of draws
 * @returns null when too few of the draws come down
 */
export function impactOfCoast(
  estimate: CoastEstimate,
  ballisticPrior: LogNormalPrior,
  stream: RandomStream,
  n: number,
): ImpactDistribution | null {
  const { mean, covariance } = jointState(withBallisticPrior(estimate, ballisticPrior));
  return sampleImpact(mean, covariance, stream, n);
}

/** Draws states, flies each to the ground, and gathers where they come down. */
function sampleImpact(
  mean: Float64Array,
  covariance: Float64Array,
  stream: RandomStream,
  n: number,
): ImpactDistribution | null {
  const root = new Float64Array(49);
  if (!choleskyFactor(7, covariance, root)) throw new Error("state covariance not positive definite");
  const samples: ImpactSample[] = [];
  const places: Vec3[] = [];
  const draw = new Float64Array(7);
  const x = new Float64Array(7);
  for (let k = 0; k < n; k += 1) {
    for (let i = 0; i < 7; i += 1) draw[i] = normalAt(stream, k * 7 + i);
    for (let i = 0; i < 7; i += 1) {
      let value = mean[i]!;
      for (let j = 0; j <= i; j += 1) value += root[i * 7 + j]! * draw[j]!;
      x[i] = value;
    }
    const impact = predictImpact([x[0]!, x[1]!, x[2]!], [x[3]!, x[4]!, x[5]!], Math.exp(x[6]!));
    if (!impact) continue;
    const { latitude, longitude } = impact.geodetic;
    samples.push({ latitude, longitude, time: impact.time });
    places.push(impact.positionEcef);
  }
  if (samples.length < FEWEST) return null;
  return { ...gather(samples, places), samples, fractionReachingGround: samples.length / n };
}

/** Moments of the samples in the plane that touches the ground at their mean. */
function gather(
  samples: readonly ImpactSample[],
  places: readonly Vec3[],
): Omit<ImpactDistribution, "samples" | "fractionReachingGround"> {
  const n = samples.length;
  const centre = meanPlace(places);
  const { east, north } = eastNorthUp(centre.geodetic);
  const offsets = places.map((p) => {
    const d = [p[0] - centre.ecef[0], p[1] - centre.ecef[1], p[2] - centre.ecef[2]] as const;
    return [
      d[0] * east[0] + d[1] * east[1] + d[2] * east[2],
      d[0] * north[0] + d[1] * north[1] + d[2] * north[2],
    ] as const;
  });
  let ee = 0;
  let en = 0;
  let nn = 0;
  let time = 0;
  for (let k = 0; k < n; k += 1) {
    const [e, m] = offsets[k]!;
    ee += (e * e) / n;
    en += (e * m) / n;
    nn += (m * m) / n;
    time += samples[k]!.time / n;
  }
  const timeVariance = samples.reduce((sum, s) => sum + (s.time - time) ** 2 / n, 0);
  const times = samples.map((s) => s.time).sort((a, b) => a - b);
  const moments = [ee, en, nn] as const;
  const distances = offsets.map(([e, m]) => mahalanobisSquared(e, m, moments)).sort((a, b) => a - b);
  const scale = distances[Math.min(n - 1, Math.ceil(0.95 * n))]! / CHI_SQUARE_2_95;
  return {
    latitude: centre.geodetic.latitude,
    longitude: centre.geodetic.longitude,
    time,
    timeSigma: Math.sqrt(timeVariance),
    timeInterval: [times[Math.floor(0.025 * (n + 1))]!, times[Math.min(n - 1, Math.floor(0.975 * (n + 1)))]!],
    covarianceEastNorth: [ee * scale, en * scale, nn * scale],
  };
}

/** The mean of places on the ground, brought back onto the ellipsoid. */
function meanPlace(places: readonly Vec3[]): { geodetic: Geodetic; ecef: Vec3 } {
  const n = places.length;
  const ecef = places.reduce<Vec3>(
    (sum, p) => [sum[0] + p[0] / n, sum[1] + p[1] / n, sum[2] + p[2] / n],
    [0, 0, 0],
  );
  return { geodetic: { ...ecefToGeodetic(ecef), height: 0 }, ecef };
}
