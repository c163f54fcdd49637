import type { Provenance, Rejection } from "../messages/index.js";
import { type EventBook, openBook } from "./events/book.js";
import { openContext, type WatchContext } from "./events/context.js";
import { followEvents } from "./events/follow-events.js";
import { takeFlash } from "./events/natural/bolides.js";
import { takeHeat } from "./events/natural/heat.js";
import { placeLine, staysWith } from "./events/natural/place.js";
import { takeStorm } from "./events/natural/storms.js";
import { attend } from "./events/natural/witnesses.js";
import { leavePlace } from "./events/place-line.js";
import { placeRadarTracks } from "./events/place-radar.js";
import type { WatchConfiguration, WatchOutput } from "./index.js";
import { lineTrackMessage } from "./infrared/messages.js";
import { advanceInfrared, type InfraredPicture, openInfrared, takeDetection } from "./infrared/picture.js";
import type { LineTrack } from "./infrared/track.js";
import { type Admitted, type Intake, openIntake } from "./intake/intake.js";
import { stormNews } from "./optical/announce.js";
import { type OpticalPicture, openOptical, takePulse } from "./optical/storms.js";
import {
  advanceRadar,
  closeRadar,
  hintBurnout,
  openRadarPicture,
  type PlotOutcome,
  type RadarPicture,
  radarTracks,
  satellitesRecognised,
  takePlot,
} from "./radar/index.js";
import {
  endPasses,
  forgetTracks,
  openRadarTold,
  type RadarTold,
  radarTrackMessage,
  takeSatellitePlot,
} from "./radar-messages.js";

/** What is opened once the time of the first message is known, from which all seconds are counted. */
interface Running {
  readonly context: WatchContext;
  readonly infrared: ReadonlyMap<string, InfraredPicture>;
  readonly optical: OpticalPicture;
  readonly radar: RadarPicture;
  readonly told: RadarTold;
  readonly book: EventBook;
  now: number;
  followed: number;
}

/** The state of a watch. Opaque to callers: only `step` and `closeWatch` change it. */
export interface WatchState {
  readonly configuration: WatchConfiguration;
  readonly intake: Intake;
  running: Running | null;
  readonly counts: { infrared: number; radar: number; rejected: number };
  readonly rejectedReasons: Map<string, number>;
  /** Earliest and latest measurement that was believed. */
  span: { first: Instant; last: Instant } | null;
}

interface Instant {
  /** s after the reference */
  readonly time: number;
  readonly utc: string;
}

/** Events are looked at once in so much data time, s. */
const FOLLOW_STEP = 1;

/** A watch that has heard nothing yet. */
export function openState(configuration: WatchConfiguration): WatchState {
  return {
    configuration,
    intake: openIntake(
      configuration.network,
      configuration.origin,
      configuration.catalogue.map(({ elements }) => elements),
    ),
    running: null,
    counts: { infrared: 0, radar: 0, rejected: 0 },
    rejectedReasons: new Map(),
    span: null,
  };
}

/** Counts a refusal and says it. */
export function refuse(state: WatchState, where: string, at: string | undefined, reason: string): Rejection {
  state.counts.rejected += 1;
  state.rejectedReasons.set(reason, (state.rejectedReasons.get(reason) ?? 0) + 1);
  return { type: "rejection", ...(at === undefined ? {} : { at }), where, reason };
}

/** Number of known satellites that were seen. */
export function recognised(state: WatchState): number {
  return state.running === null ? 0 : satellitesRecognised(state.running.radar);
}

function run(state: WatchState): Running {
  if (state.running !== null) return state.running;
  const { network, catalogue, seed, origin } = state.configuration;
  const reference = state.intake.reference!;
  const context = openContext(network, origin, seed, reference);
  const infrared = new Map<string, InfraredPicture>();
  for (const sensor of network.sensors)
    if (sensor.kind === "infrared") infrared.set(sensor.id, openInfrared(sensor));
  state.running = {
    context,
    infrared,
    optical: openOptical(),
    radar: openRadarPicture(network, catalogue, reference),
    told: openRadarTold(),
    book: openBook(context),
    now: 0,
    followed: Number.NEGATIVE_INFINITY,
  };
  return state.running;
}

