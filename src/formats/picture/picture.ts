import type { EventUpdate, Network, Origin, RadarTrack, Warning } from "../../messages/index.js";
import type { CatalogueObject } from "../elements/catalogue-object.js";

/** What a map or a globe is drawn from: the content of an output folder, as plain messages. */
export interface Picture {
  readonly name: string;
  readonly origin: Origin;
  /** UTC of the first and the last instant that is shown. */
  readonly start: string;
  readonly end: string;
  readonly network: Network;
  /** Where orbits of sensors are looked up by catalogue number. */
  readonly catalogue: readonly Pick<CatalogueObject, "name" | "elements">[];
  /** Last state of each event. */
  readonly events: readonly EventUpdate[];
  /** Messages of radar tracks, in order. */
  readonly tracks: readonly RadarTrack[];
  readonly warnings: readonly Warning[];
}

/** A radar track's states over time. */
export interface TrackPath {
  readonly id: string;
  readonly sensor: string;
  readonly catalogueNumber?: number;
  readonly states: readonly {
    readonly time: string;
    readonly positionEcef: readonly [number, number, number];
  }[];
}

/** Gathers the messages of each radar track into its path; tracks without a position are left out. */
export function trackPaths(tracks: readonly RadarTrack[]): TrackPath[] {
  const paths = new Map<
    string,
    { id: string; sensor: string; catalogueNumber?: number; states: TrackPath["states"][number][] }
  >();
  for (const track of tracks) {
    const path = paths.get(track.id) ?? { id: track.id, sensor: track.sensor, states: [] };
    paths.set(track.id, path);
    if (track.catalogueNumber !== undefined) path.catalogueNumber = track.catalogueNumber;
    const { at, positionEcef } = track;
    if (positionEcef !== undefined && path.states.at(-1)?.time !== at)
      path.states.push({ time: at, positionEcef });
  }
  return [...paths.values()].filter((p) => p.states.length > 0);
}

/** @returns the event that holds a track, where one does */
export function eventOfTrack(events: readonly EventUpdate[], track: string): EventUpdate | undefined {
  return events.find((e) => e.tracks.includes(track));
}
