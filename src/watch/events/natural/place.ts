import type { LineTrack } from "../../infrared/track.js";
import type { EventBook } from "../book.js";
import { placeMoving, placeStatic } from "../place-line.js";
import type { EventRecord } from "../record.js";
import { fasterThanAircraft, judgeMover, placeAircraft } from "./aircraft.js";
import { amongTheStars, placeStar } from "./stars.js";

/** So many sightings of something else do not make a star that has set a launch. */
const STRANGERS = 2;

/**
 * Whether a track is still what it was taken for: a place on the ground does not move, unless it stands among the stars; an
 * aircraft is no faster than aircraft are.
 */
export function staysWith(owner: EventRecord, track: LineTrack): boolean {
  if (track.motion !== "moving") return true;
  if (owner.nature === "source") return amongTheStars(track) || amongTheStars(track, STRANGERS);
  return owner.nature !== "aircraft" || !fasterThanAircraft(track);
}

/** Gives a confirmed track to an event or begins one; a slow mover waits until it is told from an aircraft. */
export function placeLine(book: EventBook, track: LineTrack, now: number): void {
  if (track.motion === "static") placeStatic(book, track, now);
  if (track.motion !== "moving") return;
  if (amongTheStars(track)) {
    placeStar(book, track, now);
    return;
  }
  let judged = "launch";
  const event = placeMoving(book, track, now, () => {
    judged = judgeMover(book, track, now);
    return judged === "launch";
  });
  if (event === null && judged === "aircraft") placeAircraft(book, track, now);
}
