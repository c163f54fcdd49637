import { coastDistance, fuseTracks, predictCoast } from "../../estimation/index.js";
import type { RadarTrackState } from "../radar/index.js";
import { AGREEMENT_GATE, type Agreement, agreeInSpaceAndTime } from "./confirmation.js";
import { biasOf, type WatchContext } from "./context.js";
import { matchFrom, matchLate, matchWith, type RadarMatch } from "./radar-match.js";
import type { EventRecord, RadarLink } from "./record.js";

/** Where a radar track belongs. */
export interface Placement {
  readonly event: EventRecord;
  /** `body`: the event's own; `child`: something that left its body. */
  readonly as: "body" | "child";
  readonly agreement: Agreement | null;
}

/** Two coasts of one body lie nearer than this: 99.9 % of χ² with six degrees of freedom. */
const SAME_COAST = 22.5;
/** A coast is trusted to be flown back from so many plots on. */
const COAST_PLOTS = 5;
/** A body that leaves the plume later than this before its end is the body itself, s. */
const AT_THE_END = 12;
/** Checks in a row that a link may fail. */
const MOST_STRAYS = 3;

/** Whether two coasts are of one body. */
export function sameCoast(a: RadarTrackState["coast"], b: RadarTrackState["coast"]): number | null {
  if (a === null || b === null) return null;
  const time = Math.max(a.time, b.time);
  if (time - Math.min(a.time, b.time) > 180) return null;
  const distance = coastDistance(predictCoast(a, time), predictCoast(b, time));
  return distance < SAME_COAST ? distance : null;
}

/**
 * Finds the event that a radar track belongs to.
 *
 * @param events launches and stages that are open
 * @returns null where it fits none
 */
export function placeTrack(
  context: WatchContext,
  events: readonly EventRecord[],
  state: RadarTrackState,
): Placement | null {
  const bySameCoast = bestCoast(context, events, state);
  if (bySameCoast !== null)
    return { event: bySameCoast, as: "body", agreement: agreementOf(context, bySameCoast, state) };
  let best: { placement: Placement; distance: number } | null = null;
  for (const event of events) {
    if (event.lines.length === 0 || state.last < event.first - 30) continue;
    const match = matchOf(context, event, state);
    if (match === null) continue;
    const agreement = agreementFrom(match);
    if (agreement === null) continue;
    const distance = mean(match.distances) / match.distances.length;
    if (best !== null && best.distance <= distance) continue;
    const as = isBody(event, state, match) ? "body" : "child";
    best = { placement: { event, as, agreement: as === "body" ? agreement : null }, distance };
  }
  return best?.placement ?? null;
}

function bestCoast(
  context: WatchContext,
  events: readonly EventRecord[],
  state: RadarTrackState,
): EventRecord | null {
  let best: { event: EventRecord; distance: number } | null = null;
  for (const event of events) {
    const distance = sameCoast(event.coast, state.coast);
    const occupied = event.links.some(
      (l) => l.sensor === state.sensor && l.state.state !== "ended" && l.track !== state.id,
    );
    if (distance === null || occupied || (best !== null && best.distance <= distance)) continue;
    const together = matchWith(event.lines, state, biasOf(context));
    if (together !== null && !agrees(together)) continue;
    best = { event, distance };
  }
  return best?.event ?? null;
}

/** Holds a track against an event's lines of sight, at the same instant or flown back. */
export function matchOf(
  context: WatchContext,
  event: EventRecord,
  state: RadarTrackState,
): RadarMatch | null {
  const bias = biasOf(context);
  const together = matchWith(event.lines, state, bias);
  if (together !== null && (agrees(together) || state.coast === null)) return together;
  if (state.coast === null || state.coast.plots < COAST_PLOTS) return together;
  return matchFrom(event.lines, state.coast, bias) ?? matchLate(event.lines, state.coast, bias) ?? together;
}

function agreementOf(context: WatchContext, event: EventRecord, state: RadarTrackState): Agreement | null {
  const match = matchOf(context, event, state);
  return match === null ? null : agreementFrom(match);
}

/** Share of the satellites that must see a radar's track where they see the plume; one may follow another source. */
const MOST_SATELLITES = 0.6;

