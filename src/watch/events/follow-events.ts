import type { EventUpdate, Warning } from "../../messages/index.js";
import type { RadarTrackState } from "../radar/index.js";
import { warningsFor } from "../warnings/desk.js";
import { confirmedByBoth } from "../warnings/witnesses.js";
import { weighAbsence } from "./absence.js";
import type { EventBook } from "./book.js";
import { chooseBody } from "./choose-body.js";
import type { WatchContext } from "./context.js";
import { infraredImpact, radarImpact } from "./impact.js";
import { followLaunch } from "./launch/follow.js";
import { perigee, radarState } from "./launch/motion-now.js";
import { likeliest, note, posterior } from "./ledger.js";
import { fuseCoasts } from "./links.js";
import { mergeParts } from "./merge-parts.js";
import { eventMessage, kindsOf, thrustingOf } from "./message.js";
import { followObject } from "./natural/objects.js";
import { followReentry, turnToReentry } from "./natural/reentry.js";
import type { EventRecord } from "./record.js";
import { sortLines } from "./sort-lines.js";
import { swapBodies } from "./swap-bodies.js";

/** An impact point is worked out anew after so much new track, s. */
const IMPACT_SECONDS = 20;
/** Unpowered flight that radar must have followed for an impact point, s. */
const LEAST_COAST = 20;
/** Perigee above which nothing comes down within hours, m. */
const STAYS_ABOVE = 80_000;
/** What stays up by this probability has no impact area. */
const STAYS_UP = 0.9;
/** A part of a launch is spoken of when it has stood for so long: until then tracks may still be sorted, s. */
const SETTLE = 90;
/** A launch without sight for so long is closed, s; a source that stays for less, but for so many of its sensors' looks. */
const FORGET_FLYING = 900;
const FORGET_SOURCE = 120;
const FORGET_LOOKS = 3;

/** Brings every open event up to date and says what is new. */
export function followEvents(
  book: EventBook,
  now: number,
  closing: boolean,
  hint: (radarTrack: string, firstNotSeen: number) => void,
): (EventUpdate | Warning)[] {
  const out: (EventUpdate | Warning)[] = [];
  const tracks = [...book.radarSeen.values()];
  for (const e of book.records) {
    if (e.state === "open") followOne(book, e, now, closing, hint, tracks);
    if (e.children.length > 0) {
      sortLines(book, e, now);
      if (swapBodies(book, e)) for (const body of [e, ...e.children]) followLaunch(book.context, body, now);
      chooseBody(book, e);
    }
    if (e.children.length > 1) mergeParts(book, e, now);
    const warnings = warningsFor(book.context, e, now, closing);
    out.push(...publish(book.context, e, now, warnings.length > 0, closing), ...warnings);
  }
  const [kept, over] = [[], []] as [EventRecord[], EventRecord[]];
  for (const e of book.records)
    (e.state === "open" || e.children.some((c) => c.state === "open") ? kept : over).push(e);
  for (const e of over) for (const { id } of e.lines) if (book.ofLine.get(id) === e) book.ofLine.delete(id);
  book.records = kept;
  return out;
}

function followOne(
  book: EventBook,
  e: EventRecord,
  now: number,
  closing: boolean,
  hint: (radarTrack: string, firstNotSeen: number) => void,
  tracks: readonly RadarTrackState[],
): void {
  const { context } = book;
  if (e.lines.length > 0) e.last = Math.max(e.last, ...e.lines.map((t) => t.sightings.at(-1)!.time));
  if (e.nature === "launch" || e.nature === "stage") {
    followLaunch(context, e, now);
    tellRadars(e, hint);
  }
  if (e.nature === "launch" && turnToReentry(book, e, now)) return;
  if (e.links.length > 0) {
    if (e.nature !== "aircraft") fuseCoasts(e);
    if (e.nature === "object" || e.nature === "stage" || e.nature === "aircraft") followObject(e, now);
  }
  if (e.nature === "reentry") followReentry(e, now);
  if (e.nature === "launch" || e.nature === "reentry") agreeOfTwoKinds(context, e, now);
  if (e.nature === "launch") weighAbsence(context, e, now, tracks);
  impact(context, e, now, closing);
  const sight = Math.max(e.last, ...e.links.map((l) => l.state.last));
  const flies =
    e.nature === "launch" || e.nature === "stage" || e.nature === "object" || e.nature === "reentry";
  e.stale = flies && now - sight > context.network.thresholds.staleSeconds;
  const forgetSource = sourceMemory(context, e);
  if (closing) e.state = e.state === "open" && now - sight > forgetSource ? "closed" : e.state;
  else if (now - sight > (flies ? FORGET_FLYING : forgetSource)) e.state = "closed";
}

