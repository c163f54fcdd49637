import { looksLikeAircraft } from "../aircraft/read-aircraft.js";
import { looksLikeSetup, looksLikeTracking } from "../antenna-tracking/index.js";
import { looksLikeEarthOrientation } from "../earth-orientation/read-earth-orientation.js";
import {
  looksLikeFireballCatalogue,
  looksLikeFireballPath,
  looksLikeMeteors,
  looksLikeSighting,
} from "../fireballs/recognise.js";
import { looksLikeLaserRanging } from "../laser-ranging/index.js";
import { looksLikeManoeuvres } from "../manoeuvres/read-manoeuvres.js";
import { looksLikePreciseOrbits } from "../precise-orbit/sp3-header.js";
import { looksLikePredictedOrbit } from "../predicted-orbit/read-predicted-orbit.js";
import { looksLikeStationCoordinates } from "../station-coordinates/read-station-coordinates.js";
import { looksLikeTelemetry } from "../telemetry/looks-like-telemetry.js";

/** Recordings made by others that stand in text: what they are called here. */
export type RecordedKind =
  | "laser-ranging"
  | "predicted-orbit"
  | "precise-orbit"
  | "station-coordinates"
  | "earth-orientation"
  | "antenna-tracking"
  | "antenna-setup"
  | "telemetry"
  | "fireball-sightings"
  | "fireball-path"
  | "meteors"
  | "fireball-catalogue"
  | "manoeuvres"
  | "aircraft";

/**
 * Each kind with what recognises it by the text at its head. A test must be sure of itself: it looks for what no other format
 * has, and never at the name.
 */
export const RECORDED_KINDS: readonly (readonly [RecordedKind, (head: string) => boolean])[] = [
  ["earth-orientation", looksLikeEarthOrientation],
  ["precise-orbit", looksLikePreciseOrbits],
  ["aircraft", looksLikeAircraft],
  ["fireball-sightings", looksLikeSighting],
  ["fireball-path", looksLikeFireballPath],
  ["meteors", looksLikeMeteors],
  ["fireball-catalogue", looksLikeFireballCatalogue],
  ["telemetry", looksLikeTelemetry],
  ["manoeuvres", looksLikeManoeuvres],
  ["antenna-tracking", looksLikeTracking],
  ["antenna-setup", looksLikeSetup],
  ["laser-ranging", looksLikeLaserRanging],
  ["predicted-orbit", looksLikePredictedOrbit],
  ["station-coordinates", looksLikeStationCoordinates],
];

/** Whether a kind is one of the recordings that are compared with what is known, and run by no watch. */
export function isRecordedKind(kind: string): kind is RecordedKind {
  return RECORDED_KINDS.some(([name]) => name === kind);
}
