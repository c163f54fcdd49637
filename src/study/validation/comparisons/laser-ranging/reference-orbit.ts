import {
  addSeconds,
  type CelestialForces,
  type CelestialState,
  celestialFlight,
  type EarthFixedState,
  type Epoch,
  integrate,
  interpolateTable,
  interpolateTableWithRates,
  itrfToGcrfState,
  secondsBetween,
  type Trajectory,
} from "../../../../astro/index.js";
import { fitPlaces, knownAlongTrack, type StateKnown } from "../../../../estimation/index.js";
import type { LaserTarget, PredictedOrbit } from "../../../../formats/index.js";
import { type Held, type LaserFolder, orientationOver, sameTarget } from "./gather.js";

const DAY = 86_400;
/** A prediction further away in time than this tells nothing of a pass. */
const FARTHEST_DAYS = 60;
/** Points of Lagrange's polynomial (degree 9), and of Hermite's where velocities are given (degree 11). */
const POINTS = 10;
const POINTS_WITH_RATES = 6;
/** Degree of the field and forces for what lies beyond a table. */
const FORCES = { degree: 20, sunAndMoon: true } as const;
/** So much of a table, at the end next to what is asked for, is laid an orbit through. */
const WINDOW = DAY;

/** 1σ of a prediction's place on each axis by its age, m: as its makers and users find (docs/validation/laser-ranging.md). */
export function predictionSigma(orbit: PredictedOrbit, e: Epoch): number {
  const days = secondsBetween(orbit.start, e) / DAY;
  return days < 1 ? 2 : days < 2 ? 20 : 50;
}

const place = new Float64Array(3);
const velocity = new Float64Array(3);

/** Where a prediction has its target at an instant, and its velocity relative to the Earth. */
export function predictedState(orbit: PredictedOrbit, e: Epoch): EarthFixedState {
  const t = secondsBetween(orbit.reference, e);
  const { seconds, positionsItrf, velocitiesItrf } = orbit;
  if (velocitiesItrf === undefined) interpolateTable(seconds, positionsItrf, 3, t, POINTS, place, velocity);
  else
    interpolateTableWithRates(
      seconds,
      positionsItrf,
      velocitiesItrf,
      3,
      t,
      POINTS_WITH_RATES,
      place,
      velocity,
    );
  return {
    positionEcef: [place[0]!, place[1]!, place[2]!],
    velocityEcef: [velocity[0]!, velocity[1]!, velocity[2]!],
  };
}

/** A gap in a table wider than so many of its steps isn't bridged. */
const WIDEST_GAP = 1.6;

/** Whether a table holds an instant: between its ends, and not in a gap. */
export function covers({ reference, seconds }: PredictedOrbit, e: Epoch): boolean {
  const t = secondsBetween(reference, e);
  const last = seconds.length - 1;
  if (!(t >= seconds[0]! && t <= seconds[last]!)) return false;
  const next = Math.max(
    1,
    seconds.findIndex((s) => s >= t),
  );
  return seconds[next]! - seconds[next - 1]! <= (WIDEST_GAP * (seconds[last]! - seconds[0]!)) / last;
}

/** The freshest prediction of a target that holds an instant. */
export function predictionAt(
  folder: LaserFolder,
  target: LaserTarget,
  e: Epoch,
): Held<PredictedOrbit> | undefined {
  return folder.orbits
    .filter(({ content }) => sameTarget(content.target, target) && covers(content, e))
    .sort(
      ({ content: a }, { content: b }) => secondsBetween(b.start, a.start) || secondsBetween(b.made, a.made),
    )
    .at(-1);
}

/** What is known of a target at an instant before its ranges are. */
export interface Reference extends StateKnown {
  /** The file it comes from. */
  readonly path: string;
  /** Days between the prediction and the instant; 0 within it. */
  readonly days: number;
  readonly earthKnown: boolean;
}

/** Finds what predictions tell of targets; keeps the orbits that it laid through them. */
export class ReferenceOrbits {
  private readonly flights = new Map<string, Flight | null>();

  constructor(private readonly folder: LaserFolder) {}

  /**
   * @param epochs all instants that will be asked for of this target
   * @returns undefined where no prediction of the target is within reach
   */
  at(target: LaserTarget, e: Epoch, epochs: readonly Epoch[]): Reference | undefined {
    const inside = predictionAt(this.folder, target, e);
    if (inside !== undefined) {
      const { at, known } = orientationOver(this.folder.earth, [e]);
      const state = itrfToGcrfState(predictedState(inside.content, e), e, at(e));
      const sigma = predictionSigma(inside.content, e);
      return {
        ...knownAlongTrack(state, 5 * sigma, 3 * sigma),
        path: inside.path,
        days: 0,
        earthKnown: known,
      };
    }
    return this.beyond(target, e, epochs);
  }

