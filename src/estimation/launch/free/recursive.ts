import type { Filter, Gaussian, Refusal } from "../../filters/model.js";
import { cubatureFilter } from "../../filters/sigma-point.js";
import { isLook, prepareLook } from "../prepared-look.js";
import type { SatelliteLook } from "../problem.js";
import { FreeAscentDynamics } from "./ascent.js";
import { batchBelief } from "./batch.js";
import { type AscentBelief, POINTING } from "./belief.js";
import { type FreeLaunchProblem, LONGEST_ASCENT, type PlumeEnd } from "./problem.js";
import { beliefMotion, type SightMeasurement, sightMeasurement } from "./recursive-models.js";
import { type FreeLaunchSolution, freeSolution } from "./solution.js";

/** Looks that are estimated together before the filter takes over, and of each satellite at least. */
const BATCH_LOOKS = 12;
const BATCH_LOOKS_OF_EACH = 3;

/** Looks at which the batch gives up waiting for a second satellite, or for an answer. */
const MOST_BATCH_LOOKS = 24;

/** A belief on its way from look to look. */
interface Running {
  readonly belief: AscentBelief;
  readonly gaussian: Gaussian;
  readonly filter: Filter;
  readonly measurement: SightMeasurement;
  chiSquare: number;
  degreesOfFreedom: number;
}

/** Why a look was not used. */
export type LookRefusal = Refusal | "no such satellite" | "no unit vector" | "too late for this ascent";

/**
 * Follows one ascent look by look, without a boost profile. The first looks are estimated together; then a filter
 * carries the ascent's state along with the launch's place and time and all pointing errors, at the same cost for every
 * look. Its state keeps the launch in it, so that later looks go on improving it (fixed-point smoothing by an augmented
 * state: Anderson and Moore 1979, section 7.2).
 */
export class FreeLaunchTracker {
  private readonly early: SatelliteLook[] = [];
  /** time of the first look, s */
  private first: number | null = null;
  private running: Running | null = null;
  private plumeEnded: PlumeEnd | undefined;
  private readonly zero = new Float64Array(2);

  /** @param problem satellites, prior and seed; its looks are taken as the first ones */
  constructor(private readonly problem: FreeLaunchProblem) {
    this.plumeEnded = problem.plumeEnded;
    for (const look of problem.looks) this.add(look);
  }

  /**
   * Takes a look.
   *
   * @param look not before the one before it
   * @returns null, or why it was not used; what is known stays as it was then
   */
  add(look: SatelliteLook): LookRefusal | null {
    if (this.problem.satellites[look.satellite] === undefined) return "no such satellite";
    const numbers = [look.time, look.sigma, ...look.positionEcef, ...look.lineOfSightEcef];
    if (!numbers.every(Number.isFinite) || !(look.sigma > 0)) return "not a number";
    if (!isLook(look, this.problem.satellites)) return "no unit vector";
    if (look.time - (this.first ?? look.time) > LONGEST_ASCENT) return "too late for this ascent";
    if (this.running !== null) return this.update(this.running, look);
    const last = this.early[this.early.length - 1];
    if (last !== undefined && look.time < last.time) return "before the state's time";
    this.first ??= look.time;
    if (this.early.length >= MOST_BATCH_LOOKS) this.early.shift();
    this.early.push(look);
    if (this.enough()) this.begin();
    return null;
  }

  /** Says that the plume has gone out. */
  end(plumeEnded: PlumeEnd): void {
    this.plumeEnded = plumeEnded;
  }

  /** @returns what the looks so far tell; null where they tell nothing yet */
  solution(): FreeLaunchSolution | null {
    const { prior, seed, satellites } = this.problem;
    const ended = this.plumeEnded === undefined ? {} : { plumeEnded: this.plumeEnded };
    if (this.running === null) {
      const belief = batchBelief({ looks: this.early, satellites, prior, seed });
      return belief === null ? null : freeSolution(belief, { prior, seed, ...ended });
    }
    const { belief, gaussian, chiSquare, degreesOfFreedom } = this.running;
    const { time, mean, covariance } = gaussian;
    const now = { ...belief, time, mean, covariance, chiSquare, degreesOfFreedom };
    return freeSolution(now, { prior, seed, ...ended });
  }

  private enough(): boolean {
    if (this.early.length < BATCH_LOOKS) return false;
    const counts = new Map<number, number>();
    for (const { satellite } of this.early) counts.set(satellite, (counts.get(satellite) ?? 0) + 1);
    return [...counts.values()].filter((count) => count >= BATCH_LOOKS_OF_EACH).length >= 2;
  }

  private begin(): void {
    const { satellites, prior, seed } = this.problem;
    const belief = batchBelief({ looks: this.early, satellites, prior, seed });
    if (belief === null) return;
    const { latitude, longitude } = belief.place;
    const dynamics = new FreeAscentDynamics({ latitude, longitude, height: 0 }, prior.turnSeconds);
    const { time, mean, covariance, chiSquare, degreesOfFreedom } = belief;
    this.running = {
      belief,
      gaussian: { time, mean, covariance },
      filter: cubatureFilter(beliefMotion(dynamics, prior, satellites.length)),
      measurement: sightMeasurement(satellites.length),
      chiSquare,
      degreesOfFreedom,
    };
    this.early.length = 0;
  }

  private update(running: Running, look: SatelliteLook): Refusal | null {
    const { gaussian, filter, measurement } = running;
    const refused = filter.predict(gaussian, look.time);
    if (refused !== null) return refused;
    const used = this.problem.satellites.map((_, i) => i);
    const prepared = prepareLook(this.problem, look, used);
    measurement.look({ ...prepared, bias: POINTING + 2 * look.satellite });
    const outcome = filter.update(gaussian, measurement, this.zero);
    if (outcome.refused !== null) return outcome.refused;
    running.chiSquare += outcome.nis;
    running.degreesOfFreedom += 2;
    return null;
  }
}
