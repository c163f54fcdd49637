import { ecefToGeodetic } from "../../../astro/index.js";
import type { LineTrack } from "../../infrared/track.js";
import { addLine, type EventBook, enter } from "../book.js";
import { encounter } from "../launch/pairing.js";
import { note } from "../ledger.js";
import type { EventRecord } from "../record.js";

/** Two satellites see one flash within this of each other, s. */
const TOGETHER = 3;
/** A meteor's speed, by which the lines of two instants may pass each other, m/s. */
const METEOR_SPEED = 20_000;
/** Heights in which meteors shine, m: plumes that are first seen here do not go out at once. */
const LOWEST = 15_000;
const HIGHEST = 130_000;
/** Signal well above the threshold, so that two false detections make no bolide. */
const CLEAR_SIGNAL = 10;
const DEGREES = 180 / Math.PI;

/**
 * Takes a track that ended before it was confirmed. Alone it is a false detection; two satellites' at one time and
 * place, high up and gone at the next look, are a bolide.
 */
export function takeFlash(book: EventBook, track: LineTrack, now: number): EventRecord | null {
  const own = track.sightings[0]!;
  book.flashes = book.flashes.filter((f) => now - f.at < 60);
  if (own.signalToNoise < CLEAR_SIGNAL) return null;
  for (const flash of book.flashes) {
    const other = flash.track.sightings[0]!;
    const apart = Math.abs(other.time - own.time);
    if (flash.track.sensor === track.sensor || apart > TOGETHER) continue;
    const meeting = encounter(own, other);
    if (meeting === null || meeting.height < LOWEST || meeting.height > HIGHEST) continue;
    if (meeting.miss > 4000 + METEOR_SPEED * apart) continue;
    book.flashes = book.flashes.filter((f) => f !== flash);
    const event = enter(book, "bolide", null, Math.min(own.time, other.time));
    addLine(book, event, flash.track);
    addLine(book, event, track);
    const place = ecefToGeodetic(meeting.middleEcef);
    event.seenAt = {
      latitudeDeg: Math.round(place.latitude * DEGREES * 1e3) / 1e3,
      longitudeDeg: Math.round(place.longitude * DEGREES * 1e3) / 1e3,
      altitude: Math.round(place.height / 100) * 100,
    };
    note(
      event.ledger,
      "flash",
      {
        kind: "infrared",
        sensors: [flash.track.sensor, track.sensor].sort(),
        text: `a flash at ${Math.round(place.height / 1000)} km, gone at the next look; no launch begins there`,
        logLikelihood: { bolide: 2 },
      },
      now,
    );
    event.state = "closed";
    return event;
  }
  book.flashes.push({ track, at: now });
  return null;
}
