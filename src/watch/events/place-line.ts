import { innovationSquared, predict } from "../infrared/filter.js";
import { crossPlane } from "../infrared/plane.js";
import { firstTime, type LineTrack, lastTime } from "../infrared/track.js";
import { addLine, type EventBook, enter, flying } from "./book.js";
import { pairScore } from "./launch/pairing.js";
import { note } from "./ledger.js";
import type { EventRecord } from "./record.js";

/** A track of the same satellite still followed: a second hot source beside it is another body. */
const LIVE_LOOKS = 2.5;
/** A second source within this of a launch's own, at the source, is a part of it, m. */
const BESIDE = 120_000;
/** Parts separate only after this, s after first sight. */
const EARLIEST_STAGING = 45;
/** Unknown acceleration over a pause of a track, m/s². */
const PAUSE_ACCELERATION = 40;
const PAUSE_GATE = 18.4;

/** Gives a moving source to the launch that it belongs to, as its body or a part that left it, or begins a new one. */
export function placeMoving(book: EventBook, track: LineTrack, now: number): EventRecord {
  const own = bestPair(book, track) ?? continued(book, track, now);
  if (own !== null && liveBeside(own, track, now) === undefined) {
    addLine(book, own, track);
    return own;
  }
  const from = own ?? besideOf(book, track, now);
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
  const launch = enter(book, "launch", null, firstTime(track));
  addLine(book, launch, track);
  return launch;
}

/** Gives a source that stays to the place where other satellites see one, or begins a new one. */
export function placeStatic(book: EventBook, track: LineTrack, now: number): EventRecord {
  let best: { event: EventRecord; distance: number } | null = null;
  for (const event of book.records) {
    if (event.nature !== "source" || event.state !== "open") continue;
    for (const other of event.lines) {
      const distance = other.sensor === track.sensor ? null : distanceOf(book, track, other);
      if (distance !== null && (best === null || distance < best.distance)) best = { event, distance };
    }
  }
  const event = best?.event ?? enter(book, "source", null, firstTime(track));
  addLine(book, event, track);
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

function distanceOf(book: EventBook, a: LineTrack, b: LineTrack): number | null {
  const range = 3.8e7;
  const bias = (sensor: string) => (book.context.payloads.get(sensor)?.biasMicroradians ?? 0) * 1e-6 * range;
  return pairScore(a, b, bias(a.sensor), bias(b.sensor))?.distance ?? null;
}

/** The event whose tracks by other satellites meet this one best. */
function bestPair(book: EventBook, track: LineTrack): EventRecord | null {
  let best: { event: EventRecord; distance: number } | null = null;
  for (const event of flying(book)) {
    for (const other of event.lines) {
      if (other.sensor === track.sensor) continue;
      const distance = distanceOf(book, track, other);
      if (distance !== null && (best === null || distance < best.distance)) best = { event, distance };
    }
  }
  return best?.event ?? null;
}

/** The event whose track by the same satellite this one carries on after a pause. */
function continued(book: EventBook, track: LineTrack, now: number): EventRecord | null {
  const first = track.sightings[0]!;
  for (const event of flying(book)) {
    for (const old of event.lines) {
      if (old.sensor !== track.sensor || old === track || lastTime(old) >= first.time) continue;
      if (now - lastTime(old) > 180) continue;
      const point = crossPlane(old.plane, first.positionEcef, first.lineOfSightEcef);
      if (point === null) continue;
      const there = predict(old.filter, first.time, PAUSE_ACCELERATION);
      if (innovationSquared(there, point.u, point.v, first.sigma * point.range) < PAUSE_GATE) return event;
    }
  }
  return null;
}

function liveBeside(event: EventRecord, track: LineTrack, now: number): LineTrack | undefined {
  return event.lines.find(
    (t) => t.sensor === track.sensor && t !== track && now - lastTime(t) < LIVE_LOOKS * t.revisit,
  );
}

/** The launch beside whose live track of the same satellite this source appeared. */
function besideOf(book: EventBook, track: LineTrack, now: number): EventRecord | null {
  const first = track.sightings[0]!;
  let best: { event: EventRecord; distance: number } | null = null;
  for (const event of flying(book)) {
    if (first.time - event.first < EARLIEST_STAGING) continue;
    const live = liveBeside(event, track, now);
    if (live === undefined) continue;
    const point = crossPlane(live.plane, first.positionEcef, first.lineOfSightEcef);
    const near = [...live.sightings].reverse().find((s) => s.time <= first.time + 1) ?? live.sightings[0]!;
    if (point === null) continue;
    const distance = Math.hypot(point.u - near.u, point.v - near.v);
    if (distance < BESIDE && (best === null || distance < best.distance)) best = { event, distance };
  }
  return best?.event ?? null;
}
