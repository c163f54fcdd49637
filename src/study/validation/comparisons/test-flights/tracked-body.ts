import {
  type CleanRecord,
  type FreeArc,
  findFreeArcs,
  rejectOutliers,
} from "../../../../estimation/index.js";
import type { TelemetryBody, TelemetryLayout } from "../../../../formats/index.js";
import { groundWayUntil } from "../broadcasts/flight-record.js";
import { courseAt, type KnownCourse } from "../broadcasts/launch-sites.js";

/** One body of a recording, cleaned, with its free falls. */
export interface TrackedBody {
  readonly recording: string;
  readonly layout: TelemetryLayout;
  readonly body: TelemetryBody;
  readonly record: CleanRecord;
  readonly arcs: readonly FreeArc[];
}

/** Shortest free fall that is worth a forecast, s. */
const WORTH = 90;
/** A body whose speed fell to so much of its greatest under thrust before a coast has turned round. */
const TURNED = 0.6;

export function trackedBody(recording: string, layout: TelemetryLayout, body: TelemetryBody): TrackedBody {
  const record = rejectOutliers(body);
  const arcs = findFreeArcs(record).filter((a) => a.afterThrust && a.end - a.start >= WORTH);
  return { recording, layout, body, record, arcs };
}

/** Whether a body had turned round by an instant: what it lost of its speed no coast takes. */
export function turnedBack({ record }: Pick<TrackedBody, "record">, until: number): boolean {
  let [most, there] = [0, 0];
  for (let k = 0; k < record.time.length && record.time[k]! <= until; k++) {
    if (Number.isNaN(record.speed[k]!)) continue;
    there = record.speed[k]!;
    most = Math.max(most, there);
  }
  return there < TURNED * most;
}

/** What is known of latitude and course at the beginning of a coast, from the boost before it. */
export function courseOf(tracked: TrackedBody, cutOff: number): KnownCourse {
  const sense = turnedBack(tracked, cutOff) ? 0 : 1;
  return courseAt(tracked.layout, groundWayUntil(tracked.record, cutOff), sense);
}

/** `ship of ift.tsv`-like words for a line; a table of one vehicle names none. */
export function bodyWords({ body }: TrackedBody): string {
  return body.name === "vehicle" ? "" : `${body.name}: `;
}