  private beyond(target: LaserTarget, e: Epoch, epochs: readonly Epoch[]): Reference | undefined {
    const nearest = this.folder.orbits
      .filter(({ content }) => sameTarget(content.target, target))
      .map((held) => ({ held, gap: gapTo(held.content, e) }))
      .sort((a, b) => Math.abs(a.gap) - Math.abs(b.gap))[0];
    const days = nearest === undefined ? Number.POSITIVE_INFINITY : Math.abs(nearest.gap) / DAY;
    if (nearest === undefined || days > FARTHEST_DAYS) return undefined;
    const { held, gap } = nearest;
    const key = `${held.path} ${Math.sign(gap)}`;
    let flight = this.flights.get(key);
    if (flight === undefined) {
      const farthest = epochs
        .map((epoch) => gapTo(held.content, epoch))
        .filter((g) => Math.sign(g) === Math.sign(gap) && Math.abs(g) <= FARTHEST_DAYS * DAY)
        .reduce((most, g) => (Math.abs(g) > Math.abs(most) ? g : most), gap);
      flight = flyOn(held.content, farthest, this.folder);
      this.flights.set(key, flight);
    }
    if (flight === null) return undefined;
    const y = new Float64Array(6);
    flight.trajectory.stateAt(secondsBetween(flight.epoch, e), y);
    const state: CelestialState = {
      positionGcrf: [y[0]!, y[1]!, y[2]!],
      velocityGcrf: [y[3]!, y[4]!, y[5]!],
    };
    // drag and the Sun's pressure aren't modelled: what they do grows with the square of time
    const known = knownAlongTrack(state, 100 + 100 * days + 60 * days * days, 30 + 30 * days);
    return { ...known, path: held.path, days, earthKnown: flight.earthKnown };
  }
}

/** s from the nearest end of a table to an instant: negative before it, positive after it and in a gap. */
function gapTo({ reference, seconds }: PredictedOrbit, e: Epoch): number {
  const t = secondsBetween(reference, e);
  return t < seconds[0]! ? t - seconds[0]! : Math.max(1, t - seconds.at(-1)!);
}

interface Flight {
  readonly epoch: Epoch;
  readonly trajectory: Trajectory;
  readonly earthKnown: boolean;
}

/** Lays an orbit through a table's end and flies it on beyond. */
function flyOn(orbit: PredictedOrbit, gap: number, folder: LaserFolder): Flight | null {
  const { reference, seconds, positionsItrf } = orbit;
  const last = seconds.length - 1;
  const from = gap < 0 ? 0 : seconds.findIndex((t) => t >= seconds[last]! - WINDOW);
  const to = gap < 0 ? seconds.findLastIndex((t) => t <= seconds[0]! + WINDOW) : last;
  const middle = (from + to) >> 1;
  const epoch = addSeconds(reference, seconds[middle]!);
  const end = secondsBetween(epoch, addSeconds(reference, seconds[gap < 0 ? 0 : last]!)) + gap * 1.0001;
  const { at, known } = orientationOver(folder.earth, [epoch, addSeconds(epoch, end)]);
  const forces: CelestialForces = { ...FORCES, orientation: at };
  const step = Math.max(1, Math.floor((to - from) / 150));
  const places = [];
  for (let k = from; k <= to; k += step) {
    const e = addSeconds(reference, seconds[k]!);
    const positionEcef = [0, 1, 2].map((i) => positionsItrf[3 * k + i]!) as [number, number, number];
    const { positionGcrf } = itrfToGcrfState({ positionEcef, velocityEcef: [0, 0, 0] }, e, at(e));
    places.push({ seconds: secondsBetween(epoch, e), positionGcrf });
  }
  const start = itrfToGcrfState(predictedState(orbit, epoch), epoch, at(epoch));
  const fit = fitPlaces(places, epoch, start, forces);
  if (fit === null) return null;
  const y0 = [...fit.state.positionGcrf, ...fit.state.velocityGcrf];
  const options = {
    relativeTolerance: 1e-11,
    absoluteTolerance: [1e-3, 1e-3, 1e-3, 1e-6, 1e-6, 1e-6],
    firstStep: 30,
  };
  return {
    epoch,
    trajectory: integrate(celestialFlight(epoch, forces), 0, y0, end, options),
    earthKnown: known,
  };
}
