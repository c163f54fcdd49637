import { epochFromUtc, secondsBetween } from "../../astro/index.js";
import type { EventUpdate, TruthObject } from "../../messages/index.js";
import { groundDistance } from "./ellipse.js";

/** When an event and a true object are the same, at the launch. */
export interface MatchingRule {
  readonly distanceKm: number;
  readonly seconds: number;
}

/** Objects that were launched, by declared class. */
export function isLaunch(object: TruthObject): boolean {
  return (
    object.launch !== undefined &&
    object.parent === undefined &&
    (object.class === "ballistic" || object.class === "space-launch" || object.class === "sounding-rocket")
  );
}

/**
 * Matches events with true objects: launches by place and time of the launch, then children of a matched launch by where
 * they come down. Nearest pairs first, each object once.
 *
 * @returns the true object's id by event id
 */
export function matchEvents(
  events: readonly EventUpdate[],
  truth: readonly TruthObject[],
  rule: MatchingRule,
): Map<string, string> {
  const matched = new Map<string, string>();
  const taken = new Set<string>();
  const takeNearest = (pairs: readonly Pair[]) => {
    for (const { event, object } of [...pairs].sort((a, b) => a.distance - b.distance)) {
      if (matched.has(event.id) || taken.has(object.id)) continue;
      matched.set(event.id, object.id);
      taken.add(object.id);
    }
  };
  takeNearest(launchPairs(events, truth, rule));
  takeNearest(childPairs(events, truth, matched, rule));
  return matched;
}

/** An event and an object that may be the same. */
interface Pair {
  readonly event: EventUpdate;
  readonly object: TruthObject;
  /** In units of the rule. */
  readonly distance: number;
}

function launchPairs(
  events: readonly EventUpdate[],
  truth: readonly TruthObject[],
  rule: MatchingRule,
): Pair[] {
  const pairs: Pair[] = [];
  for (const event of events) {
    if (event.launch === undefined || event.parent !== undefined) continue;
    for (const object of truth) {
      if (!isLaunch(object)) continue;
      const seconds = Math.abs(
        secondsBetween(epochFromUtc(object.launch!.time), epochFromUtc(event.launch.time)),
      );
      const distance = groundDistance(event.launch, object.launch!);
      if (seconds > rule.seconds || distance > rule.distanceKm * 1000) continue;
      pairs.push({ event, object, distance: distance / (rule.distanceKm * 1000) + seconds / rule.seconds });
    }
  }
  return pairs;
}

function childPairs(
  events: readonly EventUpdate[],
  truth: readonly TruthObject[],
  matched: ReadonlyMap<string, string>,
  rule: MatchingRule,
): Pair[] {
  const pairs: Pair[] = [];
  for (const event of events) {
    const parent = matched.get(event.parent ?? "");
    if (parent === undefined || event.impact === undefined) continue;
    for (const object of truth) {
      if (object.parent !== parent || object.impact === undefined) continue;
      const distance = groundDistance(event.impact, object.impact) / (rule.distanceKm * 1000);
      if (distance <= 1) pairs.push({ event, object, distance });
    }
  }
  return pairs;
}
