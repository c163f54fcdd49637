import { dot, ecefToGeodetic, norm, subtract } from "../../../astro/index.js";
import { recentSpeed } from "../../infrared/motion.js";
import { firstTime, type LineTrack } from "../../infrared/track.js";
import type { RadarTrackState } from "../../radar/index.js";
import { addLine, type EventBook, enter } from "../book.js";
import { fitKinematics } from "../launch/kinematics.js";
import { infraredState, radarState } from "../launch/motion-now.js";
import { note } from "../ledger.js";
import { fuseCoasts } from "../links.js";
import { linePairDistance, passesNear } from "../place-line.js";
import type { EventRecord } from "../record.js";
import { DEGREES } from "../written.js";
import { judgeFall } from "./fall.js";

/** Motion is fitted over so long at most, s. */
const MOTION_WINDOW = 40;
/** A piece that a radar begins to follow is no farther from what it broke off, m and m/s. */
const PIECE_DISTANCE = 150_000;
const PIECE_SPEED = 2500;
/** Nor is its plot older or newer than the other's by more, s. */
const PIECE_SECONDS = 25;
/** What was slow when it was first seen and gains so much speed across its line of sight is no piece that the air brakes, m/s. */
const SLOW = 1500;
const GAIN = 1000;

/** Re-entries that are followed. */
export function descending(book: EventBook): EventRecord[] {
  return book.records.filter((e) => e.nature === "reentry" && e.state === "open");
}

/** Whether a source gathers speed as only thrust gives it. */
export function gathersSpeed(track: LineTrack): boolean {
  const start = recentSpeed(track.sightings.slice(0, 6), 6);
  const end = recentSpeed(track.sightings, 6);
  return start.speed < SLOW && end.speed - start.speed > GAIN + 3 * Math.hypot(start.sigma, end.sigma);
}

/** Gives a source to the re-entry that it is, or a piece of; the pieces of one body are one event. */
export function joinReentry(book: EventBook, track: LineTrack, now: number): EventRecord | null {
  if (gathersSpeed(track)) return null;
  for (const event of descending(book)) {
    const seen = event.lines.some(
      (t) => t.sensor !== track.sensor && linePairDistance(book, track, t) !== null,
    );
    if (!seen && !passesNear(event, track)) continue;
    addLine(book, event, track);
    followReentry(event, now);
    return event;
  }
  return null;
}

/** Enters a re-entry with the first satellite's track of it. */
export function placeReentry(
  book: EventBook,
  tracks: readonly LineTrack[],
  text: string,
  now: number,
): EventRecord {
  const event = enter(book, "reentry", null, firstTime(tracks[0]!));
  for (const track of tracks) if (!book.ofLine.has(track.id)) addLine(book, event, track);
  const sensors = [...new Set(tracks.map((t) => t.sensor))].sort();
  note(
    event.ledger,
    "falls",
    { kind: "infrared", sensors, text, logLikelihood: { reentry: sensors.length > 1 ? 3 : 1 } },
    now,
  );
  followReentry(event, now);
  return event;
}

/**
 * A launch that turns out to be a re-entry, as soon as a second satellite shows how it moves: its tracks go to a new event,
 * and what was said of a launch is taken back.
 */
export function turnToReentry(book: EventBook, launch: EventRecord, now: number): boolean {
  if (launch.motion === null || launch.confirmedAt !== null || launch.children.length > 0) return false;
  const start = Math.min(...launch.lines.map(firstTime));
  const judged = judgeFall(launch.lines, Math.max(...launch.lines.map((t) => t.sightings.at(-1)!.time)));
  const before = launch.motion.time - start > 2 * MOTION_WINDOW ? judgeEarly(launch.lines, start) : judged;
  if (judged.is !== "reentry" || before.is === "launch") return false;
  const tracks = launch.lines.splice(0);
  for (const track of tracks) book.ofLine.delete(track.id);
  const event = placeReentry(book, tracks, judged.text, now);
  for (const l of launch.links.splice(0)) {
    event.links.push(l);
    book.ofRadar.set(l.track, event);
  }
  fuseCoasts(event);
  launch.state = "dissolved";
  note(
    launch.ledger,
    "dissolved",
    { kind: "geometry", sensors: [], text: `it comes down: ${event.id}`, logLikelihood: {} },
    now,
  );
  return true;
}

/** What the first sightings by two satellites say. */
function judgeEarly(lines: readonly LineTrack[], start: number) {
  const both = [...new Set(lines.map((t) => t.sensor))].map((s) =>
    Math.min(...lines.filter((t) => t.sensor === s).map(firstTime)),
  );
  return judgeFall(lines, (both.sort((a, b) => a - b)[1] ?? start) + MOTION_WINDOW);
}

/** Brings what satellites and radars say of a re-entry's place up to date. */
export function followReentry(e: EventRecord, now: number): void {
  const to = Math.max(...e.lines.map((t) => t.sightings.at(-1)!.time));
  // once it is in pieces the satellites follow different ones
  const whole = new Set(e.lines.map((t) => t.sensor)).size === e.lines.length;
  if (whole && e.motion?.time !== to) {
    const fitted = fitKinematics(e.lines, to - MOTION_WINDOW, to);
    if (fitted !== null) e.motion = fitted;
  }
  const [radar, infrared] = [radarState(e), infraredState(e)];
  const state = radar !== null && radar.time > (infrared?.time ?? 0) ? radar : infrared;
  if (state !== null) {
    const place = ecefToGeodetic(state.positionEcef);
    e.seenAt = {
      latitudeDeg: Math.round(place.latitude * DEGREES * 100) / 100,
      longitudeDeg: Math.round(place.longitude * DEGREES * 100) / 100,
      altitude: Math.round(place.height / 1000) * 1000,
    };
  } else {
    const { latitude, longitude } = ecefToGeodetic(e.lines.at(-1)!.plane.anchorEcef);
    e.seenAt ??= {
      latitudeDeg: Math.round(latitude * DEGREES * 100) / 100,
      longitudeDeg: Math.round(longitude * DEGREES * 100) / 100,
      radius: 150_000,
    };
  }
  if (e.links.length === 0) return;
  const sensors = [...new Set(e.links.map((l) => l.sensor))].sort();
  const text = "radar follows it, or pieces of it, as it comes down";
  note(e.ledger, "radar", { kind: "radar", sensors, text, logLikelihood: { reentry: 1 } }, now);
}

/** The re-entry of which a radar follows a piece: one that flies beside what the radars follow of it already. */
export function reentryBeside(book: EventBook, state: RadarTrackState): EventRecord | null {
  for (const event of descending(book)) {
    for (const { state: other } of event.links) {
      if (other.id === state.id || Math.abs(other.time - state.time) > PIECE_SECONDS) continue;
      const velocity = [3, 4, 5].map((i) => other.mean[i]! - state.mean[i]!);
      const dt = state.time - other.time;
      const away = subtract(
        [state.mean[0]!, state.mean[1]!, state.mean[2]!],
        [0, 1, 2].map((i) => other.mean[i]! + dt * other.mean[i + 3]!) as [number, number, number],
      );
      if (norm(away) < PIECE_DISTANCE && Math.hypot(...velocity) < PIECE_SPEED && comesDown(state))
        return event;
    }
  }
  return null;
}

function comesDown({ mean }: RadarTrackState): boolean {
  return dot([mean[0]!, mean[1]!, mean[2]!], [mean[3]!, mean[4]!, mean[5]!]) < 0;
}