/** A source that only slow imagers see is not gone between two of their looks, s. */
function sourceMemory(context: WatchContext, e: EventRecord): number {
  let memory = FORGET_SOURCE;
  for (const sensor of e.otherSensors)
    memory = Math.max(memory, FORGET_LOOKS * (context.payloads.get(sensor)?.revisitSeconds ?? 0));
  return memory;
}

/** A radar that follows the body is told when its plume went out. */
function tellRadars(e: EventRecord, hint: (radarTrack: string, firstNotSeen: number) => void): void {
  const gone = e.plume?.firstNotSeen;
  if (gone === undefined || !e.plume!.gone) return;
  for (const l of e.links) {
    if (l.hinted) continue;
    l.hinted = true;
    hint(l.track, gone);
  }
}

/** Two kinds of sensor that agree confirm what happened, whatever it is. */
function agreeOfTwoKinds(context: WatchContext, e: EventRecord, now: number): void {
  const both = e.confirmedAt === null ? confirmedByBoth(e, context) : null;
  if (both !== null) {
    e.confirmedAt = now;
    const radars = [...new Set(both.radar.witnesses.map((w) => w.sensor))];
    note(
      e.ledger,
      "two kinds",
      {
        kind: "radar",
        sensors: radars,
        text: `radar and infrared agree in space and time (${both.agreement.distances.map((d) => d.toFixed(1)).join(", ")} of 16)`,
        logLikelihood: {},
      },
      now,
    );
  }
}

/** Where it comes down: by radar with an ellipse, before that by infrared as an area. */
function impact(context: WatchContext, e: EventRecord, now: number, closing: boolean): void {
  if (e.nature === "source" || e.nature === "storm" || e.nature === "bolide" || e.nature === "aircraft")
    return;
  const probabilities = posterior(e.ledger);
  const staysUp = (probabilities.get("space-launch") ?? 0) + (probabilities.get("satellite") ?? 0) > STAYS_UP;
  if (staysUp || thrustingOf(e).thrusting === true) {
    // where a stage that was lit again would have come down is still worth knowing
    if (e.nature !== "stage") e.impact = null;
    return;
  }
  if (e.coast !== null && e.coast.time - e.coast.start >= LEAST_COAST) {
    const ended = closing || now - e.coast.time > context.network.thresholds.staleSeconds;
    const due = e.coast.time - e.impactTime >= IMPACT_SECONDS || (ended && e.coast.time > e.impactTime);
    if (!due) return;
    e.impactTime = e.coast.time;
    const state = radarState(e);
    const inOrbit = state !== null && perigee(state) > STAYS_ABOVE;
    const kind = e.nature === "launch" ? "body" : "stage";
    e.impact = inOrbit ? null : radarImpact(e.coast, context.network, kind, context.seed, context.utc);
    return;
  }
  if (e.nature !== "launch") return;
  if (e.solution === null || e.plume?.firstNotSeen === undefined) e.impact = null;
  else if (e.impact?.dataTime !== e.solution.lastLook.time)
    e.impact = infraredImpact(e.solution, context.network, context.utc);
}

/** The event's message, where something that a reader would care for has changed. */
function publish(
  context: WatchContext,
  e: EventRecord,
  now: number,
  warned: boolean,
  closing: boolean,
): EventUpdate[] {
  const best = likeliest(posterior(e.ledger));
  const words = JSON.stringify([
    best.class,
    Math.round(best.probability * 20),
    e.state,
    kindsOf(e, context),
    e.confirmedAt,
    e.confirmableFrom === null,
    thrustingOf(e),
    e.stale,
    e.impact?.dataTime,
    e.solved.at,
    e.lines.map((t) => t.id),
    e.links.map((l) => l.track),
    e.nature === "storm" ? e.last : 0,
  ]);
  if (words === e.published && !warned) return [];
  if (e.published === "" && e.nature === "stage" && (e.state === "dissolved" || now - e.first < SETTLE)) {
    if (!closing || e.state === "dissolved") return [];
  }
  e.published = words;
  e.revision += 1;
  return [eventMessage(e, context, now)];
}
