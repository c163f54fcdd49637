/**
 * The attributes of a single integrated air picture: SIAP System Engineering Task Force, "Single Integrated Air Picture
 * (SIAP) Attributes, Version 2.0", Technical Report 2003-029 (2003), and Votruba, Nisley, Rothrock and Zombro, "Single
 * Integrated Air Picture (SIAP) Metrics Implementation" (2001). Unlike OSPA they let several tracks stand for one object.
 */

/** A track and the object that it stands for. */
export interface SiapTrack {
  readonly track: string | number;
  /** null, or an object that isn't there: for none, the track is spurious. */
  readonly object: string | number | null;
  /** Distance from its object, m; and of the velocities, m/s. */
  readonly positionError?: number;
  readonly velocityError?: number;
}

/** The picture at one time. */
export interface SiapInstant {
  /** s */
  readonly time: number;
  /** Every object that is there. */
  readonly objects: readonly (string | number)[];
  /** Every track that is held. */
  readonly tracks: readonly SiapTrack[];
}

export interface SiapMetrics {
  /** Share of objects that are tracked: 1 is best. */
  readonly completeness: number;
  /** Tracks for each tracked object: 1 is best. */
  readonly ambiguity: number;
  /** Share of tracks that stand for no object: 0 is best. */
  readonly spuriousness: number;
  /** Mean distance of a track from its object, m. */
  readonly positionalAccuracy: number;
  /** Mean difference of velocity, m/s. */
  readonly velocityAccuracy: number;
  /** Changes of track number for a second of tracked time, over all objects: 0 is best. */
  readonly rateOfTrackNumberChange: number;
  /** Time under its longest track over the time it existed, over all objects: 1 is best. */
  readonly longestTrackSegment: number;
  /** Time under any track over the time it existed, over all objects. */
  readonly timeTracked: number;
}

/** Tracks of one object at one instant, and how long it was there after it. */
interface ObjectInstant {
  readonly time: number;
  readonly tracks: ReadonlySet<string | number>;
}

function historiesOf(instants: readonly SiapInstant[]): Map<string | number, ObjectInstant[]> {
  const histories = new Map<string | number, ObjectInstant[]>();
  for (const { time, objects, tracks } of instants) {
    const own = new Map(objects.map((object) => [object, new Set<string | number>()]));
    for (const { track, object } of tracks) if (object !== null) own.get(object)?.add(track);
    for (const [object, numbers] of own) {
      const history = histories.get(object);
      if (history) history.push({ time, tracks: numbers });
      else histories.set(object, [{ time, tracks: numbers }]);
    }
  }
  return histories;
}

/** Fewest track numbers that account for an object's history: each kept for as long as it lasts. */
function fewestTracks(history: readonly ObjectInstant[]): number {
  let count = 0;
  let kept: ReadonlySet<string | number> = new Set();
  for (const { tracks } of history) {
    if (tracks.size === 0) continue;
    const still = new Set([...kept].filter((track) => tracks.has(track)));
    if (still.size === 0) count += 1;
    kept = still.size === 0 ? tracks : still;
  }
  return count;
}

/** Seconds that an object was there, was tracked, and was under its longest track: from instant to instant. */
function spansOf(history: readonly ObjectInstant[]): { exists: number; tracked: number; longest: number } {
  let exists = 0;
  let tracked = 0;
  const byTrack = new Map<string | number, number>();
  for (let k = 1; k < history.length; k++) {
    const before = history[k - 1]!;
    const after = history[k]!;
    const span = after.time - before.time;
    exists += span;
    if (before.tracks.size > 0 && after.tracks.size > 0) tracked += span;
    for (const track of after.tracks)
      if (before.tracks.has(track)) byTrack.set(track, (byTrack.get(track) ?? 0) + span);
  }
  return { exists, tracked, longest: Math.max(0, ...byTrack.values()) };
}

function tracksOfObjects({ objects, tracks }: SiapInstant): SiapTrack[] {
  const present = new Set(objects);
  return tracks.filter(({ object }) => object !== null && present.has(object));
}

function meanOf(values: readonly (number | undefined)[]): number {
  const known = values.filter((v) => v !== undefined);
  return known.reduce((sum, v) => sum + v, 0) / known.length;
}

/**
 * SIAP attributes of a run.
 *
 * @param instants pictures in order of time; an object is there from the first to the last that names it
 * @returns NaN where nothing could be counted, such as the spuriousness of no tracks
 */
export function siapMetrics(instants: readonly SiapInstant[]): SiapMetrics {
  let objects = 0;
  let trackedObjects = 0;
  let tracks = 0;
  let assigned = 0;
  const pairs = instants.flatMap(tracksOfObjects);
  for (const instant of instants) {
    const own = tracksOfObjects(instant);
    objects += instant.objects.length;
    tracks += instant.tracks.length;
    assigned += own.length;
    trackedObjects += new Set(own.map((t) => t.object)).size;
  }
  let changes = 0;
  const time = { exists: 0, tracked: 0, longest: 0 };
  for (const history of historiesOf(instants).values()) {
    changes += Math.max(0, fewestTracks(history) - 1);
    const spans = spansOf(history);
    time.exists += spans.exists;
    time.tracked += spans.tracked;
    time.longest += spans.longest;
  }
  return {
    completeness: trackedObjects / objects,
    ambiguity: assigned / trackedObjects,
    spuriousness: (tracks - assigned) / tracks,
    positionalAccuracy: meanOf(pairs.map((t) => t.positionError)),
    velocityAccuracy: meanOf(pairs.map((t) => t.velocityError)),
    rateOfTrackNumberChange: changes / time.tracked,
    longestTrackSegment: time.longest / time.exists,
    timeTracked: time.tracked / time.exists,
  };
}
