import {
  normalAt,
  predictImpact,
  type RandomStream,
  surfaceCourse,
  surfaceDistance,
} from "../../astro/index.js";
import { choleskyFactor } from "../linear/cholesky.js";
import { type CoastEstimate, jointState, type LogNormalPrior, withBallisticPrior } from "../radar/index.js";

/** What the air does to a fall: the way from where it would come down in a vacuum to where it does. */
export interface AirShare {
  /** Mean distance and its spread, 1σ, m. */
  readonly distance: number;
  readonly distanceSigma: number;
  /** Course of that way, clockwise from north, rad: back along the flight, where it falls short. */
  readonly course: number;
  /** How much later it arrives, mean and 1σ, s; negative: earlier. */
  readonly delay: number;
  readonly delaySigma: number;
}

/**
 * What the air adds to an impact, and how widely that is known: each draw is flown once with its own ballistic
 * coefficient and once without air.
 *
 * @param estimate a body in free flight
 * @param ballisticPrior of the kind for which it is taken, kg/m²
 * @param stream of the draws
 * @param n number of draws; 100 tell the spread to 7 %
 * @returns null where fewer than half come down either way
 */
export function airShare(
  estimate: CoastEstimate,
  ballisticPrior: LogNormalPrior,
  stream: RandomStream,
  n = 100,
): AirShare | null {
  const { mean, covariance } = jointState(withBallisticPrior(estimate, ballisticPrior));
  const root = new Float64Array(49);
  if (!choleskyFactor(7, covariance, root)) throw new Error("state covariance not positive definite");
  const ways: { east: number; north: number; distance: number; delay: number }[] = [];
  for (let k = 0; k < n; k += 1) {
    const x = Float64Array.from(mean);
    for (let i = 0; i < 7; i += 1)
      for (let j = 0; j <= i; j += 1) x[i] = x[i]! + root[i * 7 + j]! * normalAt(stream, k * 7 + j);
    const position = [x[0]!, x[1]!, x[2]!] as const;
    const velocity = [x[3]!, x[4]!, x[5]!] as const;
    const air = predictImpact(position, velocity, Math.exp(x[6]!));
    const bare = predictImpact(position, velocity, null);
    if (air === null || bare === null) continue;
    const distance = surfaceDistance(bare.geodetic, air.geodetic);
    const course = surfaceCourse(bare.geodetic, air.geodetic);
    ways.push({
      distance,
      east: distance * Math.sin(course),
      north: distance * Math.cos(course),
      delay: air.time - bare.time,
    });
  }
  if (ways.length < n / 2) return null;
  const average = (of: (way: (typeof ways)[number]) => number) =>
    ways.reduce((sum, way) => sum + of(way) / ways.length, 0);
  const spread = (of: (way: (typeof ways)[number]) => number, about: number) =>
    Math.sqrt(average((way) => (of(way) - about) ** 2));
  const distance = average((way) => way.distance);
  const delay = average((way) => way.delay);
  const course = Math.atan2(
    average((way) => way.east),
    average((way) => way.north),
  );
  return {
    distance,
    distanceSigma: spread((way) => way.distance, distance),
    course: course < 0 ? course + 2 * Math.PI : course,
    delay,
    delaySigma: spread((way) => way.delay, delay),
  };
}
