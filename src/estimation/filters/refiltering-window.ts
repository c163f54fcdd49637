import { copyGaussian, setGaussian } from "./gaussian.js";
import { noUpdate, refuse } from "./guard.js";
import type { Filter, FilterUpdate, Gaussian, MeasurementModel } from "./model.js";

/** A filter that takes measurements in any order, within what it keeps. */
export interface RefilteringWindow<State> {
  /** The newest state. */
  readonly newest: State;
  /**
   * Takes a measurement, late or not. A late one is put in its place, and what came after it is filtered again.
   *
   * @param time s after the caller's reference
   * @param measurement kept as long as the measurement is: its noise and place may not be changed afterwards
   * @param z copied
   */
  take(time: number, measurement: MeasurementModel, z: Float64Array): FilterUpdate;
}

/** How a kind of state is copied. */
export interface StateCopies<State> {
  copy(state: State): State;
  set(to: State, from: State): void;
}

const GAUSSIANS: StateCopies<Gaussian> = { copy: copyGaussian, set: setGaussian };

interface Kept<State> {
  time: number;
  measurement: MeasurementModel | null;
  z: Float64Array;
  /** after the measurement */
  readonly state: State;
}

/**
 * Out-of-sequence measurements, exactly: a short ring of past states and measurements, from which a late measurement's
 * successors are filtered again. Any filter will do; the outcome is to the last bit that of measurements in order. One
 * older than the oldest state kept is refused.
 *
 * @param start the state that all measurements come after
 * @param room measurements that are kept
 */
export function refilteringWindow(
  filter: Filter<Gaussian>,
  start: Gaussian,
  room: number,
): RefilteringWindow<Gaussian>;
/** @param copies how states of another kind are copied */
export function refilteringWindow<State extends { time: number }>(
  filter: Filter<State>,
  start: State,
  room: number,
  copies: StateCopies<State>,
): RefilteringWindow<State>;
export function refilteringWindow<State extends { time: number }>(
  filter: Filter<State>,
  start: State,
  room: number,
  copies: StateCopies<State> = GAUSSIANS as unknown as StateCopies<State>,
): RefilteringWindow<State> {
  const slot = (): Kept<State> => ({
    time: start.time,
    measurement: null,
    z: new Float64Array(4),
    state: copies.copy(start),
  });
  // ordered by time; the first holds the state before all measurements that are kept
  const kept = Array.from({ length: room + 2 }, slot);
  let count = 1;
  const newest = copies.copy(start);
  const refusal = noUpdate();
  const result = noUpdate();

  /** Filters a slot's measurement from the state before it. */
  function run(k: number): FilterUpdate {
    const { time, measurement, z, state } = kept[k];
    copies.set(state, kept[k - 1].state);
    const lost = filter.predict(state, time);
    if (lost !== null) return refuse(refusal, lost);
    return measurement === null ? refusal : filter.update(state, measurement, z);
  }

  /** Moves a slot out of `from` and into `to`, the others closing up. */
  function shift(from: number, to: number): void {
    const moved = kept[from];
    const step = from < to ? 1 : -1;
    for (let k = from; k !== to; k += step) kept[k] = kept[k + step];
    kept[to] = moved;
  }

  return {
    newest,
    take(time, measurement, z) {
      if (!Number.isFinite(time)) return refuse(refusal, "not a number");
      if (time < kept[0].time) return refuse(refusal, "older than what is kept");
      let at = count;
      while (at > 1 && kept[at - 1].time > time) at--;
      shift(count, at);
      const entry = kept[at];
      entry.time = time;
      entry.measurement = measurement;
      if (entry.z.length !== z.length) entry.z = new Float64Array(z.length);
      entry.z.set(z);
      const outcome = run(at);
      if (outcome.refused !== null) {
        shift(at, count);
        return outcome;
      }
      result.nis = outcome.nis;
      result.logLikelihood = outcome.logLikelihood;
      count++;
      for (let k = at + 1; k < count; k++) run(k);
      copies.set(newest, kept[count - 1].state);
      if (count > room + 1) {
        shift(0, count - 1);
        count--;
      }
      return result;
    },
  };
}