/** The agreement of a match, by the satellites that agree, where they are most of those that looked. */
export function agreementFrom(match: RadarMatch): Agreement | null {
  const agreeing = match.distances.filter((d) => d < AGREEMENT_GATE);
  if (agreeing.length < MOST_SATELLITES * match.distances.length) return null;
  return agreeInSpaceAndTime(match.at, agreeing);
}

function agrees(match: RadarMatch): boolean {
  return agreementFrom(match) !== null;
}

/**
 * Whether what matched is the burning body itself: seen together with the plume, or left at the end of the last
 * burn. A track of the same radar that already is the body leaves no room for another one,
 * unless it coasts while the plume burns and so was taken for the body wrongly.
 */
function isBody(event: EventRecord, state: RadarTrackState, match: RadarMatch): boolean {
  // the pieces of what comes down are one event
  if (event.nature === "reentry") return true;
  const taken = event.links.some(
    (l) =>
      l.sensor === state.sensor &&
      l.state.state !== "ended" &&
      (l.state.thrusting !== "coasting" || plumeIsOut(event)),
  );
  if (taken) return false;
  if (match.how === "with") return state.thrusting !== "coasting" || plumeIsOut(event);
  const revisit = Math.min(...event.lines.map((t) => t.revisit));
  return plumeIsOut(event) && match.at > event.plume!.lastSeen - AT_THE_END - revisit;
}

function plumeIsOut(event: EventRecord): boolean {
  return event.plume?.firstNotSeen !== undefined;
}

/** Links a track to an event. */
export function link(event: EventRecord, state: RadarTrackState, agreement: Agreement | null): RadarLink {
  const made: RadarLink = {
    track: state.id,
    sensor: state.sensor,
    state,
    agreements: agreement === null ? [] : [agreement],
    strays: 0,
    hinted: false,
  };
  event.links.push(made);
  return made;
}

/**
 * Checks a link against new plots: agreements count up; a track that leaves the plume it was said to be is let go.
 *
 * @returns false where the link no longer holds
 */
export function recheck(context: WatchContext, event: EventRecord, l: RadarLink): boolean {
  if (event.lines.length === 0) return true;
  const together = matchWith(event.lines, l.state, biasOf(context));
  const match = together ?? (l.agreements.length < 4 ? matchOf(context, event, l.state) : null);
  if (match === null) return true;
  const agreement = agreementFrom(match);
  if (agreement !== null) {
    if (l.agreements.at(-1)?.at !== agreement.at || l.agreements.length < 2) l.agreements.push(agreement);
    l.strays = 0;
    return true;
  }
  if (together !== null) l.strays += 1;
  return l.strays < MOST_STRAYS;
}

/** Counts another instant at which a radar's track lies on the lines of sight of what comes down. */
export function countAgreement(context: WatchContext, l: RadarLink, event: EventRecord): void {
  if (l.agreements.length >= 4) return;
  const match = matchWith(event.lines, l.state, biasOf(context));
  const agreement = match === null ? null : agreementFrom(match);
  if (agreement !== null && l.agreements.at(-1)?.at !== agreement.at) l.agreements.push(agreement);
}

/** One estimate of what all radars of an event say of its coast, at the newest time. */
export function fuseCoasts(event: EventRecord): void {
  const coasts = event.links.flatMap((l) =>
    l.state.coast === null || l.state.thrusting === "thrusting" ? [] : [l.state.coast],
  );
  if (coasts.length === 0) {
    event.coast = null;
    return;
  }
  const time = Math.max(...coasts.map((c) => c.time));
  const fresh = coasts.filter((c) => time - c.time < 400).map((c) => predictCoast(c, time));
  event.coast = fuseTracks(consistent(fresh));
}

/** Leaves out what contradicts the estimate of most plots: two bodies must not become one. */
function consistent(coasts: ReturnType<typeof predictCoast>[]): ReturnType<typeof predictCoast>[] {
  const [best, ...others] = [...coasts].sort((a, b) => b.plots - a.plots);
  return [best!, ...others.filter((c) => coastDistance(best!, c) < SAME_COAST)];
}

/** Mean in which one satellite that follows another source does not decide. */
function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + Math.min(b, 3 * AGREEMENT_GATE), 0) / values.length;
}
