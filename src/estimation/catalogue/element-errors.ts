import {
  addSeconds,
  cross,
  dot,
  EARTH,
  type Epoch,
  norm,
  orbitMeanMotion,
  propagateOrbit,
  type Sgp4Orbit,
  secondsBetween,
  subtract,
  unit,
  type Vec3,
} from "../../astro/index.js";

const DAY = 86_400;

/** Standard deviations along an orbit's own axes, m: outwards, along the track, across the plane. */
export interface OrbitErrors {
  readonly radial: number;
  readonly inTrack: number;
  readonly crossTrack: number;
}

/** By how much an object's elements are worse than the usual ones of its kind, by axis: 1 or more. */
export type ErrorScale = OrbitErrors;

/** What is usual where nothing else is known. */
export const USUAL_SCALE: ErrorScale = { radial: 1, inTrack: 1, crossTrack: 1 };

/** Errors at the epoch, m, and their growth, m a day. */
interface Growth {
  readonly atEpoch: OrbitErrors;
  readonly perDay: OrbitErrors;
}

/**
 * Periods under 225 min, out of the dense air. Measured with public elements against precise orbits at 803 and 1,336 km:
 * along the track 0.4–0.8 km at epoch and 0.1–0.4 km a day more; radial 0.1–0.3 km, 0.7 km after 12 days; across 0.1–0.45 km,
 * 1.2 km after 12 days. The worse of the two orbits is taken.
 */
const NEAR: Growth = {
  atEpoch: { radial: 300, inTrack: 700, crossTrack: 450 },
  perDay: { radial: 40, inTrack: 300, crossTrack: 80 },
};

/**
 * Longer periods, where SGP4 goes by its deep-space part: against navigation satellites' own orbits some kilometres, most of
 * it along the track (Kelso, "Validation of SGP4 and IS-GPS-200D against GPS precision ephemerides", AAS 07-127, 2007).
 */
const FAR: Growth = {
  atEpoch: { radial: 1500, inTrack: 4000, crossTrack: 2000 },
  perDay: { radial: 100, inTrack: 600, crossTrack: 150 },
};
const FAR_PERIOD = 225 * 60;

/**
 * Below this perigee drag rules, m; towards the lower one the growth along the track rises tenfold, to 3 km a day, and what
 * is wrong at epoch by the root of that (an estimate: 1–3 km a day are reckoned with below 500 km).
 */
const DRAG_BELOW = 700e3;
const DRAG_FULL = 400e3;
const DRAG_FACTOR = 10;

function perigeeHeight(orbit: Sgp4Orbit): number {
  const state = propagateOrbit(orbit, orbit.epoch);
  if (state === null) return 0;
  const { positionTeme: r, velocityTeme: v } = state;
  const momentum = cross(r, v);
  const towards = subtract(
    [cross(v, momentum)[0] / EARTH.gm, cross(v, momentum)[1] / EARTH.gm, cross(v, momentum)[2] / EARTH.gm],
    unit(r),
  );
  return dot(momentum, momentum) / EARTH.gm / (1 + norm(towards)) - EARTH.radius;
}

/**
 * How far an object may be from where SGP4 puts it by a public element set: one standard deviation along each of the orbit's
 * axes, growing with the age of the set.
 *
 * It holds between manoeuvres: after one, until the catalogue has caught up, nothing does.
 * @param age time since the set's epoch, s; of either sign
 * @param scale from {@link learnErrorScale}, where a history of the object is there
 */
export function elementErrors(orbit: Sgp4Orbit, age: number, scale: ErrorScale = USUAL_SCALE): OrbitErrors {
  const period = (2 * Math.PI) / orbitMeanMotion(orbit);
  const { atEpoch, perDay } = period < FAR_PERIOD ? NEAR : FAR;
  const depth = Math.min(1, Math.max(0, (DRAG_BELOW - perigeeHeight(orbit)) / (DRAG_BELOW - DRAG_FULL)));
  const drag = DRAG_FACTOR ** depth;
  const days = Math.abs(age) / DAY;
  return {
    radial: scale.radial * (atEpoch.radial + perDay.radial * days),
    inTrack: scale.inTrack * (atEpoch.inTrack * Math.sqrt(drag) + perDay.inTrack * drag * days),
    crossTrack: scale.crossTrack * (atEpoch.crossTrack + perDay.crossTrack * days),
  };
}

/** A difference of places along the axes of an orbit, m. */
export interface OrbitOffset {
  readonly radial: number;
  readonly inTrack: number;
  readonly crossTrack: number;
}

/**
 * A place relative to a state of an orbit, along its axes; along the track as arc, so that kilometres of it are none of
 * height.
 *
 * @param place m, in the same inertial axes as the state
 */
