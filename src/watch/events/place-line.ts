import { cross, ecefToGeodetic, norm, subtract } from "../../astro/index.js";
import { crossPlane } from "../infrared/plane.js";
import { firstTime, isLive, type LineTrack, type Sighting } from "../infrared/track.js";
import { addLine, type EventBook, enter, flying } from "./book.js";
import { biasAtSource } from "./context.js";
import { bodyState, placeAfter } from "./launch/motion-now.js";
import { pairScore } from "./launch/pairing.js";
import { note } from "./ledger.js";
import type { EventRecord } from "./record.js";
import { DEGREES } from "./written.js";

/** How well one line of sight tells a place on the ground, m. */
const GROUND_RADIUS = 20_000;
/** A second source within this of a launch's own, at the source, is a part of it, m. */
export const BESIDE = 120_000;
/** Parts separate only after this, s after first sight. */
const EARLIEST_STAGING = 45;
/** A body may be lit again after a pause no longer than this, s. */
const LONGEST_PAUSE = 600;
/** Its state may be newer than the first sighting of the track by so much, s. */
const LONGEST_BEFORE = 40;
/** It is then found near to where it flew: within this, and three times the error of that, m. */
const NEAREST = 30_000;
const FARTHEST = 150_000;

/**
 * Gives a moving source to the launch that it belongs to, as its body or a part that left it, or begins a new one.
 *
 * @param mayBegin whether it may be a new one
 * @returns null where it belongs to none and may not
 */
export function placeMoving(
  book: EventBook,
  track: LineTrack,
  now: number,
  mayBegin: () => boolean,
): EventRecord | null {
  const free = (event: EventRecord) => liveBeside(event, track, now) === undefined;
  const own = bestPair(book, track, free) ?? onTheWayOf(book, track.sightings[0]!, free);
  if (own !== null) {
    addLine(book, own, track);
    return own;
  }
  const from = bestPair(book, track, () => true) ?? besideOf(book, track, now);
  if (from !== null) {
    const launch = from.parent ?? from;
    const part = enter(book, "stage", launch, firstTime(track));
    addLine(book, part, track);
    note(
      part.ledger,
      "second plume",
      {
        kind: "infrared",
        sensors: [track.sensor],
        text: `a second hot source beside the launch ${launch.id}`,
        logLikelihood: { "falling-stage": 1 },
      },
      now,
    );
    return part;
  }
  if (!mayBegin()) return null;
  const launch = enter(book, "launch", null, firstTime(track));
  addLine(book, launch, track);
  return launch;
}

/**
 * Gives a source that stays in one satellite's view to the launch that it belongs to, where other satellites see it
 * move (it flies along that satellite's line of sight), else to the place where they see one, or begins a new one.
 */
export function placeStatic(book: EventBook, track: LineTrack, now: number): EventRecord {
  const launch = bestPair(book, track, (event) => liveBeside(event, track, now) === undefined);
  if (launch !== null) {
    addLine(book, launch, track);
    return launch;
  }
  let best: { event: EventRecord; distance: number } | null = null;
  for (const event of book.records) {
    if (event.nature !== "source" || event.state !== "open") continue;
    for (const other of event.lines) {
      const distance = other.sensor === track.sensor ? null : linePairDistance(book, track, other);
      if (distance !== null && (best === null || distance < best.distance)) best = { event, distance };
    }
  }
  const event = best?.event ?? enter(book, "source", null, firstTime(track));
  addLine(book, event, track);
  event.seenAt ??= placeOnGround(track);
  note(
    event.ledger,
    "stays",
    {
      kind: "infrared",
      sensors: [...new Set(event.lines.map((t) => t.sensor))].sort(),
      text: "a hot source that stays in its place",
      logLikelihood: { background: 3 },
    },
    now,
  );
  return event;
}

/** Where a line of sight meets the ground: the anchor of a track that stays, good to some kilometres. */
function placeOnGround(track: LineTrack): EventRecord["seenAt"] {
  const { latitude, longitude } = ecefToGeodetic(track.plane.anchorEcef);
  return {
    latitudeDeg: Math.round(latitude * DEGREES * 100) / 100,
    longitudeDeg: Math.round(longitude * DEGREES * 100) / 100,
    radius: GROUND_RADIUS,
  };
}

/** Mean squared miss over its variance of two satellites' tracks; null where they are not of one source. */
export function linePairDistance(book: EventBook, a: LineTrack, b: LineTrack): number | null {
  const bias = biasAtSource(book.context);
  return pairScore(a, b, bias(a.sensor), bias(b.sensor))?.distance ?? null;
}

