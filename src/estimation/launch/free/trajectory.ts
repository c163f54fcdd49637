import { eastNorthUp, type Geodetic, geodeticToEcef } from "../../../astro/index.js";
import type { LeastSquaresProblem } from "../../least-squares/index.js";
import { lookJacobian, lookResiduals } from "../look-residuals.js";
import { type LocalPlace, localPlace } from "../parameters.js";
import { type PreparedLook, prepareLook } from "../prepared-look.js";
import { ASCENT_STATES, FLOW, FreeAscentDynamics, THRUST, TURN } from "./ascent.js";
import type { FreeAscentPrior, FreeLaunchProblem } from "./problem.js";

/**
 * What an ascent of unknown profile is made of, as one vector: the launch's place (m east and north of a place near
 * it), then standard normal numbers: logarithm of the blind time, of the excess thrust, the mass flow, two pointing
 * angles a satellite, and three kicks a step (growth of the thrust, turning east and north), blind steps first.
 */
export const EAST = 0;
export const NORTH = 1;
export const BLIND = 2;
export const EXCESS = 3;
export const START_FLOW = 4;
export const BIAS = 5;

/** Steps from the ignition to the first look; equal parts of that time, whatever it is. */
export const BLIND_STEPS = 5;
const KICKS = 3;
const GRAVITY = 9.8;

/** Two looks nearer in time than this are one moment, s. */
const SAME = 1e-6;

/** Duration from ignition to the first look that a parameter vector stands for, s. */
export function blindSeconds(prior: FreeAscentPrior, x: Float64Array): number {
  return prior.blindSeconds * Math.exp(prior.blindSpread * x[BLIND]!);
}

/** An ascent of unknown profile and the looks at it: states, residuals and their slopes by all that it is made of. */
export class FreeTrajectory implements LeastSquaresProblem {
  readonly place: LocalPlace;
  /** numbers at the vector's beginning that have no prior */
  readonly flat = 2;
  /** numbers in the vector */
  readonly size: number;
  readonly rows: number;
  /** distinct moments of looks, in order */
  readonly moments: readonly number[];
  /** six numbers a look, ECEF */
  readonly positions: Float64Array;
  /** state at the last moment, and its slopes by the vector, 12 × size by rows */
  readonly last = new Float64Array(ASCENT_STATES);
  readonly lastSlopes: Float64Array;
  private readonly looks: readonly PreparedLook[];
  private readonly dynamics: FreeAscentDynamics;
  private readonly slopes: Float64Array;
  private readonly firstKick: number;

  /** @param origin near the launch: from where east and north count, and whose vertical the thrust starts along */
  constructor(
    readonly problem: FreeLaunchProblem,
    readonly origin: Geodetic,
  ) {
    this.place = localPlace(origin);
    const used = problem.satellites.map((_, i) => i);
    const ordered = [...problem.looks].sort((a, b) => a.time - b.time || a.satellite - b.satellite);
    const moments: number[] = [];
    for (const { time } of ordered)
      if (moments.length === 0 || time > moments[moments.length - 1]! + SAME) moments.push(time);
    this.moments = moments;
    this.looks = ordered.map((look) => ({
      ...prepareLook(problem, look, used),
      bias: BIAS + 2 * look.satellite,
    }));
    this.firstKick = BIAS + 2 * used.length;
    this.size = this.firstKick + KICKS * (BLIND_STEPS + moments.length - 1);
    this.rows = 2 * ordered.length;
    this.positions = new Float64Array(6 * ordered.length);
    this.slopes = new Float64Array(3 * ordered.length * this.size);
    this.lastSlopes = new Float64Array(ASCENT_STATES * this.size);
    this.dynamics = new FreeAscentDynamics(origin, problem.prior.turnSeconds);
  }

  priorCost(x: Float64Array): number {
    let sum = 0;
    for (let k = this.flat; k < this.size; k++) sum += x[k]! * x[k]!;
    return sum;
  }

  addPrior(x: Float64Array, matrix: Float64Array, gradient: Float64Array): void {
    for (let k = this.flat; k < this.size; k++) {
      matrix[k * this.size + k]! += 1;
      gradient[k]! += x[k]!;
    }
  }

