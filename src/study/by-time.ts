import { compareEpochs, epochFromUtc } from "../astro/index.js";

/**
 * Puts things in order of time; those of one instant keep the order in which they were given.
 *
 * @param utcOf when each is, UTC
 * @returns a new list
 */
export function byTime<T>(things: readonly T[], utcOf: (thing: T) => string): T[] {
  return things
    .map((thing) => ({ thing, epoch: epochFromUtc(utcOf(thing)) }))
    .sort((a, b) => compareEpochs(a.epoch, b.epoch))
    .map(({ thing }) => thing);
}
