import type { LineTrack } from "../../infrared/track.js";
import type { EventBook } from "../book.js";
import { meetsLaunch, placeMoving, placeStatic } from "../place-line.js";
import type { EventRecord } from "../record.js";
import { fasterThanAircraft, placeAircraft } from "./aircraft.js";
import { judgeMeteor, outlastsMeteors, placeMeteor } from "./meteors.js";
import { judgeMover, type Mover } from "./movers.js";
import { gathersSpeed, joinReentry, placeReentry } from "./reentry.js";
import { amongTheStars, placeStar } from "./stars.js";
import { highWitnesses, joinWitness } from "./witnesses.js";

/** So many sightings of something else do not make a star that has set a launch. */
const STRANGERS = 2;

/**
 * Whether a track is still what it was taken for: a place on the ground does not move, unless it stands among the stars; an
 * aircraft is no faster than aircraft are, and no higher; what comes down gathers no speed; a bolide goes out.
 */
export function staysWith(book: EventBook, owner: EventRecord, track: LineTrack, now: number): boolean {
  if (track.motion !== "moving") return true;
  if (owner.nature === "source") return amongTheStars(track) || amongTheStars(track, STRANGERS);
  if (owner.nature === "bolide") return !outlastsMeteors(track);
  if (owner.nature === "reentry") return !gathersSpeed(track);
  if (owner.nature !== "aircraft") return true;
  return !fasterThanAircraft(track) && highWitnesses(book, track, now).length === 0;
}

/** Gives a confirmed track to an event or begins one; a slow mover waits until it is told from an aircraft. */
export function placeLine(book: EventBook, track: LineTrack, now: number): void {
  if (track.motion === "static") placeStatic(book, track, now);
  if (track.motion !== "moving") return;
  if (amongTheStars(track)) {
    placeStar(book, track, now);
    return;
  }
  const meteor = judgeMeteor(track, now);
  if (placeMeteor(book, track, meteor === "yes", now) !== null || meteor === "maybe") return;
  // a piece of what comes down may pass where a launch's body flies unseen; a launch's own plume is on the launch's other lines
  if (!meetsLaunch(book, track) && joinReentry(book, track, now) !== null) return;
  let judged = { is: "launch" } as Mover;
  const event = placeMoving(book, track, now, () => {
    judged = judgeMover(book, track, now);
    return judged.is === "launch";
  });
  if (event !== null) {
    if (judged.is === "launch") for (const t of judged.seenHigh ?? []) joinWitness(book, event, t, now);
    return;
  }
  if (judged.is === "aircraft") placeAircraft(book, track, now);
  if (judged.is === "reentry") placeReentry(book, judged.tracks, judged.text, now);
}
