import {
  type AltitudeSpeedRecord,
  type CleanRecord,
  findFreeArcs,
  rejectOutliers,
} from "../../../../estimation/index.js";
import type { RecordedAscent } from "../../../../formats/index.js";
import { meanAround } from "../broadcasts/flight-record.js";

/** Errors of figures read off webcasts and smoothed since (their source gives ±1 m/s and ±100 m), and how long they hang together. */
export const ASCENT_ERRORS = { altitude: 100, speed: 1, correlation: 5 } as const;

/** The coast of a first stage between the burn that turned it and the one before the air. */
export interface Coast {
  readonly record: CleanRecord;
  /** End of the last burn before it, s. */
  readonly start: number;
  /** Begin of the entry burn, or where free fall ends, s. */
  readonly end: number;
  /** Whether the burns come from the events beside the ascent. */
  readonly byEvents: boolean;
  /** 1: away from the site, −1: back to it, 0: not known. */
  readonly sense: 1 | -1 | 0;
}

/** A stage that has fallen to this share of its greatest height while it was recorded has come back. */
const CAME_BACK = 0.7;
/** Free fall is judged down to here, m: the entry burn begins at 50 to 70 km. */
const FLOOR = 55e3;
const SHORTEST = 60;

/** The record of an ascent with the last digits that its figures have. */
export function recordOf(ascent: RecordedAscent): AltitudeSpeedRecord {
  return {
    time: ascent.time,
    altitude: ascent.altitude,
    speed: ascent.speed,
    altitudeStep: 1,
    speedStep: 0.01,
  };
}

/** The coast that an ascent's recording shows; null where it follows no stage that came back, or none fell freely. */
export function coastOf(ascent: RecordedAscent): Coast | null {
  const record = rejectOutliers(recordOf(ascent));
  const altitudes = record.altitude.filter((h) => !Number.isNaN(h));
  const highest = altitudes.reduce((most, h) => Math.max(most, h), 0);
  const last = altitudes.at(-1) ?? 0;
  if (last > CAME_BACK * highest) return null;
  const arcs = findFreeArcs(record, {
    altitudeError: ASCENT_ERRORS.altitude,
    speedError: ASCENT_ERRORS.speed,
    floor: FLOOR,
    shortest: SHORTEST,
  });
  // the longest is the coast: a staging takes seconds
  const arc = [...arcs].sort((a, b) => b.end - b.start - (a.end - a.start))[0];
  if (arc === undefined) return null;
  const event = (name: string): number | null => {
    const value = ascent.events[name];
    return typeof value === "number" && Number.isFinite(value) ? value : null;
  };
  const burnEnd = event("boostback_end");
  const entry = event("entry_start");
  const near = (t: number | null): t is number => t !== null && t > arc.start - 30 && t < arc.end + 30;
  const start = near(burnEnd) ? Math.max(burnEnd, arc.start) : arc.start;
  const end = near(entry) ? entry : arc.end;
  const away =
    meanAround(ascent.time, ascent.downrange, start + 18, 3) -
    meanAround(ascent.time, ascent.downrange, start + 3, 3);
  const sense = Number.isNaN(away) ? 0 : away < 0 ? -1 : 1;
  return { record, start, end, byEvents: near(burnEnd) || near(entry), sense };
}