export function orbitOffset(place: Vec3, positionInertial: Vec3, velocityInertial: Vec3): OrbitOffset {
  const radius = norm(positionInertial);
  const outward = unit(positionInertial);
  const pole = unit(cross(positionInertial, velocityInertial));
  const along = cross(pole, outward);
  const [r, t, n] = [dot(place, outward), dot(place, along), dot(place, pole)];
  return {
    radial: Math.hypot(r, t) - radius,
    inTrack: radius * Math.atan2(t, r),
    crossTrack: n,
  };
}

/** Square of the distance in standard deviations: chi-square of three degrees where the errors are as claimed. */
export function offsetSquared(offset: OrbitOffset, errors: OrbitErrors): number {
  return (
    (offset.radial / errors.radial) ** 2 +
    (offset.inTrack / errors.inTrack) ** 2 +
    (offset.crossTrack / errors.crossTrack) ** 2
  );
}

/** Volume of the gate in which the distance's square is below a limit, m³: an ellipsoid. */
export function gateVolume(errors: OrbitErrors, limitSquared: number): number {
  const { radial, inTrack, crossTrack } = errors;
  return (4 / 3) * Math.PI * limitSquared ** 1.5 * radial * inTrack * crossTrack;
}

/** Pairs of sets that tell how errors grow lie so far apart, s. */
const PAIR_LEAST = 0.4 * DAY;
const PAIR_MOST = 14 * DAY;
/** Fewer pairs tell nothing. */
const LEAST_PAIRS = 15;
/**
 * Sets of one object agree better among each other than with the truth (measured at 1,336 km: by a third), so that a history
 * may only enlarge what is usual.
 */
const SMALLEST_SCALE = 1;
const LARGEST_SCALE = 100;
/** Places over the last period before the later epoch at which two sets are compared. */
const PHASES = 4;
/** Median of chi-square of one degree of freedom. */
const MEDIAN_SQUARE = 0.4549;

/**
 * Learns from an object's own history how much worse its elements are than the usual: each set is held against what earlier
 * ones foretold. What all sets of an object have in common stays unseen.
 *
 * The idea: Osweiler, "Covariance estimation and autocorrelation of NORAD two-line element sets" (AFIT, 2006).
 * @param orbits element sets of one object, in any order
 * @param changed whether the orbit was changed between two instants
 */
export function learnErrorScale(
  orbits: readonly Sgp4Orbit[],
  changed: (from: Epoch, to: Epoch) => boolean = () => false,
): ErrorScale {
  const sets = [...orbits].sort((a, b) => secondsBetween(b.epoch, a.epoch));
  const squares: Record<keyof OrbitErrors, number[]> = { radial: [], inTrack: [], crossTrack: [] };
  let pairs = 0;
  for (let j = 1; j < sets.length; j += 1)
    for (let i = j - 1; i >= 0; i -= 1) {
      const age = secondsBetween(sets[i]!.epoch, sets[j]!.epoch);
      if (age > PAIR_MOST) break;
      if (age < PAIR_LEAST || changed(sets[i]!.epoch, sets[j]!.epoch)) continue;
      pairs += 1;
      comparePair(sets[i]!, sets[j]!, age, squares);
    }
  if (pairs < LEAST_PAIRS) return USUAL_SCALE;
  const scaleOf = (values: number[]): number => {
    const middle = values.sort((a, b) => a - b)[values.length >> 1]!;
    return Math.min(LARGEST_SCALE, Math.max(SMALLEST_SCALE, Math.sqrt(middle / MEDIAN_SQUARE)));
  };
  return {
    radial: scaleOf(squares.radial),
    inTrack: scaleOf(squares.inTrack),
    crossTrack: scaleOf(squares.crossTrack),
  };
}

function comparePair(
  earlier: Sgp4Orbit,
  later: Sgp4Orbit,
  age: number,
  squares: Record<keyof OrbitErrors, number[]>,
): void {
  const errors = elementErrors(earlier, age);
  const period = (2 * Math.PI) / orbitMeanMotion(later);
  for (let phase = 0; phase < PHASES; phase += 1) {
    const e = addSeconds(later.epoch, (-period * phase) / PHASES);
    const foretold = propagateOrbit(earlier, e);
    const known = propagateOrbit(later, e);
    if (foretold === null || known === null) continue;
    const offset = orbitOffset(known.positionTeme, foretold.positionTeme, foretold.velocityTeme);
    for (const axis of ["radial", "inTrack", "crossTrack"] as const)
      squares[axis].push((offset[axis] / errors[axis]) ** 2);
  }
}
