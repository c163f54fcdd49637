import { cross, ecefToGeodetic, norm, type Vec3 } from "../../../astro/index.js";
import { recentSpeed } from "../../infrared/motion.js";
import { firstTime, isLive, type LineTrack } from "../../infrared/track.js";
import { addLine, type EventBook, enter } from "../book.js";
import { biasOf } from "../context.js";
import { encounter, lineAt } from "../launch/pairing.js";
import { note } from "../ledger.js";
import { linePairDistance } from "../place-line.js";
import type { EventRecord } from "../record.js";
import { DEGREES } from "../written.js";
import { passingHeight } from "./stars.js";

/** No aircraft flies faster for long, m/s (Mach 2.3). */
const FASTEST = 700;
/** Nor higher, m. */
const HIGHEST = 16_000;
/** Usual distance of a warning satellite from a source, for its pointing bias in metres, m. */
const HIGH_ORBIT = 3.8e7;
/** Standard deviations by which a source must be faster or higher to be no aircraft. */
const SURE = 3;
/** A rocket that two or more satellites watch, or one that sees it from the side, gathers more speed than that in this time, s. */
const ROCKET_SECONDS = 60;

/** Speed over its first three sightings at which a source did not rise from the ground before this satellite's eyes, m/s. */
const FAST_START = 2500;
/** No first stage burns so high, m. */
const ABOVE_LAUNCHES = 300_000;
/** A mirroring satellite flashes for no longer, s. */
const GLINT_SECONDS = 60;

/**
 * What a moving source is that no launch accounts for: `launch` as soon as it is faster than aircraft or two satellites see
 * it higher, `aircraft` when after a minute it is neither, `undecided` before.
 *
 * What is fast or far out in space from its first look on and seen by one satellite alone may be a satellite that mirrors the Sun, which no
 * other sees: it is a launch when another sees it too, or when it outlasts every glint.
 *
 * @param track moving
 */
export function judgeMover(
  book: EventBook,
  track: LineTrack,
  now: number,
): "launch" | "aircraft" | "undecided" {
  const age = now - firstTime(track);
  const others = seenByOthers(book, track, now);
  const { speed, sigma: speedSigma } = recentSpeed(track.sightings.slice(0, 3), 3);
  const inSpace = passingHeight(track.sightings[0]!) > ABOVE_LAUNCHES;
  if (inSpace || speed - SURE * speedSigma > FAST_START)
    return others.length > 0 || age >= GLINT_SECONDS ? "launch" : "undecided";
  if (fasterThanAircraft(track) || others.some(({ height, sigma }) => height - SURE * sigma > HIGHEST))
    return "launch";
  return age >= ROCKET_SECONDS ? "aircraft" : "undecided";
}

/** Whether its speed across the line of sight, over the last sightings, is beyond an aircraft's. */
export function fasterThanAircraft(track: LineTrack): boolean {
  return [3, 6].some((sightings) => {
    const { speed, sigma } = recentSpeed(track.sightings, sightings);
    return speed - SURE * sigma > FASTEST;
  });
}

/** Heights at which other satellites' tracks of the same source put it, m, with their errors (1σ). */
function seenByOthers(
  book: EventBook,
  track: LineTrack,
  now: number,
): { readonly height: number; readonly sigma: number }[] {
  book.movers = book.movers.filter((t) => isLive(t, now));
  if (!book.movers.includes(track)) book.movers.push(track);
  const own = track.sightings.at(-1)!;
  return book.movers.flatMap((other) => {
    if (other.sensor === track.sensor || linePairDistance(book, track, other) === null) return [];
    const line = lineAt(other, own.time, other.revisit);
    const meeting = line === null ? null : encounter(own, line);
    if (line === null || meeting === null) return [];
    const sine = norm(cross(own.lineOfSightEcef, line.lineOfSightEcef));
    const bias = (sensor: string) => HIGH_ORBIT * biasOf(book.context)(sensor);
    const across = Math.hypot(own.sigmaMetres, line.sigmaMetres, bias(track.sensor), bias(other.sensor));
    return [{ height: meeting.height, sigma: across / sine }];
  });
}

/** Enters an aircraft, or gives the track to the one that another satellite sees there. */
export function placeAircraft(book: EventBook, track: LineTrack, now: number): EventRecord {
  const known = book.records.find(
    (e) =>
      e.nature === "aircraft" &&
      e.state === "open" &&
      e.lines.some((t) => t.sensor !== track.sensor && linePairDistance(book, track, t) !== null),
  );
  const event = known ?? enter(book, "aircraft", null, firstTime(track));
  addLine(book, event, track);
  event.seenAt = seenAt(track.plane.anchorEcef);
  const sensors = [...new Set(event.lines.map((t) => t.sensor))].sort();
  const { speed } = recentSpeed(track.sightings, 12);
  note(
    event.ledger,
    "slow",
    {
      kind: "infrared",
      sensors,
      text: `${Math.round(speed / 10) * 10} m/s a minute after it was first seen: no rocket is so slow for so long`,
      logLikelihood: { aircraft: 2 },
    },
    now,
  );
  return event;
}

function seenAt(placeEcef: Vec3) {
  const { latitude, longitude } = ecefToGeodetic(placeEcef);
  return {
    latitudeDeg: Math.round(latitude * DEGREES * 100) / 100,
    longitudeDeg: Math.round(longitude * DEGREES * 100) / 100,
    radius: 20_000,
  };
}
