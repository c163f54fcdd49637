import { ecefToGeodetic, predictImpact } from "../../../astro/index.js";
import { bodyState, perigee } from "../launch/motion-now.js";
import { inertialSpeed } from "../launch/reasons.js";
import { note, type Reason } from "../ledger.js";
import type { EventRecord } from "../record.js";
import { DEGREES } from "../written.js";

/** Perigee above which something stays in orbit, m. */
const STAYS_UP = 90_000;
/** Something that comes down faster than this was in orbit, m/s. */
const FROM_ORBIT = 7000;

/** Says what a radar object without a launch may be, and where it was last. */
export function followObject(e: EventRecord, now: number): void {
  const state = bodyState(e);
  if (state === null) return;
  const place = ecefToGeodetic(state.positionEcef);
  e.seenAt = {
    latitudeDeg: Math.round(place.latitude * DEGREES * 100) / 100,
    longitudeDeg: Math.round(place.longitude * DEGREES * 100) / 100,
    altitude: Math.round(place.height / 1000) * 1000,
  };
  if (e.nature !== "object" || state.velocitySigma > 150) return;
  const sensors = [...new Set(e.links.map((l) => l.sensor))];
  const height = perigee(state);
  const kilometres = Math.round(height / 10_000) * 10;
  const reason = (text: string, logLikelihood: Reason["logLikelihood"]): Reason => ({
    kind: "radar",
    sensors,
    text,
    logLikelihood,
  });
  if (height > STAYS_UP) {
    note(
      e.ledger,
      "shape",
      reason(`in orbit, perigee ${kilometres} km; not in the catalogue`, { satellite: 6 }),
      now,
    );
    return;
  }
  if (predictImpact(state.positionEcef, state.velocityEcef, null) === null) return;
  // once from orbit, from orbit: the air makes it slower
  const fast =
    inertialSpeed(state.positionEcef, state.velocityEcef) > FROM_ORBIT ||
    (e.ledger.entries.get("shape")?.reason.logLikelihood.reentry ?? 0) > 0;
  note(
    e.ledger,
    "shape",
    fast
      ? reason("comes down from orbit", { reentry: 4, satellite: -4 })
      : reason("comes down without a launch that was seen", { satellite: -6, reentry: -2, unknown: 1 }),
    now,
  );
}
