/** Where the plots of tracks came from. */
export interface TrackPurity {
  /** Share of all plots used that come from their track's majority source. */
  readonly purity: number;
  /** Tracks with at least one plot. */
  readonly tracks: number;
  /** Tracks whose plots all have one source. */
  readonly pureTracks: number;
  /** Tracks most of whose plots are false. */
  readonly clutterTracks: number;
  /** Times that a track's plots pass from one object to another, false plots between them left out. */
  readonly sourceChanges: number;
}

/**
 * Purity of tracks by the plots they used.
 *
 * @param tracks for each track the sources of its plots in order of time; null for a false plot
 */
export function trackPurity(tracks: Iterable<readonly (string | number | null)[]>): TrackPurity {
  let plots = 0;
  let majority = 0;
  const total = { tracks: 0, pureTracks: 0, clutterTracks: 0, sourceChanges: 0 };
  for (const sources of tracks) {
    if (sources.length === 0) continue;
    const counts = new Map<string | number | null, number>();
    for (const source of sources) counts.set(source, (counts.get(source) ?? 0) + 1);
    const most = Math.max(...counts.values());
    const objects = sources.filter((source) => source !== null);
    plots += sources.length;
    majority += most;
    total.tracks += 1;
    if (counts.size === 1) total.pureTracks += 1;
    // as many false plots as those of an object are no majority
    const ofObjects = Math.max(0, ...[...counts].map(([source, n]) => (source === null ? 0 : n)));
    if ((counts.get(null) ?? 0) > ofObjects) total.clutterTracks += 1;
    for (let k = 1; k < objects.length; k++) if (objects[k] !== objects[k - 1]) total.sourceChanges += 1;
  }
  return { purity: majority / Math.max(1, plots), ...total };
}
