import { ecefToGeodetic, norm, subtract, type Vec3 } from "../../../astro/index.js";
import { recentSpeed } from "../../infrared/motion.js";
import { firstTime, type LineTrack, lastTime } from "../../infrared/track.js";
import { addLine, type EventBook, enter } from "../book.js";
import { encounter, lineAt } from "../launch/pairing.js";
import { note } from "../ledger.js";
import type { EventRecord } from "../record.js";
import { DEGREES } from "../written.js";

/**
 * Nothing that comes back from orbit or flies from place to place is so fast over the turning Earth, m/s: the speed of escape at
 * 100 km is 11,098 m/s, and what comes from outside has that at least, less the 465 m/s by which the ground turns.
 */
export const SLOWEST_METEOR = 10_600;
/** Standard deviations that make it sure. */
const SURE = 3;
/** Its speed is taken over so long from its first sighting on, s: the air brakes it soon after. */
const EARLY = 3;
/** For so long at most a track whose speed is not told from a meteor's yet waits for the next look, s. */
const PATIENCE = 4;
/** A bolide shines for so long, s. */
const TRAIL = 15;
/** Nor is anything that belongs to the Sun faster, m/s: what seems to be is two things. */
const FASTEST = 73_000;
/** Heights in which meteors shine, m, and what two satellites' lines may miss each other by, m. */
const LOWEST = 15_000;
const HIGHEST = 140_000;
const MISS = 8000;
/** Sights of one bolide lie no farther apart in time, s, and in place than it flies at this speed, m/s. */
const TOGETHER = 3;
const USUAL_SPEED = 20_000;

/**
 * Whether a track is a meteor's by its speed across the line of sight alone, which is never more than its whole speed: `yes`
 * when it is faster than anything that comes from the ground or from orbit, `maybe` while looks are too few to say.
 */
export function judgeMeteor(track: LineTrack, now: number): "yes" | "maybe" | "no" {
  const start = firstTime(track);
  const early = track.sightings.filter((s) => s.time - start <= EARLY);
  if (early.length < 2) return "no";
  const { speed, sigma } = recentSpeed(early, early.length);
  if (speed - SURE * sigma > SLOWEST_METEOR) return speed - SURE * sigma < FASTEST ? "yes" : "no";
  return speed + SURE * sigma > SLOWEST_METEOR && now - start < PATIENCE ? "maybe" : "no";
}

/**
 * Gives a track to the bolide that it is a sight of: by its own speed, or because another satellite's line of the bolide meets
 * it. What was taken for a launch at the same place and time, as a meteor may be that flies along the line of sight, was it too.
 *
 * @returns null where it is none
 */
export function placeMeteor(
  book: EventBook,
  track: LineTrack,
  fast: boolean,
  now: number,
): EventRecord | null {
  const known = book.records.find(
    (e) =>
      e.nature === "bolide" &&
      e.state === "open" &&
      // a flash may be a particle's: what begins beside one isn't it
      (fast || e.ledger.entries.has("speed")) &&
      e.lines.some((t) => isOne(t, track)),
  );
  if (known === undefined && !fast) return null;
  const event = known ?? enter(book, "bolide", null, firstTime(track));
  addLine(book, event, track);
  if (fast) {
    const { speed } = recentSpeed(
      track.sightings.filter((s) => s.time - firstTime(track) <= EARLY),
      Number.MAX_SAFE_INTEGER,
    );
    const text = `${(speed / 1000).toFixed(1)} km/s across the line of sight: nothing from the ground or from orbit is so fast`;
    note(
      event.ledger,
      "speed",
      { kind: "infrared", sensors: [track.sensor], text, logLikelihood: { bolide: 6 } },
      now,
    );
  }
  shownAt(event);
  if (fast) takeBack(book, event, track, now);
  return event;
}

/**
 * Whether two tracks are of one bolide: of one satellite so near each other as a meteor flies between their beginnings, of two
 * where their lines meet in the meteors' heights at one time.
 */
function isOne(a: LineTrack, b: LineTrack): boolean {
  const apart = Math.max(0, firstTime(b) - lastTime(a), firstTime(a) - lastTime(b));
  const between = Math.abs(firstTime(a) - firstTime(b));
  if (apart > TOGETHER || between > TRAIL) return false;
  if (a.sensor === b.sensor)
    return norm(subtract(a.plane.anchorEcef, b.plane.anchorEcef)) < MISS + between * USUAL_SPEED;
  const meeting = meetingOf(a, b);
  return meeting !== null && meeting.miss < MISS + USUAL_SPEED * apart;
}

/** Whether a track that was taken for a bolide is none: it shines on for longer than they do, and isn't as fast. */
export function outlastsMeteors(track: LineTrack): boolean {
  if (lastTime(track) - firstTime(track) < TRAIL) return false;
  const { speed, sigma } = recentSpeed(track.sightings, 6);
  return speed + SURE * sigma < SLOWEST_METEOR;
}

function meetingOf(a: LineTrack, b: LineTrack) {
  const time = Math.max(firstTime(a), firstTime(b));
  const [p, q] = [
    lineAt(a, Math.min(time, lastTime(a)), 0) ?? a.sightings[0]!,
    lineAt(b, Math.min(time, lastTime(b)), 0) ?? b.sightings[0]!,
  ];
  const meeting = encounter(p, q);
  return meeting === null || meeting.height < LOWEST || meeting.height > HIGHEST ? null : meeting;
}

function shownAt(event: EventRecord): void {
  const [first] = event.lines;
  const meeting = event.lines
    .filter((t) => t.sensor !== first!.sensor)
    .map((t) => meetingOf(first!, t))
    .find((m) => m !== null);
  const placeEcef: Vec3 = meeting?.middleEcef ?? first!.plane.anchorEcef;
  const place = ecefToGeodetic(placeEcef);
  event.seenAt = {
    latitudeDeg: Math.round(place.latitude * DEGREES * 1e3) / 1e3,
    longitudeDeg: Math.round(place.longitude * DEGREES * 1e3) / 1e3,
    ...(meeting == null ? { radius: 150_000 } : { altitude: Math.round(place.height / 100) * 100 }),
  };
}

/** What was begun as a launch by another satellite's lines of the same meteor. */
function takeBack(book: EventBook, bolide: EventRecord, track: LineTrack, now: number): void {
  for (const launch of book.records) {
    if (launch.nature !== "launch" || launch.state !== "open" || launch.confirmedAt !== null) continue;
    if (launch.children.length > 0 || launch.links.length > 0 || !launch.lines.every((t) => isOne(t, track)))
      continue;
    if (now - launch.first > TRAIL) continue;
    for (const line of launch.lines.splice(0)) {
      book.ofLine.delete(line.id);
      addLine(book, bolide, line);
    }
    launch.state = "dissolved";
    const text = `it is a meteor: ${bolide.id}`;
    note(launch.ledger, "dissolved", { kind: "geometry", sensors: [], text, logLikelihood: {} }, now);
  }
}
