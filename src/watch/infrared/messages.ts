import type { LineOfSightTrack, Origin } from "../../messages/index.js";
import { firstTime, type LineTrack, lastTime } from "./track.js";

/** A static source is reported after so many new sightings only. */
const STATIC_BATCH = 12;

/**
 * The message about a track, where there is something to say: a confirmed track's new sightings, or its end.
 * Detections that were never followed up stay without a message; they are in the log themselves.
 *
 * @param utc writes s after the reference as UTC
 */
export function lineTrackMessage(
  track: LineTrack,
  origin: Origin,
  now: number,
  utc: (seconds: number) => string,
): LineOfSightTrack | null {
  const { measurements, innovations } = track.pending;
  const count = track.sightings.length;
  if (count < 3) return null;
  if (track.state !== "ended" && track.motion === "static" && measurements.length < STATIC_BATCH) return null;
  track.pending = { measurements: [], innovations: [] };
  return {
    type: "line-of-sight-track",
    id: track.id,
    sensor: track.sensor,
    origin,
    at: utc(now),
    state: track.state,
    looks: count,
    first: utc(firstTime(track)),
    last: utc(lastTime(track)),
    motion: track.motion,
    measurements,
    innovations: innovations.map((x) => Number(x.toPrecision(6))),
  };
}
