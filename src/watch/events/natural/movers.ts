import { cross, norm } from "../../../astro/index.js";
import { recentSpeed } from "../../infrared/motion.js";
import { firstTime, isLive, type LineTrack } from "../../infrared/track.js";
import type { EventBook } from "../book.js";
import { biasAtSource, biasOf } from "../context.js";
import { encounter, lineAt } from "../launch/pairing.js";
import { BESIDE, besideTrack, linePairDistance } from "../place-line.js";
import { matchWith } from "../radar-match.js";
import { fasterThanAircraft, HIGHEST_AIRCRAFT } from "./aircraft.js";
import { fallsByRadar, judgeFall, judgeFallAlone } from "./fall.js";
import { passingHeight } from "./stars.js";
import { highWitnesses } from "./witnesses.js";

/** Standard deviations by which a source must be faster or higher to be no aircraft. */
const SURE = 3;
/** A rocket that two or more satellites watch, or one that sees it from the side, gathers more speed than that in this time, s. */
const ROCKET_SECONDS = 60;
/** Speed over its first three sightings at which a source did not rise from the ground before this satellite's eyes, m/s. */
const FAST_START = 2500;
/** Quick looks must see it for so long before anything is said, s: three of them tell no speed. */
const FIRST_SECONDS = 5;
/** Most meteors are gone after so long, and no plume is, s. */
const GONE_BY = 3;
/** Looks are quick that come once a second or oftener, s; a pause is so many of these. */
const QUICK = 1;
const PAUSE_LOOKS = 4;
/** No first stage burns so high, m. */
const ABOVE_LAUNCHES = 300_000;
/** A mirroring satellite flashes for no longer, s. */
const GLINT_SECONDS = 60;
/** By then the motion of what was fast from its first look on would show whether thrust drives it, s. */
const TELLING_SECONDS = 90;
/** A radar's plot is compared with lines of sight while it is no older, s, and is on them nearer than this (χ², two degrees). */
const FRESH = 12;
const ON_LINE = 16;

/** What a moving source is. */
export type Mover =
  | { readonly is: "aircraft" | "undecided" }
  /** With other satellites' tracks by which it is too high for an aircraft, where its speed does not tell. */
  | { readonly is: "launch"; readonly seenHigh?: readonly LineTrack[] }
  | { readonly is: "reentry"; readonly tracks: readonly LineTrack[]; readonly text: string };

/** Another satellite's track of the same source, with the height at which it puts it, m (1σ). */
interface Witnessed {
  readonly track: LineTrack;
  readonly height: number;
  readonly sigma: number;
}

/**
 * What a moving source is that no launch accounts for: `launch` as soon as it is faster than aircraft or two satellites see
 * it higher, `aircraft` when after a minute it is neither, `undecided` before.
 *
 * What is fast or far out in space from its first look on did not rise from the ground before this satellite's eyes: it is a
 * re-entry where its motion or a radar says so, a launch where its motion says that, or when it outlasts what mirrors the Sun.
 *
 * @param track moving
 */
export function judgeMover(book: EventBook, track: LineTrack, now: number): Mover {
  const age = now - firstTime(track);
  const others = seenByOthers(book, track, now);
  const tracks = [track, ...others.map((o) => o.track)];
  // a meteor that flies along this satellite's line of sight is over, or another satellite's bolide, before it counts as slow
  if (now - steadySince(track) < GONE_BY || age < FIRST_SECONDS) return { is: "undecided" };
  const inSpace = passingHeight(track.sightings[0]!) > ABOVE_LAUNCHES;
  if (startsFast(track) && !inSpace) {
    if (onFallingTrack(book, tracks, now))
      return { is: "reentry", tracks, text: "a radar follows it down, from above and fast" };
    const fall = others.length > 0 ? judgeFall(tracks, now) : judgeFallAlone(track);
    if (fall.is === "reentry") return { is: "reentry", tracks, text: fall.text };
    return { is: fall.is === "launch" || age >= TELLING_SECONDS ? "launch" : "undecided" };
  }
  if (inSpace) return { is: others.length > 0 || age >= GLINT_SECONDS ? "launch" : "undecided" };
  if (others.length > 0) {
    const fall = judgeFall(tracks, now);
    if (fall.is === "reentry") return { is: "reentry", tracks, text: fall.text };
  }
  if (besideFast(book, track)) return { is: "undecided" };
  if (
    fasterThanAircraft(track) ||
    others.some(({ height, sigma }) => height - SURE * sigma > HIGHEST_AIRCRAFT)
  )
    return { is: "launch" };
  const seenHigh = highWitnesses(book, track, now);
  if (seenHigh.length > 0) return { is: "launch", seenHigh };
  return { is: age >= ROCKET_SECONDS ? "aircraft" : "undecided" };
}

/** Since when quick looks saw it without a pause: what comes again after one may be another meteor. */
function steadySince(track: LineTrack): number {
  const { sightings, revisit } = track;
  if (revisit > QUICK) return firstTime(track);
  let k = sightings.length - 1;
  while (k > 0 && sightings[k]!.time - sightings[k - 1]!.time < PAUSE_LOOKS * QUICK) k--;
  return sightings[k]!.time;
}

/** Whether a source was fast from its first look on. */
function startsFast(track: LineTrack): boolean {
  const { speed, sigma } = firstSpeed(track);
  return speed - SURE * sigma > FAST_START;
}

/** Speed across by its first three sightings, or more where they are quick. */
function firstSpeed(track: LineTrack): { speed: number; sigma: number } {
  const start = firstTime(track);
  const first = track.sightings.filter((s, k) => k < 3 || s.time - start <= FIRST_SECONDS);
  return recentSpeed(first, first.length);
}

/** Whether it appeared beside a source of the same satellite that is not judged yet: a piece of it, and judged with it. */
function besideFast(book: EventBook, track: LineTrack): boolean {
  const first = track.sightings[0]!;
  return book.movers.some(
    (other) =>
      other.sensor === track.sensor &&
      firstTime(other) < first.time &&
      !book.ofLine.has(other.id) &&
      startsFast(other) &&
      (besideTrack(other, first) ?? BESIDE) < BESIDE,
  );
}

/** Other satellites' tracks of the same source that no event has yet. */
function seenByOthers(book: EventBook, track: LineTrack, now: number): Witnessed[] {
  book.movers = book.movers.filter((t) => isLive(t, now));
  if (!book.movers.includes(track)) book.movers.push(track);
  const own = track.sightings.at(-1)!;
  return book.movers.flatMap((other) => {
    if (other.sensor === track.sensor || linePairDistance(book, track, other) === null) return [];
    const line = lineAt(other, own.time, other.revisit);
    const meeting = line === null ? null : encounter(own, line);
    if (line === null || meeting === null) return [];
    const sine = norm(cross(own.lineOfSightEcef, line.lineOfSightEcef));
    const bias = biasAtSource(book.context);
    const across = Math.hypot(own.sigmaMetres, line.sigmaMetres, bias(track.sensor), bias(other.sensor));
    return [{ track: other, height: meeting.height, sigma: across / sine }];
  });
}

/** Whether a radar follows something unknown on these lines of sight that comes down. */
function onFallingTrack(book: EventBook, tracks: readonly LineTrack[], now: number): boolean {
  for (const state of book.radarSeen.values()) {
    if (state.catalogueNumber !== undefined || state.state === "tentative" || now - state.time > FRESH)
      continue;
    if (!fallsByRadar(state)) continue;
    const match = matchWith(tracks, state, biasOf(book.context));
    if (match?.distances.every((d) => d < ON_LINE)) return true;
  }
  return false;
}
