import { epochFromUtc, secondsBetween } from "../../astro/index.js";
import { median } from "../../estimation/index.js";
import type { EventUpdate, ProtectedArea, Score, TruthObject, Warning } from "../../messages/index.js";
import { ellipseDistance, ellipseTouchesCircle, groundDistance } from "./ellipse.js";
import { isLaunch, type MatchingRule, matchEvents } from "./match.js";

/** What a watch put out, as far as it is scored. */
export interface ScoredRun {
  readonly events: readonly EventUpdate[];
  readonly warnings: readonly Warning[];
  readonly protectedAreas: readonly ProtectedArea[];
}

/** A launch that was matched. */
interface Pair {
  readonly event: EventUpdate;
  readonly object: TruthObject;
}

/**
 * Compares what the watch said with what really flew. The scenario's declared class is the truth.
 *
 * @param run last states of the events, and all warnings
 * @param truth what really flew
 * @param rule when an event and an object are the same
 */
export function scoreRun(
  run: ScoredRun,
  truth: readonly TruthObject[],
  rule: MatchingRule,
): { readonly score: Score; readonly truthOf: ReadonlyMap<string, string> } {
  const truthOf = matchEvents(run.events, truth, rule);
  const objects = new Map(truth.map((object) => [object.id, object]));
  const launches = truth.filter(isLaunch);
  const pairs = run.events.flatMap((event): Pair[] => {
    const object = objects.get(truthOf.get(event.id) ?? "");
    return object !== undefined && isLaunch(object) ? [{ event, object }] : [];
  });
  const score: Score = {
    launches: launches.length,
    detected: pairs.length,
    missed: launches.length - pairs.length,
    falseWarnings: countFalseWarnings(run, truthOf, objects),
    misclassified: pairs.filter(({ event, object }) => event.class !== object.class).length,
    ...launchFigures(pairs),
    ...impactFigures(pairs),
    ...timeFigures(pairs),
  };
  return { score, truthOf };
}

/**
 * Counts warnings that should not have been: confirmed or public ones whose object is absent or not ballistic, and any
 * warning on what was no launch. A notice of a real launch is right, and so is a warning of a sounding rocket whose
 * ellipse touches a protected area. A warning and its updates count once.
 */
function countFalseWarnings(
  run: ScoredRun,
  truthOf: ReadonlyMap<string, string>,
  objects: ReadonlyMap<string, TruthObject>,
): number {
  const wrong = new Set<string>();
  for (const warning of run.warnings) {
    if (warning.msgType === "Cancel") continue;
    const object = objects.get(truthOf.get(warning.event) ?? "");
    const grave = warning.level === "confirmed" || warning.level === "public";
    const right = object !== undefined && (!grave || mayBeWarnedOf(object, warning, run.protectedAreas));
    if (!right) wrong.add(`${warning.event} ${warning.level}`);
  }
  return wrong.size;
}

function mayBeWarnedOf(object: TruthObject, warning: Warning, areas: readonly ProtectedArea[]): boolean {
  if (object.class === "ballistic") return true;
  const impact = warning.impact;
  const ellipse = impact?.ellipse95;
  if (object.class !== "sounding-rocket" || impact === undefined || ellipse === undefined) return false;
  return areas.some((area) => ellipseTouchesCircle(impact, ellipse, area));
}

function launchFigures(pairs: readonly Pair[]): Partial<Score> {
  const errors = pairs.map(({ event, object }) => groundDistance(event.launch!, object.launch!));
  const inside = pairs.filter(
    ({ event, object }) => ellipseDistance(event.launch!, event.launch!.ellipse95, object.launch!) <= 1,
  );
  if (errors.length === 0) return {};
  return { launchErrorMedian: median(errors), launchEllipse95Coverage: inside.length / errors.length };
}

function impactFigures(pairs: readonly Pair[]): Partial<Score> {
  const ballistic = pairs.flatMap(({ event, object }) => {
    const { impact } = event;
    if (object.class !== "ballistic" || object.impact === undefined || impact?.ellipse95 === undefined)
      return [];
    return [{ impact, ellipse: impact.ellipse95, truth: object.impact }];
  });
  if (ballistic.length === 0) return {};
  const inside = ballistic.filter(
    ({ impact, ellipse, truth }) => ellipseDistance(impact, ellipse, truth) <= 1,
  );
  return {
    impactErrorMedian: median(ballistic.map(({ impact, truth }) => groundDistance(impact, truth))),
    impactEllipse95Coverage: inside.length / ballistic.length,
  };
}

function timeFigures(pairs: readonly Pair[]): Partial<Score> {
  const sinceLaunch = (object: TruthObject, time: string) =>
    secondsBetween(epochFromUtc(object.launch!.time), epochFromUtc(time));
  const detected = pairs.map(({ event, object }) => sinceLaunch(object, event.firstDetection));
  const confirmed = pairs.flatMap(({ event, object }) =>
    event.confirmedAt === undefined ? [] : [sinceLaunch(object, event.confirmedAt)],
  );
  return {
    ...(detected.length === 0 ? {} : { timeToDetectMedian: median(detected) }),
    ...(confirmed.length === 0 ? {} : { timeToConfirmMedian: median(confirmed) }),
  };
}
