import type { Delivery, TimedMeasurement } from "./faults/delivery.js";
import { inOrderOfTime } from "./measure/order.js";

/** A simulation is worked out and handed on in slices of so much simulated time, s. */
export const SLICE_SECONDS = 30;

/**
 * A span of a run with all that comes in it. Slices follow one another in time without a gap, and each is final: nothing
 * that belongs before its end comes later.
 */
export interface Slice<Message = TimedMeasurement> {
  /** Number of the slice, from 0. */
  readonly number: number;
  /** s after the run's start; the messages of the last slice may lie at its end, those of others before it. */
  readonly until: number;
  /** By time, then by sensor, then as the sensor made them. */
  readonly messages: readonly Message[];
}

/** What a watch receives in a slice: sound messages, and texts that a line has spoilt. */
export type DeliveredSlice = Slice<Delivery>;

/** How many slices a run has. */
export function sliceCount(duration: number): number {
  return Math.max(1, Math.ceil(duration / SLICE_SECONDS));
}

/**
 * Makes final slices of what sensors see: a look that begins in a slice may meet things after the slice's end.
 *
 * @param duration of the run, s
 */
export function openSlicing(duration: number): {
  /** @param found what looks and scans that begin in the next slice see, none of it before the slice's start */
  next(found: readonly TimedMeasurement[]): Slice;
} {
  const count = sliceCount(duration);
  let number = 0;
  let held: TimedMeasurement[] = [];
  return {
    next(found) {
      const last = number === count - 1;
      const until = last ? duration : (number + 1) * SLICE_SECONDS;
      const all = held.concat(found);
      const due = last ? all : all.filter(({ time }) => time < until);
      held = last ? [] : all.filter(({ time }) => time >= until);
      return { number: number++, until, messages: inOrderOfTime(due) };
    },
  };
}
