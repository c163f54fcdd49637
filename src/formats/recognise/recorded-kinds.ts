import { looksLikeEarthOrientation } from "../earth-orientation/read-earth-orientation.js";

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
  | "manoeuvres"
  | "aircraft";

/**
 * Each kind with what recognises it by the text at its head. A test must be sure of itself: it looks for what no other format
 * has, and never at the name.
 */
export const RECORDED_KINDS: readonly (readonly [RecordedKind, (head: string) => boolean])[] = [
  ["earth-orientation", looksLikeEarthOrientation],
];
