import { ecefToGeodetic, norm, subtract, type Vec3 } from "../../../astro/index.js";
import type { LineTrack } from "../../infrared/track.js";
import { addLine, type EventBook, enter } from "../book.js";
import { encounter } from "../launch/pairing.js";
import { note } from "../ledger.js";
import { onTheWayOf, passesNear } from "../place-line.js";
import type { EventRecord } from "../record.js";
import { DEGREES } from "../written.js";
import { descending } from "./reentry.js";

/** Two satellites see one flash within this of each other, s. */
const TOGETHER = 3;
/** A meteor's speed, by which the lines of two instants may pass each other, m/s. */
const METEOR_SPEED = 20_000;
/** Heights in which meteors shine, m: plumes that are first seen here do not go out at once. */
const LOWEST = 15_000;
const HIGHEST = 130_000;
/** A bolide shines for so long at most, s. */
const TRAIL = 15;
/** A flash is remembered for so long, s. */
const MEMORY = 60;
/** So bright that neither noise nor a plume that goes out at once explains it, though one satellite saw it. */
const BRILLIANT = 100;
/** Signal well above the threshold, so that two false detections make no bolide. */
const CLEAR_SIGNAL = 10;

/**
 * Takes a track that ended before it was confirmed. Alone it is a false detection, unless it outshone anything that
 * noise makes; two satellites' at one time and place, high up and gone at the next look, are a bolide.
 */
export function takeFlash(book: EventBook, track: LineTrack, now: number): EventRecord | null {
  const own = track.sightings[0]!;
  book.flashes = book.flashes.filter((f) => now - f.at < MEMORY);
  if (own.signalToNoise < CLEAR_SIGNAL) return null;
  // a piece of what comes down glows for a look or two
  if (descending(book).some((event) => passesNear(event, track))) return null;
  for (const flash of book.flashes) {
    const place = commonPlace(track, flash.track);
    if (place === null) continue;
    if (flash.event !== null) {
      addLine(book, flash.event, track);
      shine(flash.event, place, now);
      return flash.event;
    }
    book.flashes = book.flashes.filter((f) => f !== flash);
    const event = enter(book, "bolide", null, flash.track.sightings[0]!.time);
    addLine(book, event, flash.track);
    addLine(book, event, track);
    shine(event, place, now);
    book.flashes.push({ track, at: now, event });
    return event;
  }
  if (onTheWayOf(book, own) !== null) return null;
  const before = book.flashes.find((f) => f.event !== null && sameTrail(f.track, track));
  if (before !== undefined) {
    addLine(book, before.event!, track);
    shine(before.event!, null, now);
    return before.event;
  }
  const event = own.signalToNoise > BRILLIANT ? enter(book, "bolide", null, own.time) : null;
  if (event !== null) {
    addLine(book, event, track);
    shine(event, null, now);
  }
  book.flashes.push({ track, at: now, event });
  return event;
}

/** Whether two flashes are of one bolide that shone for some seconds. */
function sameTrail(a: LineTrack, b: LineTrack): boolean {
  const apart = Math.abs(a.sightings[0]!.time - b.sightings[0]!.time);
  return apart < TRAIL && norm(subtract(a.plane.anchorEcef, b.plane.anchorEcef)) < TRAIL * METEOR_SPEED;
}

/** Where two flashes are one, in the heights in which meteors shine; null where they are not. */
function commonPlace(a: LineTrack, b: LineTrack): Vec3 | null {
  const own = a.sightings[0]!;
  const other = b.sightings[0]!;
  const apart = Math.abs(other.time - own.time);
  if (a.sensor === b.sensor || apart > TOGETHER) return null;
  const meeting = encounter(own, other);
  if (meeting === null || meeting.height < LOWEST || meeting.height > HIGHEST) return null;
  return meeting.miss > 4000 + METEOR_SPEED * apart ? null : meeting.middleEcef;
}

function shine(event: EventRecord, placeEcef: Vec3 | null, now: number): void {
  const assumed = event.lines[0]!.plane.anchorEcef;
  const place = ecefToGeodetic(placeEcef ?? assumed);
  event.seenAt = {
    latitudeDeg: Math.round(place.latitude * DEGREES * 1e3) / 1e3,
    longitudeDeg: Math.round(place.longitude * DEGREES * 1e3) / 1e3,
    ...(placeEcef === null ? { radius: 150_000 } : { altitude: Math.round(place.height / 100) * 100 }),
  };
  const sensors = [...new Set(event.lines.map((t) => t.sensor))].sort();
  // one satellite in one look: a particle that hits the detector or a mirroring satellite looks the same, and is commoner
  const alone = placeEcef === null && event.lines.length === 1;
  const where = placeEcef === null ? "" : ` at ${Math.round(place.height / 1000)} km`;
  note(
    event.ledger,
    "flash",
    {
      kind: "infrared",
      sensors,
      text: alone
        ? "a flash in one look of one satellite: a particle hit, a glint or a meteor; no launch begins there"
        : `a flash${where}, gone at the next look; no launch begins there`,
      logLikelihood: alone ? { background: 3.5 } : { bolide: placeEcef === null ? 0 : 2 },
    },
    now,
  );
}
