import { type Epoch, secondsBetween } from "../../../../astro/index.js";
import type { OrbitChange, OrbitHistory } from "../../../../estimation/index.js";

const DAY = 86_400;

/** A change counts as found within so long of a manoeuvre, s. */
export const FOUND_WITHIN = 2 * DAY;

/** Element sets are fits over some days: manoeuvres nearer to each other than this make one event, s. */
const ONE_EVENT_WITHIN = 4 * DAY;
/** So many sets at least must lie between two manoeuvres for them to be told apart. */
const SETS_BETWEEN = 2;

/** Manoeuvres that element sets can't tell apart. */
export type ManoeuvreEvent = readonly [Epoch, ...Epoch[]];

/**
 * Groups manoeuvres into events: each within four days of the one before it, or with fewer than two sets between them.
 *
 * @param times in order
 * @returns events that lie within the history
 */
export function manoeuvreEvents(times: readonly Epoch[], { scores }: OrbitHistory): ManoeuvreEvent[] {
  const events: [Epoch, ...Epoch[]][] = [];
  const [first, last] = [scores[0], scores.at(-1)];
  if (first === undefined || last === undefined) return events;
  for (const time of times) {
    if (secondsBetween(first.after, time) < 0 || secondsBetween(time, last.before) < 0) continue;
    const event = events.at(-1);
    const previous = event?.at(-1);
    if (event === undefined || previous === undefined) events.push([time]);
    else if (
      secondsBetween(previous, time) < ONE_EVENT_WITHIN ||
      scores.filter((s) => within(s.before, previous, time)).length < SETS_BETWEEN
    )
      event.push(time);
    else events.push([time]);
  }
  return events;
}

const within = (time: Epoch, from: Epoch, to: Epoch) =>
  secondsBetween(from, time) >= 0 && secondsBetween(time, to) >= 0;

/**
 * Changes that a list can judge. Before its first manoeuvre and after its last it says nothing: lists begin late, and end when
 * somebody stopped copying. It is taken to hold for as long again as usually passes between two of its manoeuvres.
 *
 * @param times of the list, in order
 */
export function changesJudged(changes: readonly OrbitChange[], times: readonly Epoch[]): OrbitChange[] {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return [];
  const gaps = times.slice(1).map((time, k) => secondsBetween(times[k]!, time));
  const usual = [...gaps].sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
  const margin = Math.max(usual, FOUND_WITHIN);
  return changes.filter(
    ({ time }) => secondsBetween(first, time) >= -margin && secondsBetween(last, time) <= margin,
  );
}

/** How well changes of orbit agree with manoeuvres. */
export interface ChangeMatch {
  readonly precision: number;
  readonly recall: number;
  readonly found: number;
  /** Changes that no manoeuvre explains. */
  readonly unexplained: readonly OrbitChange[];
  readonly missed: readonly ManoeuvreEvent[];
  /** Of those found: change less manoeuvre, s, and how long after the manoeuvre it could be known, s. */
  readonly timeErrors: readonly number[];
  readonly delays: readonly number[];
  /** Speed change of those found, m/s. */
  readonly speedChanges: readonly number[];
}

/**
 * Pairs changes with events: a change within two days of one of an event's manoeuvres, or between its first and last, finds it;
 * it counts once, however many changes find it.
 */
export function matchChanges(
  changes: readonly OrbitChange[],
  events: readonly ManoeuvreEvent[],
): ChangeMatch {
  const finders: OrbitChange[][] = events.map(() => []);
  const unexplained = changes.filter((change) => {
    const of = events.findIndex((event) => finds(change, event));
    if (of >= 0) finders[of]!.push(change);
    return of < 0;
  });
  const found = events.flatMap((event, k) => {
    const change = finders[k]![0];
    return change === undefined ? [] : [{ event, change }];
  });
  return {
    precision: found.length / Math.max(1, found.length + unexplained.length),
    recall: found.length / Math.max(1, events.length),
    found: found.length,
    unexplained,
    missed: events.filter((_, k) => finders[k]!.length === 0),
    timeErrors: found.map(({ event, change }) => nearest(change, event)),
    delays: found.map(({ event, change }) => secondsBetween(event[0], change.known)),
    speedChanges: found.map(({ change }) => change.speedChange),
  };
}

function nearest(change: OrbitChange, event: ManoeuvreEvent): number {
  const errors = event.map((time) => secondsBetween(time, change.time));
  return errors.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a));
}

function finds(change: OrbitChange, event: ManoeuvreEvent): boolean {
  return within(change.time, event[0], event.at(-1)!) || Math.abs(nearest(change, event)) <= FOUND_WITHIN;
}
