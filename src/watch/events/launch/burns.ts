import type { LineTrack } from "../../infrared/track.js";

/** A span in which the plume was seen. */
export interface Burn {
  /** s, first and last sighting. */
  readonly first: number;
  last: number;
}

/** Shorter pauses may be a look that failed, s: stages follow each other after some ten seconds. */
const SHORTEST_GAP = 7;

/**
 * The burns of one body as all satellites together saw them: spans parted by pauses in which none of those that
 * followed it saw a plume for longer than its looks are apart.
 */
export function burnsOf(tracks: readonly LineTrack[]): Burn[] {
  const sightings = tracks
    .flatMap((track) => track.sightings.map((s) => ({ time: s.time, track })))
    .sort((a, b) => a.time - b.time);
  const burns: Burn[] = [];
  for (const { time } of sightings) {
    const current = burns.at(-1);
    if (current === undefined || time - current.last > gapAt(tracks, current.last))
      burns.push({ first: time, last: time });
    else current.last = time;
  }
  return burns;
}

/** How long a pause must be to be one, by the quickest satellite that was following then. */
function gapAt(tracks: readonly LineTrack[], time: number): number {
  let revisit = Number.POSITIVE_INFINITY;
  for (const track of tracks) {
    const seen = track.sightings[0]!.time <= time && track.sightings.at(-1)!.time >= time;
    if (seen) revisit = Math.min(revisit, track.revisit);
  }
  return Math.max(SHORTEST_GAP, 1.5 * (Number.isFinite(revisit) ? revisit : SHORTEST_GAP));
}

/** Time of the last sighting of any satellite, s. */
export function lastSeen(tracks: readonly LineTrack[]): number {
  return Math.max(...tracks.map((t) => t.sightings.at(-1)!.time));
}

/** Time of the first sighting of any satellite, s. */
export function firstSeen(tracks: readonly LineTrack[]): number {
  return Math.min(...tracks.map((t) => t.sightings[0]!.time));
}
