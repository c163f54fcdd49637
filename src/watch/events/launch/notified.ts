import { surfaceDistance } from "../../../astro/index.js";
import type { EventClass } from "../../../messages/index.js";
import type { WatchContext } from "../context.js";
import type { Reason } from "../ledger.js";
import type { EventRecord } from "../record.js";

const RADIANS = Math.PI / 180;
/** A notice that fits in time, place and direction outweighs what kinematics says of lofted flights. */
const WEIGHT = 5;
/** Directions are notified to so much, rad. */
const DIRECTION = 25 * RADIANS;

/** A launch notification that the event fits in time, place and direction; null where there is none. */
export function noticeOf(context: WatchContext, e: EventRecord, sensors: readonly string[]): Reason | null {
  const s = e.solution;
  if (s === null) return null;
  for (const { notification: n, from, to } of context.notified) {
    const slack = 60 + 3 * s.timeSigma;
    if (s.time < from - slack || s.time > to + slack) continue;
    const there = { latitude: n.latitudeDeg * RADIANS, longitude: n.longitudeDeg * RADIANS, height: 0 };
    const distance = surfaceDistance({ latitude: s.latitude, longitude: s.longitude, height: 0 }, there);
    const error = 3 * Math.sqrt(s.covarianceEastNorth[0] + s.covarianceEastNorth[2]);
    if (distance > n.radiusKm * 1000 + error) continue;
    if (n.azimuthDeg !== undefined && off(s.azimuth, n.azimuthDeg * RADIANS) > DIRECTION + 3 * s.azimuthSigma)
      continue;
    const logLikelihood: Partial<Record<EventClass, number>> = { [n.class]: WEIGHT };
    return {
      kind: "notification",
      sensors,
      text: `fits the notification ${n.id} of ${n.source}: ${n.class}`,
      logLikelihood,
    };
  }
  return null;
}

function off(a: number, b: number): number {
  return Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));
}
