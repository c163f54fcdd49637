import { EARTH } from "../../astro/index.js";

/** Radius of the highest apogee of ordinary flights, m: low orbits end at 2,000 km by their usual definition. */
const HIGHEST_APOGEE = EARTH.radius + 2e6;
/** Share of other flights: any height in cover, any velocity up to that of low orbits. */
const OTHERS = 0.01;
/** Inertial speed of the fastest low orbits, and how sharply fewer bodies fly faster, m/s. */
const FAST = 8200;
const FAST_SPREAD = 250;
/** A velocity counts as known where its variances sum to less, m²/s². */
const VELOCITY_KNOWN = 2000 ** 2;
/** The apogee's limit is no sharper than this share of the speeds that it allows. */
const LEAST_SPREAD = 0.02;
/** From the logistic to the normal distribution function (Bowling et al. 2009). */
const LOGISTIC = 1.702;
const SPHERE = (4 * Math.PI) / 3;
/** Steps of range, and of the sine of elevation. */
const STEPS = 64;

/** Squared half axes of the velocities that {@link boundVelocities} allows: along the vertical and across it, m²/s². */
const halfAxes = new Float64Array(2);

/**
 * All velocities with which a body stays below the highest apogee ra: by energy and angular momentum
 * vr² + (1 − (r/ra)²) vt² ≤ 2 GM (1/r − 1/ra), which is a spheroid.
 *
 * @param radius from the Earth's centre, below that of the apogee, m
 */
function boundVelocities(radius: number): void {
  const share = radius / HIGHEST_APOGEE;
  halfAxes[1] = (2 * EARTH.gm) / (radius * (1 + share));
  halfAxes[0] = halfAxes[1] * (1 - share * share);
}

boundVelocities(EARTH.radius);
/** Volume of the spheroid on the ground, over 4π/3, m³/s³. */
const AT_GROUND = Math.sqrt(halfAxes[0]) * halfAxes[1];

/**
 * How many bodies there are in a unit of space beside the ground. Flights below the highest apogee fill position and
 * velocity evenly, which free flight leaves as it is (Liouville's theorem): so their number in space is as the volume of
 * the velocities that are possible there.
 *
 * @param radius from the Earth's centre, m
 */
export function relativeNumber(radius: number): number {
  if (radius >= HIGHEST_APOGEE) return OTHERS;
  boundVelocities(Math.max(radius, EARTH.radius));
  return OTHERS + ((1 - OTHERS) * Math.sqrt(halfAxes[0]) * halfAxes[1]) / AT_GROUND;
}

/** Whether a plot has made a velocity known that was not known before. */
export function tellsVelocity(
  before: Float64Array,
  beforeAt: number,
  after: Float64Array,
  afterAt: number,
): boolean {
  return velocityTrace(before, beforeAt) > VELOCITY_KNOWN && velocityTrace(after, afterAt) <= VELOCITY_KNOWN;
}

function velocityTrace(p: Float64Array, at: number): number {
  return p[at + 9] + p[at + 14] + p[at + 20];
}

/**
 * What a body's velocity tells of its being one. States begin with a normal prior on velocity, since filters need one;
 * what is believed is that the velocities which keep a body below the highest apogee are all as likely at its height, and
 * others rare. A state whose velocity is not well known counts with the probability that it is inside.
 *
 * @param x array with the state at `at` (ECEF)
 * @param p array with the packed covariance at `pAt`
 * @param deviation of the normal prior, each axis of the rotating frame, m/s
 * @returns density believed over density assumed
 */
export function velocityCorrection(
  x: Float64Array,
  at: number,
  p: Float64Array,
  pAt: number,
  deviation: number,
): number {
  const px = x[at];
  const py = x[at + 1];
  const pz = x[at + 2];
  // inertial
  const vx = x[at + 3] - EARTH.rotation * py;
  const vy = x[at + 4] + EARTH.rotation * px;
  const vz = x[at + 5];
  const radius = Math.sqrt(px * px + py * py + pz * pz);
  const speed = Math.sqrt(vx * vx + vy * vy + vz * vz);
  let believed = OTHERS / (SPHERE * FAST ** 3) / (1 + Math.exp((speed - FAST) / FAST_SPREAD));
  if (radius < HIGHEST_APOGEE) {
    boundVelocities(Math.max(radius, EARTH.radius));
    const vertical = (vx * px + vy * py + vz * pz) / radius;
    const across = 1 / halfAxes[1];
    const up = (vertical / radius) * (1 / halfAxes[0] - across);
    // Half the gradient of the spheroid's form, of which the velocity's own value is 1 on the surface.
    const gx = vx * across + up * px;
    const gy = vy * across + up * py;
    const gz = vz * across + up * pz;
    const scale = Math.sqrt(Math.max(1e-12, gx * vx + gy * vy + gz * vz));
    const variance =
      gx * gx * p[pAt + 9] +
      gy * gy * p[pAt + 14] +
      gz * gz * p[pAt + 20] +
      2 * (gx * gy * p[pAt + 13] + gx * gz * p[pAt + 18] + gy * gz * p[pAt + 19]);
    const spread = Math.max(LEAST_SPREAD, Math.sqrt(Math.max(0, variance)) / scale);
    believed += (1 - OTHERS) / (SPHERE * AT_GROUND) / (1 + Math.exp((LOGISTIC * (scale - 1)) / spread));
  }
  believed /= relativeNumber(radius);
  const square = x[at + 3] ** 2 + x[at + 4] ** 2 + x[at + 5] ** 2;
  const assumed = Math.exp((-0.5 * square) / deviation ** 2) / ((2 * Math.PI) ** 1.5 * deviation ** 3);
  return believed / assumed;
}

/** Share of new bodies that is thought to lie evenly in range and angles: what tells of place must not forbid any. */
const EVEN = 0.2;

/** Where in a radar's cover the plots of bodies not seen before are to be expected. */
export class NewbornPlaces {
  /** Integral over the cover of {@link relativeNumber}, m³. */
  private readonly whole: number;

  /**
   * @param longestRange of the cover, m
   * @param leastElevation of the cover, rad
   * @param volume of the cover, m rad²
   */
  constructor(
    longestRange: number,
    leastElevation: number,
    private readonly volume: number,
  ) {
    const low = Math.sin(leastElevation);
    let sum = 0;
    for (let i = 0; i < STEPS; i++) {
      const range = ((i + 0.5) * longestRange) / STEPS;
      for (let j = 0; j < STEPS; j++) {
        const sine = low + ((j + 0.5) * (1 - low)) / STEPS;
        sum += range * range * relativeNumber(radiusAt(range, sine));
      }
    }
    this.whole = (2 * Math.PI * sum * longestRange * (1 - low)) / (STEPS * STEPS);
  }

  /**
   * @param range m
   * @param elevation rad
   * @returns density of one body's plot, 1/(m rad²)
   */
  density(range: number, elevation: number): number {
    const number = relativeNumber(radiusAt(range, Math.sin(elevation)));
    return EVEN / this.volume + ((1 - EVEN) * range * range * Math.cos(elevation) * number) / this.whole;
  }
}

/** Distance from the Earth's centre, taken as a sphere, of what is seen at a range and the sine of an elevation, m. */
function radiusAt(range: number, sine: number): number {
  return Math.sqrt(EARTH.radius * EARTH.radius + range * range + 2 * EARTH.radius * range * sine);
}
