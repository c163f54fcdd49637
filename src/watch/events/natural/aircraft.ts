import { ecefToGeodetic, type Vec3 } from "../../../astro/index.js";
import { recentSpeed, SPEED_SECONDS } from "../../infrared/motion.js";
import { firstTime, type LineTrack } from "../../infrared/track.js";
import { addLine, type EventBook, enter } from "../book.js";
import { note } from "../ledger.js";
import { linePairDistance } from "../place-line.js";
import type { EventRecord } from "../record.js";
import { DEGREES } from "../written.js";

/** No aircraft flies faster for long, m/s (Mach 2.3). */
export const FASTEST_AIRCRAFT = 700;
/** No aircraft flies higher, m. */
export const HIGHEST_AIRCRAFT = 16_000;
/** Standard deviations by which a source must be faster to be no aircraft. */
const SURE = 3;
/** Its speed is taken over so many looks, and so long, s: over few, because it gathers speed, and over more. */
const SPANS = [
  [3, 8],
  [6, SPEED_SECONDS],
] as const;

/** Whether its speed across the line of sight, over the last sightings, is beyond an aircraft's. */
export function fasterThanAircraft(track: LineTrack): boolean {
  return SPANS.some(([looks, seconds]) => {
    const { speed, sigma } = recentSpeed(track.sightings, looks, seconds);
    return speed - SURE * sigma > FASTEST_AIRCRAFT;
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
