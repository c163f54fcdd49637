import { add, eastNorthUp, ecefToGeodetic, norm, scale, subtract, type Vec3 } from "../../astro/index.js";
import type { RadarTrackState } from "../radar/index.js";
import { operatingRadars, type WatchContext } from "./context.js";
import {
  type CoastStart,
  earliestConfirmation,
  quickestRadar,
  SMALL_BODY,
  SURE,
  shouldSee,
} from "./coverage.js";
import { followCrossings, mustHaveMet } from "./fence-crossing.js";
import { bodyState, placeAfter } from "./launch/motion-now.js";
import { note, strike } from "./ledger.js";
import type { EventRecord } from "./record.js";

/** A place known worse than this says nothing of what should be seen there, 1σ, m. */
const VAGUE = 60_000;
/** A radar that should see it has so many looks, and at least so many seconds, before its silence counts. */
const PATIENCE_LOOKS = 8;
const PATIENCE_SECONDS = 45;
/** A track within this of where the body should be, and four times its error, m, with a plot within so many seconds. */
const NEAR = 100_000;
const NEAR_SECONDS = 20;
/** The earliest confirmation is worked out anew after so long, s. */
const RECKON_SECONDS = 10;

/**
 * Not seen is evidence, could not see is not. While no operating radar could see the body, the event says when one
 * will. Where one should see it, its whole uncertainty in cover, and does not for several looks, the launch loses
 * its probability and what was issued is withdrawn. A radar that searches by a fence should see only what its fence must
 * have met.
 *
 * @returns whether the event has just been withdrawn
 */
export function weighAbsence(
  context: WatchContext,
  e: EventRecord,
  now: number,
  tracks: readonly RadarTrackState[],
): boolean {
  if (e.links.length > 0 || e.confirmedAt !== null) {
    e.confirmableFrom = null;
    e.expectedSince = null;
    strike(e.ledger, "absence");
    return false;
  }
  const state = bodyState(e);
  if (state === null) return false;
  const operating = operatingRadars(context, now);
  const place = placeAfter(state, now);
  const spread = Math.hypot(state.positionSigma, state.velocitySigma * Math.max(0, now - state.time));
  const places = around(place, 2 * spread);
  if (spread < VAGUE) followCrossings(e.fenceCrossings, operating, places, SMALL_BODY, now);
  const radars = operating.filter((r) => mustHaveMet(e.fenceCrossings, r, SURE));
  const expected = spread < VAGUE && places.every((p) => shouldSee(radars, p));
  if (!expected) {
    e.expectedSince = null;
    if (now - e.reckonedAt >= RECKON_SECONDS) {
      e.reckonedAt = now;
      const from = coastStart(context, e, now) ?? {
        time: now,
        positionEcef: place,
        velocityEcef: velocityAfter(state, now),
      };
      e.confirmableFrom = earliestConfirmation(context.radars, from, now);
    }
    return false;
  }
  e.confirmableFrom = null;
  if (tracks.some((t) => mayBe(t, place, spread, now))) e.expectedSince = now;
  e.expectedSince ??= now;
  const radar = quickestRadar(radars, place)!;
  const patience = Math.max(PATIENCE_SECONDS, PATIENCE_LOOKS * radar.revisitSeconds);
  if (now - e.expectedSince < patience) return false;
  note(
    e.ledger,
    "absence",
    {
      kind: "absence",
      sensors: [radar.id],
      text: `${radar.id} should have seen it for ${Math.round(now - e.expectedSince)} s and did not`,
      logLikelihood: { ballistic: -6, "space-launch": -6, "sounding-rocket": -6 },
    },
    now,
  );
  e.state = "withdrawn";
  return true;
}

/** Whether a radar follows something near by that no catalogue knows: then the radars are not silent. */
function mayBe(t: RadarTrackState, place: Vec3, spread: number, now: number): boolean {
  if (t.catalogueNumber !== undefined || t.state === "tentative" || now - t.last > NEAR_SECONDS) return false;
  return norm(subtract([t.mean[0]!, t.mean[1]!, t.mean[2]!], place)) < NEAR + 4 * spread;
}

/** While it burns: the burnout that the likeliest family of boost profiles leads to. */
function coastStart(context: WatchContext, e: EventRecord, now: number): CoastStart | null {
  const { solution } = e;
  if (solution === null || e.plume?.firstNotSeen !== undefined) return null;
  const best = solution.families.reduce((a, b) => (b.probability > a.probability ? b : a));
  const { stages } = context.families[best.index]!.profile;
  const time = solution.time + stages.reduce((sum, s) => sum + s.burnSeconds + s.gapSeconds, 0);
  if (time <= now) return null;
  const { mean } = solution.stateAt(time);
  return {
    time,
    positionEcef: [mean[0]!, mean[1]!, mean[2]!],
    velocityEcef: [mean[3]!, mean[4]!, mean[5]!],
  };
}

function velocityAfter(state: NonNullable<ReturnType<typeof bodyState>>, now: number): Vec3 {
  return add(placeAfter(state, now + 0.5), scale(placeAfter(state, now - 0.5), -1));
}

/** A place and six others at a distance from it, east, north and up. */
function around(place: Vec3, distance: number): Vec3[] {
  const { east, north, up } = eastNorthUp(ecefToGeodetic(place));
  const points: Vec3[] = [place];
  for (const axis of [east, north, up]) {
    points.push(add(place, scale(axis, distance)), add(place, scale(axis, -distance)));
  }
  return points;
}
