import { EARTH, normalAt, randomStream, uniformAt } from "../../astro/index.js";
import { latticeGradients, latticeSum } from "./noise.js";

const EARTH_MEAN_RADIUS = EARTH.meanRadius;
/** Speed at which structures of 100 km change, over which the others go as the third root of their size, m. */
const EVOLUTION_SCALE = 100_000;

/** What a field of several octaves is made from. */
export interface OctaveFigures {
  /** Longest and shortest wavelength, m. */
  readonly longest: number;
  readonly shortest: number;
  /** Octaves above it are equally strong, m. */
  readonly flat: number;
  /** The spread of those below goes as their wavelength to this power. */
  readonly hurst: number;
  /** Of the eastward drift at the equator, as of a rigid rotation, m/s. */
  readonly windSpeed: number;
  /** By which structures of 100 km change, m/s. */
  readonly evolutionSpeed: number;
}

/** A random field on the sphere: nearly Gaussian, mean 0, variance 1 if all octaves are added. */
export interface Octaves {
  readonly count: number;
  /** Wavelength of an octave, m; falling. */
  wavelength(octave: number): number;
  /** Sets the instant of what follows: drift and change, s after the run's start. */
  setTime(time: number): void;
  /**
   * Sum of a span of octaves at a place.
   *
   * @param x unit vector from the centre, Earth-fixed
   * @param first octave
   * @param end the first that is left out
   */
  sum(x: number, y: number, z: number, first: number, end: number): number;
}

/**
 * Lattice noise of several octaves on the sphere, its power spectrum a power law. It drifts eastwards as a whole, and each
 * octave moves through its lattice at its own slow speed, so that patterns change as they go, small ones first (the speed of
 * eddies goes as the third root of their size: Kolmogorov 1941).
 *
 * @param name of the field: another name gives an independent one
 */
export function octaveField(seed: number, name: string, figures: OctaveFigures): Octaves {
  const wavelengths: number[] = [];
  for (let l = figures.longest; l >= figures.shortest * 0.999; l /= 2) wavelengths.push(l);
  const weights = wavelengths.map((l) => Math.min(1, l / figures.flat) ** figures.hurst);
  const total = Math.hypot(...weights);
  const gains = Float64Array.from(weights, (w) => w / total);
  const scales = Float64Array.from(wavelengths, (l) => EARTH_MEAN_RADIUS / l);
  const start = randomStream(seed, "scenery", name, "offset");
  const way = randomStream(seed, "scenery", name, "evolution");
  const places = Float64Array.from({ length: 3 * wavelengths.length }, (_, i) => 256 * uniformAt(start, i));
  const speeds = new Float64Array(3 * wavelengths.length);
  for (const [k, l] of wavelengths.entries()) {
    const direction = [0, 1, 2].map((i) => normalAt(way, 3 * k + i));
    const speed = (figures.evolutionSpeed * Math.cbrt(l / EVOLUTION_SCALE)) / l;
    for (let i = 0; i < 3; i++) speeds[3 * k + i] = (speed * direction[i]!) / Math.hypot(...direction);
  }
  const moved = new Float64Array(places);
  const lattice = latticeGradients(seed, name);
  const octaves = { scales, offsets: moved, gains };
  const askew = drawnRotation(seed, name);
  const turned = new Float64Array(askew);
  const place = new Float64Array(4);
  return {
    count: wavelengths.length,
    wavelength: (octave) => wavelengths[octave]!,
    setTime(time) {
      const turn = (-figures.windSpeed * time) / EARTH_MEAN_RADIUS;
      const cosine = Math.cos(turn);
      const sine = Math.sin(turn);
      for (let r = 0; r < 9; r += 3) {
        turned[r] = cosine * askew[r]! + sine * askew[r + 1]!;
        turned[r + 1] = cosine * askew[r + 1]! - sine * askew[r]!;
      }
      for (let i = 0; i < moved.length; i++) moved[i] = places[i]! + speeds[i]! * time;
    },
    sum(x, y, z, first, end) {
      place[0] = turned[0]! * x + turned[1]! * y + turned[2]! * z;
      place[1] = turned[3]! * x + turned[4]! * y + turned[5]! * z;
      place[2] = turned[6]! * x + turned[7]! * y + turned[8]! * z;
      latticeSum(lattice, octaves, place, first, end);
      return place[3]!;
    },
  };
}

/** A rotation by which the lattice lies askew to the parallels: rows of a matrix from a uniform unit quaternion. */
function drawnRotation(seed: number, name: string): Float64Array {
  const stream = randomStream(seed, "scenery", name, "rotation");
  const drawn = [0, 1, 2, 3].map((i) => normalAt(stream, i));
  const [w, x, y, z] = drawn.map((q) => q / Math.hypot(...drawn)) as [number, number, number, number];
  return Float64Array.of(
    1 - 2 * (y * y + z * z),
    2 * (x * y - z * w),
    2 * (x * z + y * w),
    2 * (x * y + z * w),
    1 - 2 * (x * x + z * z),
    2 * (y * z - x * w),
    2 * (x * z - y * w),
    2 * (y * z + x * w),
    1 - 2 * (x * x + y * y),
  );
}
