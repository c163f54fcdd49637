import { cross, norm } from "../../../astro/index.js";
import { leavesItsPlace } from "../../infrared/motion.js";
import { isLive, type LineTrack } from "../../infrared/track.js";
import { addLine, type EventBook } from "../book.js";
import { biasAtSource } from "../context.js";
import { encounter, lineAt } from "../launch/pairing.js";
import { leavePlace, linePairDistance } from "../place-line.js";
import type { EventRecord } from "../record.js";
import { HIGHEST_AIRCRAFT } from "./aircraft.js";

/** A height is the mean of so many looks: one that strays makes no launch of an aircraft that is followed for hours. */
const LOOKS = 3;
/** One satellite's looks are heard of before another's: those that both have are among the last so many. */
const RECENT = 6;
/** Standard deviations by which it must be higher than aircraft. */
const SURE = 3;

/** Keeps account of sources of which one satellite can't tell whether they move; another may see the same source move. */
export function attend(book: EventBook, track: LineTrack, now: number): void {
  if (track.state !== "confirmed" || track.motion !== "unknown" || book.unsettled.includes(track)) return;
  book.unsettled = book.unsettled.filter((t) => t.motion === "unknown" && isLive(t, now));
  book.unsettled.push(track);
}

/**
 * Other satellites' tracks that together with this one put its source surely higher than aircraft fly, one a satellite. What
 * flies almost along another satellite's line of sight is too slow there to be called moving; if it does not stay in its place
 * either it is a witness of the height. What stays, as far as can be told, is none: it may be a fire behind.
 */
export function highWitnesses(book: EventBook, track: LineTrack, now: number): LineTrack[] {
  const found = new Map<string, LineTrack>();
  for (const other of [...book.movers, ...book.unsettled]) {
    if (other.sensor === track.sensor || found.has(other.sensor) || !isLive(other, now)) continue;
    if (other.motion === "static" || !leavesItsPlace(other.place)) continue;
    if (linePairDistance(book, track, other) !== null && isHigh(book, track, other))
      found.set(other.sensor, other);
  }
  return [...found.values()];
}

/** Whether the lines of sight of two satellites meet above what aircraft reach, by the mean of the last looks that they share. */
function isHigh(book: EventBook, track: LineTrack, other: LineTrack): boolean {
  const shared = track.sightings.slice(-RECENT).flatMap((own) => {
    const line = lineAt(other, own.time, other.revisit);
    return line === null ? [] : [{ own, line, meeting: encounter(own, line) }];
  });
  const used = shared.slice(-LOOKS);
  if (used.length < LOOKS) return false;
  let [height, variance, sine] = [0, 0, 1];
  for (const { own, line, meeting } of used) {
    if (meeting === null) return false;
    height += meeting.height / LOOKS;
    variance += (own.sigmaMetres ** 2 + line.sigmaMetres ** 2) / LOOKS ** 2;
    sine = Math.min(sine, norm(cross(own.lineOfSightEcef, line.lineOfSightEcef)));
  }
  const bias = biasAtSource(book.context);
  const sigma = Math.hypot(Math.sqrt(variance), bias(track.sensor), bias(other.sensor)) / sine;
  return height - SURE * sigma > HIGHEST_AIRCRAFT;
}

/** Gives a witness to the launch that it told of; what it was taken for until then was no place nor aircraft. */
export function joinWitness(book: EventBook, launch: EventRecord, track: LineTrack, now: number): void {
  const owner = book.ofLine.get(track.id);
  if (owner !== undefined && owner.nature !== "source" && owner.nature !== "aircraft") return;
  if (owner !== undefined) leavePlace(book, owner, track, now);
  addLine(book, launch, track);
}
