import { dot, norm } from "../../astro/index.js";
import type { EventBook } from "./book.js";
import { fuseCoasts } from "./links.js";
import type { EventRecord } from "./record.js";

/** A part that burns on must have this share of the body's speed to be taken for it. */
const AS_FAST = 0.8;
/** And must have burnt for so long after the body went out, s. */
const BURNS_ON = 15;

/**
 * A launch is what flies on. Where its own lines of sight have followed a stage that turns back, or one that went out,
 * while what was taken for a part of it burns on ahead, the two change places; what was seen before they parted stays
 * with the launch.
 *
 * @returns whether they did
 */
export function swapBodies(book: EventBook, launch: EventRecord): boolean {
  for (const part of launch.children) {
    if (part.state !== "open" || part.lines.length === 0 || !flies(part)) continue;
    const turnedBack = thrustsBack(launch) && !thrustsBack(part);
    const wentOut =
      launch.plume?.firstNotSeen !== undefined &&
      part.plume!.lastSeen - launch.plume.lastSeen > BURNS_ON &&
      speed(part) > AS_FAST * speed(launch);
    if (!turnedBack && !wentOut) continue;
    changePlaces(book, launch, part);
    return true;
  }
  return false;
}

/** Whether a body's thrust is against its motion, by lines of sight of two satellites. */
export function thrustsBack(event: EventRecord): boolean {
  const m = event.motion;
  if (m === null || m.velocitySigma > 400 || m.sensedSigma > 8) return false;
  const v = norm(m.velocityEcef);
  return v > 300 && dot(m.sensedEcef, m.velocityEcef) / v < -3 * m.sensedSigma;
}

/** Whether it burns now, and along its motion as far as that is known. */
function flies(part: EventRecord): boolean {
  return (
    part.plume !== null && part.plume.firstNotSeen === undefined && part.motion !== null && !thrustsBack(part)
  );
}

function speed(event: EventRecord): number {
  return event.motion === null ? 0 : norm(event.motion.velocityEcef);
}

function changePlaces(book: EventBook, launch: EventRecord, part: EventRecord): void {
  const parted = Math.min(...part.lines.map((t) => t.sightings[0]!.time));
  const ahead = part.lines.splice(0);
  for (const track of launch.lines.splice(0)) {
    const before = track.sightings.filter((s) => s.time < parted);
    if (before.length === track.sightings.length) {
      launch.lines.push(track);
      continue;
    }
    if (before.length > 0) launch.lines.push({ ...track, sightings: before, state: "ended" });
    track.sightings.splice(0, before.length);
    part.lines.push(track);
    book.ofLine.set(track.id, part);
  }
  for (const track of ahead) {
    launch.lines.push(track);
    book.ofLine.set(track.id, launch);
  }
  const links = launch.links.splice(0);
  launch.links.push(...part.links.splice(0));
  part.links.push(...links);
  for (const body of [launch, part]) {
    for (const l of body.links) book.ofRadar.set(l.track, body);
    fuseCoasts(body);
    body.motion = null;
    body.plume = null;
    body.impact = null;
    body.impactTime = Number.NEGATIVE_INFINITY;
  }
  for (const name of ["speed", "cut-off", "burn end", "steepness", "upper stage", "upper stage by radar"])
    launch.ledger.entries.delete(name);
}
