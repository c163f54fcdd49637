import {
  add,
  cross,
  EARTH,
  findRoot,
  type Geodetic,
  geodeticToEcef,
  lookAt,
  norm,
  normalAt,
  poissonAt,
  type RandomStream,
  randomStream,
  scale,
  subtract,
  uniformAt,
  unit,
  type Vec3,
} from "../../../astro/index.js";
import { coastMotion } from "../../../estimation/index.js";

const DEGREE = Math.PI / 180;

/** Parameters of `demoBallisticScenario` (Tracker Component Library, Naval Research Laboratory, 2015; public domain). */
export const TWO_TARGET = {
  radar: { latitude: 51.8631 * DEGREE, longitude: -177.98669 * DEGREE, height: 0 } as Geodetic,
  start: { latitude: 39.61693 * DEGREE, longitude: 134.54975 * DEGREE, height: 0 } as Geodetic,
  end: { latitude: 40.56751 * DEGREE, longitude: -159.53953 * DEGREE, height: 0 } as Geodetic,
  leastElevation: 10 * DEGREE,
  scans: 100,
  sigma: [10, 0.1 * DEGREE, 0.1 * DEGREE] as const,
  detectionProbability: 0.8,
  /** Both are seen for certain up to this scan, counted from 1. */
  certainScans: 4,
  /** False plots per m·rad². */
  clutterDensity: 1e-2,
  /** Half sides of the box around the first target in which they fall: m, rad, rad. */
  clutterBox: [50e3, 2 * DEGREE, 2 * DEGREE] as const,
  /** The second target is so much farther on the same line of sight, m. */
  separation: 50,
  /** Largest acceleration that the process noise is to stand for, m/s². */
  acceleration: 1e-2,
};

/** The path of both targets, scan by scan; states ECEF (m, m/s), looks range, azimuth, elevation (m, rad, rad). */
export interface TwoTargetTruth {
  readonly times: Float64Array;
  readonly period: number;
  /** By target and scan. */
  readonly states: readonly (readonly Float64Array[])[];
  readonly looks: readonly (readonly Float64Array[])[];
}

/** What one scan brings. */
export interface TwoTargetScan {
  readonly plots: readonly Float64Array[];
  /** For each plot the target that made it, or −1: for scoring only. */
  readonly origin: readonly number[];
}

/**
 * Start velocity of least energy between two places on a resting Earth (Vallado, "Fundamentals of Astrodynamics and
 * Applications", 4th edition 2013, section 7.6.1), as the original takes it: in the turning frame it misses the end.
 */
export function leastEnergyStart(from: Vec3, to: Vec3): Vec3 {
  const r1 = norm(from);
  const r2 = norm(to);
  const turn = Math.atan2(norm(cross(from, to)), from[0] * to[0] + from[1] * to[1] + from[2] * to[2]);
  const chord = norm(subtract(to, from));
  const parameter = ((r1 * r2) / chord) * (1 - Math.cos(turn));
  const factor = Math.sqrt(EARTH.gm * parameter) / (r1 * r2 * Math.sin(turn));
  return scale(subtract(to, scale(from, 1 - (r2 / parameter) * (1 - Math.cos(turn)))), factor);
}

const lookOf = (x: Float64Array): Float64Array => {
  const look = lookAt(TWO_TARGET.radar, [x[0]!, x[1]!, x[2]!]);
  return Float64Array.of(look.range, look.azimuth, look.elevation);
};

/** Both paths: free flight with J2 in the turning frame, from when the radar sees above 10° until it doesn't any more. */
export function twoTargetTruth(): TwoTargetTruth {
  const start = geodeticToEcef(TWO_TARGET.start);
  const motion = coastMotion({ gravity: "J2" });
  const launch = Float64Array.of(...start, ...leastEnergyStart(start, geodeticToEcef(TWO_TARGET.end)));
  const at = (time: number): Float64Array => {
    const x = launch.slice();
    motion.move(x, time);
    return x;
  };
  const elevation = (time: number) => lookOf(at(time))[2]! - TWO_TARGET.leastElevation;
  let first = 0;
  while (elevation(first) < 0) first += 10;
  let last = first;
  while (elevation(last + 10) >= 0) last += 10;
  const rise = findRoot(elevation, first - 10, first, 1e-6);
  const set = findRoot(elevation, last, last + 10, 1e-6);
  const period = (set - rise) / (TWO_TARGET.scans - 1);
  const times = Float64Array.from({ length: TWO_TARGET.scans }, (_, k) => rise + k * period);
  const near = [...times].map(at);
  const far = near.map(fartherBy(TWO_TARGET.separation));
  return { times, period, states: [near, far], looks: [near.map(lookOf), far.map(lookOf)] };
}

/** A state moved out along the line of sight by a constant distance. */
function fartherBy(distance: number): (x: Float64Array) => Float64Array {
  const radar = geodeticToEcef(TWO_TARGET.radar);
  return (x) => {
    const away = subtract([x[0]!, x[1]!, x[2]!], radar);
    const sight = unit(away);
    const velocity: Vec3 = [x[3]!, x[4]!, x[5]!];
    const along = velocity[0] * sight[0] + velocity[1] * sight[1] + velocity[2] * sight[2];
    const turning = scale(subtract(velocity, scale(sight, along)), distance / norm(away));
    return Float64Array.of(...add([x[0]!, x[1]!, x[2]!], scale(sight, distance)), ...add(velocity, turning));
  };
}

/** The plots of one run, scan by scan. In scans 1 and 2 there is nothing but the two targets, in their order. */
export function twoTargetScans(truth: TwoTargetTruth, seed: number): TwoTargetScan[] {
  const noise = randomStream(seed, "two targets", "noise");
  const chance = randomStream(seed, "two targets", "chance");
  const box = TWO_TARGET.clutterBox;
  const mean = TWO_TARGET.clutterDensity * 8 * box[0] * box[1] * box[2];
  let draw = 0;
  let toss = 0;
  const noisy = (look: Float64Array) =>
    look.map((v, k) => v + TWO_TARGET.sigma[k]! * normalAt(noise, draw++));
  return Array.from({ length: TWO_TARGET.scans }, (_, scan) => {
    const plots: Float64Array[] = [];
    const origin: number[] = [];
    for (const target of [0, 1]) {
      const seen = uniformAt(chance, toss++) < TWO_TARGET.detectionProbability;
      if (!seen && scan >= TWO_TARGET.certainScans) continue;
      plots.push(noisy(truth.looks[target]![scan]!));
      origin.push(target);
    }
    const clutter = scan < 2 ? 0 : poissonAt(chance, toss++, mean);
    for (let k = 0; k < clutter; k++) {
      const centre = truth.looks[0]![scan]!;
      plots.push(noisy(centre.map((c, i) => c + box[i]! * (2 * uniformAt(chance, toss++) - 1))));
      origin.push(-1);
    }
    return scan < 2 ? { plots, origin } : shuffled({ plots, origin }, chance, toss++);
  });
}

/** The same plots with the order giving nothing away. */
function shuffled(scan: TwoTargetScan, chance: RandomStream, index: number): TwoTargetScan {
  const key = Math.floor(1e9 * uniformAt(chance, index));
  const order = randomStream(key, "order");
  const ranks = scan.plots.map((_, k) => ({ k, rank: uniformAt(order, k) })).sort((a, b) => a.rank - b.rank);
  return { plots: ranks.map(({ k }) => scan.plots[k]!), origin: ranks.map(({ k }) => scan.origin[k]!) };
}
