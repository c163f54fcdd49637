import { isLive, type LineTrack } from "../infrared/track.js";
import type { EventBook } from "./book.js";
import { linePairDistance } from "./place-line.js";
import type { EventRecord } from "./record.js";

/**
 * Puts lines of sight back in order after a separation: while two plumes were one to a satellite its track may have
 * followed the other one. A track that meets none of its own body's other tracks and does meet another body's of the
 * same launch goes there; two of one satellite change places.
 */
export function sortLines(book: EventBook, launch: EventRecord, now: number): void {
  const bodies = [launch, ...launch.children].filter((b) => b.state === "open");
  for (const body of bodies) {
    for (const track of body.lines.filter((t) => isLive(t, now))) {
      if (support(book, body, track, now) !== 0) continue;
      const other = bodies.find((b) => b !== body && (support(book, b, track, now) ?? 0) > 0);
      if (other === undefined) continue;
      const inPlace = other.lines.find((t) => t.sensor === track.sensor && isLive(t, now));
      if (inPlace !== undefined) {
        if ((support(book, other, inPlace, now) ?? 0) > 0) continue;
        move(book, other, body, inPlace);
      }
      move(book, body, other, track);
      return;
    }
  }
}

/** How many of a body's live tracks by other satellites a track meets; null where there is none to meet. */
function support(book: EventBook, body: EventRecord, track: LineTrack, now: number): number | null {
  const others = body.lines.filter((t) => t.sensor !== track.sensor && isLive(t, now));
  if (others.length === 0) return null;
  return others.filter((t) => linePairDistance(book, track, t) !== null).length;
}

function move(book: EventBook, from: EventRecord, to: EventRecord, track: LineTrack): void {
  from.lines.splice(from.lines.indexOf(track), 1);
  to.lines.push(track);
  book.ofLine.set(track.id, to);
}
