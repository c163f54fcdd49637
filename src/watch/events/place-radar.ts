import type { RadarTrackState } from "../radar/index.js";
import { type EventBook, enter, flying } from "./book.js";
import { note } from "./ledger.js";
import { countAgreement, fuseCoasts, link, placeTrack, recheck } from "./links.js";
import { descending, reentryBeside } from "./natural/reentry.js";
import { aircraftOf, fliesAsAircraft, watchSlow } from "./natural/slow-flyers.js";
import type { EventRecord } from "./record.js";

/** Plots before a track is held against events. */
const LEAST_PLOTS = 3;
/** A track that fits no launch becomes an object of its own after so long and so many plots. */
const OBJECT_SECONDS = 45;
const OBJECT_PLOTS = 8;
/** For so long after its first plot an object may still turn out to be a part of a launch, s. */
const LATE_MATCH = 240;

/** Brings the events up to date with what the radars follow. */
export function placeRadarTracks(book: EventBook, states: readonly RadarTrackState[], now: number): void {
  for (const state of states) {
    if (book.radarSeen.get(state.id) === state) continue;
    book.radarSeen.set(state.id, state);
    if (state.catalogueNumber !== undefined || state.state === "tentative" || state.plots < LEAST_PLOTS)
      continue;
    watchSlow(book, state);
    const event = book.ofRadar.get(state.id);
    if (event === undefined) place(book, state, now);
    else follow(book, event, state, now);
  }
  if (book.radarSeen.size > states.length) forget(book, states);
}

/** Tracks that the radars no longer hold. */
function forget(book: EventBook, states: readonly RadarTrackState[]): void {
  const held = new Set(states.map((s) => s.id));
  for (const id of book.radarSeen.keys()) if (!held.has(id)) book.radarSeen.delete(id);
  for (const id of book.slowSince.keys()) if (!held.has(id)) book.slowSince.delete(id);
  for (const [id, event] of book.ofRadar)
    if (!held.has(id) && event.state !== "open") book.ofRadar.delete(id);
}

function follow(book: EventBook, event: EventRecord, state: RadarTrackState, now: number): void {
  const own = event.links.find((l) => l.track === state.id)!;
  own.state = state;
  event.last = Math.max(event.last, state.last);
  if (event.nature === "aircraft") {
    if (book.slowSince.has(state.id)) return;
    unlink(book, event, state.id);
    place(book, state, now);
    return;
  }
  if (event.nature === "object") {
    if (fliesAsAircraft(book, state)) {
      unlink(book, event, state.id);
      adopt(book, aircraftOf(book, state, now), state, null);
      if (event.links.length === 0) dissolve(event, now);
      return;
    }
    if (state.last - state.first < LATE_MATCH) rescue(book, event, state, now);
    return;
  }
  if (event.nature === "reentry") {
    countAgreement(book.context, own, event);
    return;
  }
  if (recheck(book.context, event, own)) return;
  unlink(book, event, state.id);
  place(book, state, now);
  readopt(book, event, now);
}

/** Launches, stages and re-entries that a radar track may be of. */
function seenFromOrbit(book: EventBook): EventRecord[] {
  return [...flying(book), ...descending(book)];
}

function place(book: EventBook, state: RadarTrackState, now: number): void {
  const piece = reentryBeside(book, state);
  if (piece !== null) {
    adopt(book, piece, state, null);
    return;
  }
  const placement = placeTrack(book.context, seenFromOrbit(book), state);
  if (placement !== null) {
    const event = placement.as === "body" ? placement.event : fallen(book, placement.event, state, now);
    adopt(book, event, state, placement.agreement);
    return;
  }
  const beside = state.separatedFrom === undefined ? undefined : book.ofRadar.get(state.separatedFrom);
  if (beside !== undefined && beside.nature !== "object" && beside.nature !== "aircraft") {
    adopt(book, fallen(book, beside, state, now), state, null);
    return;
  }
  if (state.plots < OBJECT_PLOTS || state.last - state.first < OBJECT_SECONDS) return;
  const event = fliesAsAircraft(book, state)
    ? aircraftOf(book, state, now)
    : enter(book, "object", null, state.first);
  adopt(book, event, state, null);
}

/** What left the body of a launch without thrust: a spent stage. */
function fallen(book: EventBook, from: EventRecord, state: RadarTrackState, now: number): EventRecord {
  const launch = from.parent ?? from;
  const part = enter(book, "stage", launch, state.first);
  note(
    part.ledger,
    "left",
    {
      kind: "radar",
      sensors: [state.sensor],
      text: `flown back it left the launch ${launch.id}; it has no thrust of its own`,
      logLikelihood: { "falling-stage": 2 },
    },
    now,
  );
  return part;
}

function adopt(
  book: EventBook,
  event: EventRecord,
  state: RadarTrackState,
  agreement: Parameters<typeof link>[2],
): void {
  link(event, state, agreement);
  book.ofRadar.set(state.id, event);
  event.last = Math.max(event.last, state.last);
}

function unlink(book: EventBook, event: EventRecord, track: string): void {
  const i = event.links.findIndex((l) => l.track === track);
  if (i >= 0) event.links.splice(i, 1);
  fuseCoasts(event);
  book.ofRadar.delete(track);
}

/** A body that lost a wrong track may find its own among the parts that were thought to have left it. */
function readopt(book: EventBook, event: EventRecord, now: number): void {
  for (const part of event.children) {
    for (const { state } of [...part.links]) {
      const placement = placeTrack(book.context, [event], state);
      if (placement === null || placement.as !== "body" || placement.event !== event) continue;
      unlink(book, part, state.id);
      adopt(book, event, state, placement.agreement);
      if (part.links.length === 0 && part.lines.length === 0) dissolve(part, now);
      return;
    }
  }
}

/** An object that after all left a launch. */
function rescue(book: EventBook, object: EventRecord, state: RadarTrackState, now: number): void {
  const piece = reentryBeside(book, state);
  const placement =
    piece === null
      ? placeTrack(book.context, seenFromOrbit(book), state)
      : { event: piece, as: "body" as const, agreement: null };
  if (placement === null) return;
  unlink(book, object, state.id);
  const event = placement.as === "body" ? placement.event : fallen(book, placement.event, state, now);
  adopt(book, event, state, placement.agreement);
  if (object.links.length === 0) dissolve(object, now);
}

function dissolve(event: EventRecord, now: number): void {
  event.state = "dissolved";
  note(
    event.ledger,
    "dissolved",
    { kind: "geometry", sensors: [], text: "its tracks belong to another event", logLikelihood: {} },
    now,
  );
}
