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
 * Matches events with true objects: launches by place and time of the launch, nearest pairs first and each used once;
 * then children of a matched launch, in the order in which they came down.
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
  for (const { event, object } of launchPairs(events, truth, rule)) {
    if (matched.has(event.id) || taken.has(object.id)) continue;
    matched.set(event.id, object.id);
    taken.add(object.id);
  }
  for (const event of events) {
    if (event.parent === undefined || matched.has(event.id)) continue;
    const parent = matched.get(event.parent);
    const child = truth
      .filter((object) => object.parent === parent && parent !== undefined && !taken.has(object.id))
      .sort((a, b) => byImpact(a, b))[0];
    if (child === undefined) continue;
    matched.set(event.id, child.id);
    taken.add(child.id);
  }
  return matched;
}

function launchPairs(
  events: readonly EventUpdate[],
  truth: readonly TruthObject[],
  rule: MatchingRule,
): { event: EventUpdate; object: TruthObject; distance: number }[] {
  const pairs: { event: EventUpdate; object: TruthObject; distance: number }[] = [];
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
  return pairs.sort((a, b) => a.distance - b.distance);
}

function byImpact(a: TruthObject, b: TruthObject): number {
  const time = (object: TruthObject) => object.impact?.time.slice(0, -1) ?? "~";
  return time(a) < time(b) ? -1 : 1;
}
