import { eastNorthUp, lookToEcef, norm, scale, subtract, unit, type Vec3 } from "../../../astro/index.js";
import type { Gaussian } from "../../../estimation/index.js";
import { TWO_TARGET } from "./scenario.js";
import type { TwoTargetModels } from "./trackers.js";

/** Before the second plot nothing is known of a velocity, m/s an axis. */
const ANY_VELOCITY = 10e3;

/** The position that a plot points at, ECEF, m. */
function placeOf(plot: Float64Array): Vec3 {
  return lookToEcef(TWO_TARGET.radar, { range: plot[0]!, azimuth: plot[1]!, elevation: plot[2]! });
}

/** Along the sight, to the right of it and above it: ECEF unit vectors. */
function sightAxes(plot: Float64Array): readonly [Vec3, Vec3, Vec3] {
  const { east, north } = eastNorthUp(TWO_TARGET.radar);
  const radar = lookToEcef(TWO_TARGET.radar, { range: 0, azimuth: 0, elevation: 0 });
  const sight = unit(subtract(placeOf(plot), radar));
  const cosine = Math.cos(plot[1]!);
  const sine = Math.sin(plot[1]!);
  const right: Vec3 = [0, 1, 2].map((i) => cosine * east[i]! - sine * north[i]!) as unknown as Vec3;
  const above: Vec3 = [
    right[1] * sight[2] - right[2] * sight[1],
    right[2] * sight[0] - right[0] * sight[2],
    right[0] * sight[1] - right[1] * sight[0],
  ];
  return [sight, right, above];
}

/**
 * A track from the plots of its first two scans: the first gives the place, the second is an ordinary update of a
 * filter that doesn't know the velocity. Their difference only says where the filter is made linear.
 */
export function startTrack(
  models: TwoTargetModels,
  times: Float64Array,
  first: Float64Array,
  second: Float64Array,
): Gaussian {
  const from = placeOf(first);
  const velocity = scale(subtract(placeOf(second), from), 1 / (times[1]! - times[0]!));
  const covariance = new Float64Array(36);
  const [sight, right, above] = sightAxes(first);
  const range = first[0]!;
  const [sigmaRange, sigmaAzimuth, sigmaElevation] = TWO_TARGET.sigma;
  const axes = [
    scale(sight, sigmaRange),
    scale(right, range * Math.cos(first[2]!) * sigmaAzimuth),
    scale(above, range * sigmaElevation),
  ];
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) covariance[i * 6 + j] = axes.reduce((sum, a) => sum + a[i]! * a[j]!, 0);
    covariance[(3 + i) * 7] = ANY_VELOCITY ** 2;
  }
  const track: Gaussian = { time: times[0]!, mean: Float64Array.of(...from, ...velocity), covariance };
  models.filter.predict(track, times[1]!);
  models.filter.update(track, models.measurement, second);
  return track;
}

/** Range of a state from the radar, m. */
export function rangeOf(state: Float64Array): number {
  const radar = lookToEcef(TWO_TARGET.radar, { range: 0, azimuth: 0, elevation: 0 });
  return norm(subtract([state[0]!, state[1]!, state[2]!], radar));
}