/** The event whose tracks by other satellites meet this one best, among those that may have it. */
function bestPair(
  book: EventBook,
  track: LineTrack,
  may: (event: EventRecord) => boolean,
): EventRecord | null {
  let best: { event: EventRecord; distance: number } | null = null;
  for (const event of flying(book)) {
    if (!may(event)) continue;
    for (const other of event.lines) {
      if (other.sensor === track.sensor) continue;
      const distance = linePairDistance(book, track, other);
      if (distance !== null && (best === null || distance < best.distance)) best = { event, distance };
    }
  }
  return best?.event ?? null;
}

/** Whether a track meets another satellite's track of a launch or of a part of one. */
export function meetsLaunch(book: EventBook, track: LineTrack): boolean {
  return bestPair(book, track, () => true) !== null;
}

/**
 * The event whose body, flying on freely, was on a line of sight: it was lit again after a pause, as upper stages and
 * returning first stages are.
 */
export function onTheWayOf(
  book: EventBook,
  sighting: Sighting,
  may: (event: EventRecord) => boolean = () => true,
): EventRecord | null {
  let best: { event: EventRecord; miss: number } | null = null;
  for (const event of flying(book)) {
    const miss = may(event) ? missOf(event, sighting) : null;
    if (miss !== null && (best === null || miss < best.miss)) best = { event, miss };
  }
  return best?.event ?? null;
}

/** How far a line of sight passes an event's body in free flight, m; null where it is out of reach. */
function missOf(event: EventRecord, sighting: Sighting): number | null {
  const state = bodyState(event);
  if (state === null) return null;
  const pause = sighting.time - state.time;
  if (pause < -LONGEST_BEFORE || pause > LONGEST_PAUSE) return null;
  const away = subtract(placeAfter(state, sighting.time), sighting.positionEcef);
  const miss = norm(cross(away, sighting.lineOfSightEcef));
  const reach = Math.min(
    FARTHEST,
    NEAREST + 3 * (state.positionSigma + state.velocitySigma * Math.abs(pause)),
  );
  return miss < reach ? miss : null;
}

/** Whether a source appears where an event's body flies, or beside a track of it by the same satellite. */
export function passesNear(event: EventRecord, track: LineTrack): boolean {
  const first = track.sightings[0]!;
  if (missOf(event, first) !== null) return true;
  return event.lines.some((t) => t.sensor === track.sensor && (besideTrack(t, first) ?? BESIDE) < BESIDE);
}

/** A track of the same satellite that is still followed: a second hot source beside it is another body. */
function liveBeside(event: EventRecord, track: LineTrack, now: number): LineTrack | undefined {
  return event.lines.find((t) => t.sensor === track.sensor && t !== track && isLive(t, now));
}

/** The launch beside whose live track of the same satellite this source appeared. */
function besideOf(book: EventBook, track: LineTrack, now: number): EventRecord | null {
  const first = track.sightings[0]!;
  let best: { event: EventRecord; distance: number } | null = null;
  for (const event of flying(book)) {
    if (first.time - event.first < EARLIEST_STAGING) continue;
    const live = liveBeside(event, track, now);
    if (live === undefined) continue;
    const distance = besideTrack(live, first);
    if (distance !== null && distance < BESIDE && (best === null || distance < best.distance))
      best = { event, distance };
  }
  return best?.event ?? null;
}

/** Distance in a track's plane of a sighting from where the track was then, m; null where the two do not compare. */
export function besideTrack(track: LineTrack, sighting: Sighting): number | null {
  const point = crossPlane(track.plane, sighting.positionEcef, sighting.lineOfSightEcef);
  const near = [...track.sightings].reverse().find((s) => s.time <= sighting.time + 1) ?? track.sightings[0]!;
  return point === null ? null : Math.hypot(point.u - near.u, point.v - near.v);
}

/** A source that was taken to stay and moves after all leaves its place; a place without sources is none. */
export function leavePlace(book: EventBook, source: EventRecord, track: LineTrack, now: number): void {
  source.lines.splice(source.lines.indexOf(track), 1);
  book.ofLine.delete(track.id);
  if (source.lines.length > 0) return;
  source.state = "dissolved";
  note(
    source.ledger,
    "dissolved",
    { kind: "geometry", sensors: [], text: "the source moves after all", logLikelihood: {} },
    now,
  );
}
