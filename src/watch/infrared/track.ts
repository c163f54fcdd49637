import type { Vec3 } from "../../astro/index.js";
import type { Provenance } from "../../messages/index.js";
import type { PlaneState } from "./filter.js";
import type { PlaceSums } from "./motion.js";
import type { Plane } from "./plane.js";

/** One detection as an infrared track keeps it. */
export interface Detection {
  /** s after the watch's reference. */
  readonly time: number;
  readonly look: number;
  readonly positionEcef: Vec3;
  readonly lineOfSightEcef: Vec3;
  /** 1σ an axis, rad. */
  readonly sigma: number;
  /** W/m² */
  readonly irradiance: number;
  readonly signalToNoise: number;
  readonly provenance: Provenance<"infrared">;
}

/** A detection within a track: with its place in the track's plane. */
export interface Sighting extends Detection {
  /** m, see `Plane`. */
  readonly u: number;
  readonly v: number;
  /** Error of the place, 1σ an axis, m. */
  readonly sigmaMetres: number;
}

/** What one infrared satellite follows from look to look. */
export interface LineTrack {
  readonly id: string;
  readonly sensor: string;
  readonly plane: Plane;
  readonly revisit: number;
  state: "tentative" | "confirmed" | "ended";
  motion: "static" | "moving" | "unknown";
  filter: PlaneState;
  readonly place: PlaceSums;
  readonly sightings: Sighting[];
  /** Looks since the last sighting. */
  missed: number;
  /** Added since the track's last message. */
  pending: { measurements: string[]; innovations: number[] };
}

/** Time of a track's first sighting, s. */
export function firstTime(track: LineTrack): number {
  return track.sightings[0]!.time;
}

/** Time of a track's last sighting, s. */
export function lastTime(track: LineTrack): number {
  return track.sightings.at(-1)!.time;
}

/** A track is live while it was seen within so many of its satellite's looks. */
const LIVE_LOOKS = 2.5;

/** @returns whether a satellite still sees what it follows */
export function isLive(track: LineTrack, now: number): boolean {
  return now - lastTime(track) < LIVE_LOOKS * track.revisit;
}
