import {
  add,
  eastNorthUp,
  type Geodetic,
  lookAt,
  lookToEcef,
  normalAt,
  type RandomStream,
  scale,
  signedAngle,
  subtract,
  uniformAt,
  type Vec3,
} from "../../../../astro/index.js";
import {
  type Filter,
  type Gaussian,
  gaussian,
  type MotionModel,
  rangeAzimuthElevation,
} from "../../../../estimation/index.js";

/** 1σ of what a radar measures: m, rad, rad. */
export interface RadarNoise {
  readonly range: number;
  readonly azimuth: number;
  readonly elevation: number;
}

const radarOf = (range: number, angleDeg: number): RadarNoise => {
  const angle = (angleDeg * Math.PI) / 180;
  return { range, azimuth: angle, elevation: angle };
};

/** What the radar that is made of a laser measures with: as the warning radars that are known (20–60 m, 0.015–0.08°). */
export const WARNING_RADAR = radarOf(30, 0.03);
/** One that would measure an orbit. */
export const PRECISE_RADAR = radarOf(5, 0.005);
/** Thinned to one measurement in so many seconds, drawn anew each time. */
const GAP = { from: 1, to: 10 };
/** 1σ of each component of an unknown velocity, m/s: no direction is preferred. */
const SPEED = 5000;

/** One instant of a thinned pass. */
export interface ThinnedInstant {
  /** s after the pass's epoch */
  readonly seconds: number;
  /** Measured by the laser, without the air's delay, m. */
  readonly range: number;
  /** Where the truth has the object, ECEF, m. */
  readonly truth: Vec3;
}

/** Indices of the instants that are kept: at least 1 s apart, up to 10 s, as a stream draws it; all, where they are rare. */
export function thinned(seconds: readonly number[], stream: RandomStream): number[] {
  const kept: number[] = [];
  let next = Number.NEGATIVE_INFINITY;
  seconds.forEach((t, k) => {
    if (t < next) return;
    kept.push(k);
    next = t + GAP.from + (GAP.to - GAP.from) * uniformAt(stream, kept.length);
  });
  return kept;
}

/** What a track said at one instant: error against the truth (m) and claimed covariance of the place (3 × 3). */
export type Judge = (k: number, error: Float64Array, covariance: Float64Array) => void;

const NOISES = 3;

/** Who tracks: where, how well, and with which filter. */
export interface Tracker {
  readonly site: Geodetic;
  readonly noise: RadarNoise;
  readonly motion: MotionModel;
  readonly filter: Filter;
}

/**
 * Tracks a pass as a radar would: the laser's ranges with a radar's noise, angles of the truth with noise, and a filter that
 * begins at the first two of them.
 *
 * @param stream of the noise
 * @param judge called after every measurement from the third on, when a velocity is there
 */
export function trackPass(
  instants: readonly ThinnedInstant[],
  tracker: Tracker,
  stream: RandomStream,
  judge: Judge,
): void {
  const { site, noise, filter } = tracker;
  const radar = rangeAzimuthElevation(site, {
    sigma: [noise.range, noise.azimuth, noise.elevation],
  });
  let first: Look | undefined;
  let state: Gaussian | undefined;
  const error = new Float64Array(3);
  const covariance = new Float64Array(9);
  instants.forEach((instant, k) => {
    const z = measured(instant, site, noise, stream, k);
    const { seconds } = instant;
    if (first === undefined) {
      first = { seconds, z };
      return;
    }
    state ??= firstState(first, { seconds, z }, tracker);
    filter.predict(state, seconds);
    filter.update(state, radar, z);
    if (k < 2) return;
    for (let i = 0; i < 3; i++) {
      error[i] = state.mean[i]! - instant.truth[i]!;
      for (let j = 0; j < 3; j++) covariance[3 * i + j] = state.covariance[6 * i + j]!;
    }
    judge(k, error, covariance);
  });
}

/** A measurement (range, azimuth, elevation) and its time, s after the pass's epoch. */
interface Look {
  readonly seconds: number;
  readonly z: Float64Array;
}

function measured(
  { range, truth }: ThinnedInstant,
  site: Geodetic,
  noise: RadarNoise,
  stream: RandomStream,
  k: number,
): Float64Array {
  const look = lookAt(site, truth);
  return Float64Array.of(
    range + noise.range * normalAt(stream, NOISES * k),
    // an azimuth is as exact as its sweep over the sky: overhead it says little
    signedAngle(look.azimuth + noise.azimuth * normalAt(stream, NOISES * k + 1)),
    look.elevation + noise.elevation * normalAt(stream, NOISES * k + 2),
  );
}

/**
 * The place of the first measurement with its spread, and every velocity possible about the one that flies from there to the
 * second. The spread of velocities is so wide that where its middle lies has no weight; but the motion is made linear about it.
 */
function firstState(first: Look, second: Look, { site, noise, motion }: Tracker): Gaussian {
  const [range, azimuth, elevation] = [first.z[0]!, first.z[1]!, first.z[2]!];
  const place = placeOf(first.z, site);
  const axes = lookAxes(site, azimuth, elevation);
  const spreads = [noise.range, noise.azimuth * range * Math.cos(elevation), noise.elevation * range];
  const covariance = new Float64Array(36);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++)
      for (let a = 0; a < 3; a++) covariance[6 * i + j]! += spreads[a]! ** 2 * axes[a]![i]! * axes[a]![j]!;
    covariance[7 * (i + 3)] = SPEED ** 2;
  }
  const velocity = velocityBetween(place, placeOf(second.z, site), second.seconds - first.seconds, motion);
  return gaussian(first.seconds, [...place, ...velocity], covariance);
}

function placeOf(z: Float64Array, site: Geodetic): Vec3 {
  return lookToEcef(site, { range: z[0]!, azimuth: z[1]!, elevation: z[2]! });
}

const SHOTS = 5;

/** The velocity that flies from one place to another in a time, by shooting: each miss corrects it by dt⁻¹. */
function velocityBetween(from: Vec3, to: Vec3, dt: number, motion: MotionModel): Vec3 {
  let velocity: Vec3 = scale(subtract(to, from), 1 / dt);
  const x = new Float64Array(6);
  for (let shot = 0; shot < SHOTS; shot++) {
    x.set([...from, ...velocity]);
    motion.move(x, dt);
    velocity = add(velocity, scale(subtract(to, [x[0]!, x[1]!, x[2]!]), 1 / dt));
  }
  return velocity;
}

/** Directions away from a site, of rising azimuth and of rising elevation. */
function lookAxes(site: Geodetic, azimuth: number, elevation: number): readonly Vec3[] {
  const { east, north, up } = eastNorthUp(site);
  const [s, c] = [Math.sin(azimuth), Math.cos(azimuth)];
  const [se, ce] = [Math.sin(elevation), Math.cos(elevation)];
  const mix = (e: number, n: number, u: number): Vec3 =>
    add(add(scale(east, e), scale(north, n)), scale(up, u));
  return [mix(ce * s, ce * c, se), mix(c, -s, 0), mix(-se * s, -se * c, ce)];
}