  /** Puts the vehicle on the ground, at rest. */
  private start(x: Float64Array, slopes: boolean): Float64Array {
    const { prior } = this.problem;
    const { place, size: n } = this;
    const start: Geodetic = {
      latitude: place.latitude + x[NORTH]! / place.meridianRadius,
      longitude: place.longitude + x[EAST]! / place.parallelRadius,
      height: 0,
    };
    const state = this.last;
    state.fill(0);
    state.set(geodeticToEcef(start), 0);
    const excess = prior.excess * Math.exp(prior.excessSpread * x[EXCESS]!);
    state[THRUST] = Math.log(GRAVITY + excess);
    state[FLOW] = prior.flow + prior.flowSpread * x[START_FLOW]!;
    if (!slopes) return state;
    const m = this.lastSlopes;
    m.fill(0);
    const { east, north } = eastNorthUp(start);
    const here = localPlace(start);
    for (let c = 0; c < 3; c++) {
      m[c * n + EAST] = (east[c]! * here.parallelRadius) / place.parallelRadius;
      m[c * n + NORTH] = (north[c]! * here.meridianRadius) / place.meridianRadius;
    }
    m[THRUST * n + EXCESS] = (prior.excessSpread * excess) / (GRAVITY + excess);
    m[FLOW * n + START_FLOW] = prior.flowSpread;
    return state;
  }

  /** The wanderings of one step, at its beginning. */
  private kick(x: Float64Array, number: number, dt: number, blind: boolean, slopes: boolean): void {
    const { prior } = this.problem;
    const { last, lastSlopes: m, size: n } = this;
    const root = Math.sqrt(dt);
    for (let j = 0; j < KICKS; j++) {
      const at = this.firstKick + KICKS * number + j;
      const row = j === 0 ? FLOW : TURN + j - 1;
      const scale = root * (j === 0 ? prior.flowNoise : prior.turnNoise);
      last[row]! += scale * x[at]!;
      if (!slopes) continue;
      m[row * n + at]! += scale;
      if (blind) m[row * n + BLIND]! += 0.5 * prior.blindSpread * scale * x[at]!;
    }
  }

  /** @param number of the step, whose kicks are the last so far */
  private move(number: number, dt: number, slopes: boolean): void {
    const active = this.firstKick + KICKS * (number + 1);
    this.dynamics.move(this.last, dt, slopes ? this.size : 0, this.lastSlopes, slopes ? active : 0);
  }

  private fly(x: Float64Array, slopes: boolean): void {
    const { problem, last, lastSlopes: m, size: n } = this;
    this.start(x, slopes);
    const blind = blindSeconds(problem.prior, x);
    const rate = new Float64Array(ASCENT_STATES);
    for (let k = 0; k < BLIND_STEPS; k++) {
      const dt = blind / BLIND_STEPS;
      this.kick(x, k, dt, true, slopes);
      this.move(k, dt, slopes);
      if (!slopes) continue;
      this.dynamics.rate(last, rate);
      for (let c = 0; c < ASCENT_STATES; c++) m[c * n + BLIND]! += rate[c]! * dt * problem.prior.blindSpread;
    }
    let moment = 0;
    this.looks.forEach((look, i) => {
      if (look.time > this.moments[moment]! + SAME) {
        const dt = this.moments[moment + 1]! - this.moments[moment]!;
        this.kick(x, BLIND_STEPS + moment, dt, false, slopes);
        this.move(BLIND_STEPS + moment, dt, slopes);
        moment++;
      }
      this.positions.set(last.subarray(0, 6), 6 * i);
      if (!slopes) return;
      for (let k = 0; k < n; k++)
        for (let c = 0; c < 3; c++) this.slopes[(i * n + k) * 3 + c] = m[c * n + k]!;
    });
  }

  /** Residuals of all looks, in sigma, two each. */
  residuals(x: Float64Array, out: Float64Array): void {
    this.fly(x, false);
    lookResiduals(this.looks, this.positions, x, out);
  }

  /** Residuals and their slopes, rows × size by rows. */
  linearise(x: Float64Array, out: Float64Array, jacobian: Float64Array): void {
    this.fly(x, true);
    lookResiduals(this.looks, this.positions, x, out);
    jacobian.fill(0);
    lookJacobian(this.looks, this.positions, this.slopes, this.size, jacobian, this.size);
  }
}