/** Takes an admitted measurement: time first moves on to it, then it goes to the picture of its kind. */
export function take(state: WatchState, admitted: Admitted): WatchOutput[] {
  const r = run(state);
  const { measurement: m, time, provenance } = admitted;
  const out: WatchOutput[] = [];
  r.now = admitted.now;
  if (m.type !== "launch-notification") widen(state, { time, utc: m.time });
  out.push(...moveOn(r, r.now));
  switch (m.type) {
    case "infrared-detection": {
      state.counts.infrared += 1;
      if (m.assessed === "static-source" || m.assessed === "undecided") {
        if (takeHeat(r.book, { ...m, time, decided: m.assessed === "static-source" }, r.now) === null)
          out.push(refuse(state, m.id, m.time, "line of sight misses the Earth"));
        break;
      }
      const picture = r.infrared.get(m.sensor)!;
      const changed = takeDetection(picture, {
        time,
        look: m.look,
        positionEcef: m.positionEcef,
        lineOfSightEcef: m.lineOfSightEcef,
        sigma: m.sigma,
        irradiance: m.irradiance,
        signalToNoise: m.signalToNoise,
        provenance: provenance as Provenance<"infrared">,
      });
      out.push(...takeLines(r, changed));
      break;
    }
    case "optical-pulse":
      state.counts.infrared += 1;
      if (
        !takePulse(r.optical, {
          time,
          sensor: m.sensor,
          positionEcef: m.positionEcef,
          lineOfSightEcef: m.lineOfSightEcef,
          ...(m.flash === undefined ? {} : { flash: m.flash }),
        })
      )
        out.push(refuse(state, m.id, m.time, "line of sight misses the Earth"));
      break;
    case "radar-plot":
      state.counts.radar += 1;
      r.context.plots.set(m.id, provenance as Provenance<"radar">, r.now);
      out.push(...takeOutcomes(r, takePlot(r.radar, m, time)));
      break;
    case "heartbeat":
      if (m.state === "operating") r.context.operating.set(m.sensor, time);
      else r.context.operating.delete(m.sensor);
      break;
    case "launch-notification": {
      const seconds = (utc: string) => state.intake.secondsOf(utc);
      r.context.notified.push({ notification: m, from: seconds(m.windowStart), to: seconds(m.windowEnd) });
      break;
    }
  }
  return out;
}

/** Extends the span of believed measurements by one. */
function widen(state: WatchState, at: { readonly time: number; readonly utc: string }): void {
  if (state.span === null) state.span = { first: at, last: at };
  else if (at.time < state.span.first.time) state.span.first = at;
  else if (at.time > state.span.last.time) state.span.last = at;
}

/** Lets data time pass: looks and scans are completed, events followed. */
function moveOn(r: Running, now: number): WatchOutput[] {
  const out: WatchOutput[] = [];
  for (const picture of r.infrared.values()) out.push(...takeLines(r, advanceInfrared(picture, now)));
  if (now - r.followed < FOLLOW_STEP) return out;
  r.followed = now;
  out.push(...takeOutcomes(r, advanceRadar(r.radar, now)));
  out.push(...followAll(r, now, false));
  return out;
}

function followAll(r: Running, now: number, closing: boolean): WatchOutput[] {
  const { context, book } = r;
  const out: WatchOutput[] = [];
  for (const news of stormNews(r.optical, closing ? Number.POSITIVE_INFINITY : now))
    takeStorm(book, news, now);
  const states = radarTracks(r.radar);
  for (const s of states) {
    const message = radarTrackMessage(r.told, s, context.origin, now, context.utc);
    if (message !== null) out.push(message);
  }
  forgetTracks(r.told, states);
  out.push(...endPasses(r.told, now, closing, context.origin, context.utc));
  placeRadarTracks(book, states, now);
  out.push(...followEvents(book, now, closing, (track, gone) => hintBurnout(r.radar, track, gone)));
  return out;
}

function takeLines(r: Running, changed: readonly LineTrack[]): WatchOutput[] {
  const { context, book } = r;
  const out: WatchOutput[] = [];
  for (const track of changed) {
    const message = lineTrackMessage(track, context.origin, r.now, context.utc);
    if (message !== null) out.push(message);
    attend(book, track, r.now);
    const owner = book.ofLine.get(track.id);
    if (owner !== undefined && staysWith(book, owner, track, r.now)) continue;
    if (owner !== undefined) leavePlace(book, owner, track, r.now);
    if (track.state === "ended" && track.sightings.length < 3) takeFlash(book, track, r.now);
    else if (track.state === "confirmed") placeLine(book, track, r.now);
  }
  return out;
}

function takeOutcomes(r: Running, outcomes: readonly PlotOutcome[]): WatchOutput[] {
  const { context } = r;
  const out: WatchOutput[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind !== "satellite") continue;
    const sensor = context.plots.get(outcome.measurement)?.sensor;
    context.plots.delete(outcome.measurement);
    if (sensor === undefined) continue;
    const message = takeSatellitePlot(r.told, outcome, sensor, r.now, context.origin, context.utc);
    if (message !== null) out.push(message);
  }
  return out;
}

/** Brings everything to its last state. */
export function close(state: WatchState): WatchOutput[] {
  const r = state.running;
  if (r === null) return [];
  const out: WatchOutput[] = [];
  for (const picture of r.infrared.values())
    out.push(...takeLines(r, advanceInfrared(picture, r.now + picture.sensor.payload.revisitSeconds)));
  out.push(...takeOutcomes(r, closeRadar(r.radar)));
  out.push(...followAll(r, r.now, true));
  return out;
}
