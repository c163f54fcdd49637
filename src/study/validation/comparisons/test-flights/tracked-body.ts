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

/** What is known of latitude and course at the beginning of a coast, from the boost before it. */
export function courseOf({ layout, record }: TrackedBody, cutOff: number): KnownCourse {
  let [most, there] = [0, 0];
  for (let k = 0; k < record.time.length && record.time[k]! <= cutOff; k++) {
    if (Number.isNaN(record.speed[k]!)) continue;
    there = record.speed[k]!;
    most = Math.max(most, there);
  }
  return courseAt(layout, groundWayUntil(record, cutOff), there < TURNED * most ? 0 : 1);
}

/** `ship of ift.tsv`-like words for a line; a table of one vehicle names none. */
export function bodyWords({ body }: TrackedBody): string {
  return body.name === "vehicle" ? "" : `${body.name}: `;
}
