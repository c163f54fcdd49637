import {
  type CelestialForces,
  type EarthOrientation,
  type Epoch,
  flyEarthFixed,
  norm,
  subtract,
} from "../../../../astro/index.js";
import { percentileOf } from "../../../tracking/statistics.js";
import { instantOf, type PreciseTrack, positionAt, stateAtRow, velocityReach } from "./precise-track.js";

/** Errors of free propagation are taken after so long, s. */
export const HORIZONS = [600, 1800, 3600] as const;
/** Starts are spread over the whole file, at most so many a satellite, and for all satellites of a file together. */
const MOST_STARTS = 1000;
const MOST_STARTS_OF_FILE = 4000;
/** However many satellites there are. */
const LEAST_STARTS = 50;

/** A span in which the satellite did not fly freely, s after the track's start. */
export interface Disturbance {
  readonly from: number;
  readonly to: number;
  /** Said by the file's own flag, rather than found. */
  readonly flagged: boolean;
}

/** What acts in a propagation. */
export interface FieldModel {
  readonly name: string;
  readonly degree: number;
  readonly sunAndMoon: boolean;
}

/** Errors of one model. */
export interface PropagationErrors {
  readonly model: FieldModel;
  /** By horizon: from each start, m. */
  readonly errors: readonly (readonly number[])[];
}

export interface FreePropagation {
  readonly models: readonly PropagationErrors[];
  readonly starts: number;
  /** Starts that a disturbance took. */
  readonly disturbed: number;
}

type Orientation = (e: Epoch) => EarthOrientation;

function forcesOf(model: FieldModel, orientation: Orientation): CelestialForces {
  return { degree: model.degree, sunAndMoon: model.sunAndMoon, orientation };
}

/**
 * Errors from one row, by horizon.
 *
 * @returns null where the orbit isn't known at the row or at a horizon
 */
function errorsFrom(
  track: PreciseTrack,
  row: number,
  horizons: readonly number[],
  forces: CelestialForces,
): number[] | null {
  const state = stateAtRow(track, row);
  if (state === null) return null;
  const t = track.orbit.seconds[row]!;
  const truths = horizons.map((h) => positionAt(track, t + h));
  if (truths.includes(null)) return null;
  const flown = flyEarthFixed(state, instantOf(track, t), horizons, forces);
  return flown.map(({ positionEcef }, i) => norm(subtract(positionEcef, truths[i]!)));
}

/** How many starts a satellite of a file of so many gets at most. */
export function startsEach(satellites: number): number {
  return Math.max(LEAST_STARTS, Math.min(MOST_STARTS, Math.floor(MOST_STARTS_OF_FILE / satellites)));
}

/**
 * Flies from starts all over the file and says how far off it gets.
 *
 * @param most starts at most, spread evenly
 * @param tick called now and then, to give signals a turn
 */
export async function propagateFreely(
  track: PreciseTrack,
  models: readonly FieldModel[],
  orientation: Orientation,
  disturbances: readonly Disturbance[],
  most: number,
  tick: () => Promise<void>,
): Promise<FreePropagation> {
  const { seconds } = track.orbit;
  const stride = Math.max(1, Math.ceil(seconds.length / most));
  const last = HORIZONS[HORIZONS.length - 1]!;
  const reach = velocityReach(track);
  const errors = models.map(() => HORIZONS.map((): number[] => []));
  let starts = 0;
  let disturbed = 0;
  for (let row = 0; row < seconds.length; row += stride) {
    const t = seconds[row]!;
    if (disturbances.some(({ from, to }) => from < t + last && to > t - reach)) {
      disturbed += 1;
      continue;
    }
    const found = models.map((model) => errorsFrom(track, row, HORIZONS, forcesOf(model, orientation)));
    if (found.includes(null)) continue;
    starts += 1;
    found.forEach((byHorizon, m) => {
      byHorizon!.forEach((error, h) => {
        errors[m]![h]!.push(error);
      });
    });
    if (starts % TICK === 0) await tick();
  }
  return { models: models.map((model, m) => ({ model, errors: errors[m]! })), starts, disturbed };
}

const TICK = 20;

/** The best model at hand: what it leaves over is not gravity. */
const FINEST: FieldModel = { name: "degree 20, Sun and Moon", degree: 20, sunAndMoon: true };
/** Orbits are followed in hops of this part of a radian, from 10 min to 30: longer, the Sun's pressure tells. */
const HOP_ANGLE = 0.3;
const HOP_LEAST = 600;
const HOP_MOST = 1800;
/** A hop is disturbed where its error is so many times the middle one, and above so much: 1 cm/s in 10 min. */
const DISTURBED_RATIO = 12;
const DISTURBED_LEAST = 6;

/** Errors of one hop after another through the whole file, by the best model. */
export interface Hops {
  /** s */
  readonly length: number;
  readonly starts: readonly number[];
  /** m */
  readonly errors: readonly number[];
  readonly disturbances: readonly Disturbance[];
  /** Errors of the hops that are not disturbed, m. */
  readonly quiet: readonly number[];
}

/**
 * Follows the orbit hop by hop: each begins at the file's own state and ends at the next hop's beginning, so that a
 * manoeuvre falls into one of them, and stands out.
 */
export async function hopAlong(
  track: PreciseTrack,
  orientation: Orientation,
  tick: () => Promise<void>,
): Promise<Hops> {
  const { seconds, manoeuvre } = track.orbit;
  const motion = Math.sqrt(3.986004415e14 / track.meanRadius ** 3);
  const wanted = Math.min(HOP_MOST, Math.max(HOP_LEAST, HOP_ANGLE / motion));
  const rows = Math.max(1, Math.round(wanted / track.step), Math.ceil(seconds.length / MOST_HOPS));
  const length = rows * track.step;
  const starts: number[] = [];
  const errors: number[] = [];
  for (let row = 0; row < seconds.length; row += rows) {
    const found = errorsFrom(track, row, [length], forcesOf(FINEST, orientation));
    if (found === null) continue;
    starts.push(seconds[row]!);
    errors.push(found[0]!);
    if (starts.length % TICK === 0) await tick();
  }
  const limit = Math.max(DISTURBED_LEAST, DISTURBED_RATIO * percentileOf(errors, 0.5));
  const reach = velocityReach(track);
  const disturbances: Disturbance[] = [];
  for (let i = 1; i < seconds.length; i++)
    if (manoeuvre[i] === 1) disturbances.push({ from: seconds[i - 1]!, to: seconds[i]!, flagged: true });
  errors.forEach((error, i) => {
    const from = starts[i]! - reach;
    const to = starts[i]! + length;
    if (error > limit && !disturbances.some((d) => d.flagged && d.from < to && d.to > from))
      disturbances.push({ from, to, flagged: false });
  });
  const quiet = errors.filter((_, i) => {
    const t = starts[i]!;
    return !disturbances.some(({ from, to }) => from < t + length && to > t - reach);
  });
  return { length, starts, errors, disturbances, quiet };
}

const MOST_HOPS = 2000;
