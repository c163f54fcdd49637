import type { LogBody, Track } from "../messages/index.js";

/** How well a sensor's measurements agreed with the tracks that took them up. */
export interface InnovationPoint {
  readonly time: string;
  /** Squared normalised innovation over its dimension: near 1 where noise and model are what they claim. */
  readonly value: number;
}

/** What a radar's track looked like over time. */
export interface RadarTrackPoint {
  readonly time: string;
  readonly positionEcef: readonly [number, number, number];
  readonly positionSigma?: number;
}

/** When a track was in sight. */
export interface TrackSpan {
  readonly type: Track["type"];
  readonly sensor: string;
  readonly first: string;
  readonly last: string;
}

/** Time series of a run for its plots; long ones are thinned evenly. */
export interface RunSeries {
  readonly innovations: ReadonlyMap<string, readonly InnovationPoint[]>;
  readonly radarTracks: ReadonlyMap<
    string,
    { readonly sensor: string; readonly points: readonly RadarTrackPoint[] }
  >;
  /** By track; known satellites left out. */
  readonly trackSpans: ReadonlyMap<string, TrackSpan>;
  /** Number of detections and plots by sensor. */
  readonly detections: ReadonlyMap<string, number>;
}

const MAXIMUM_POINTS = 3000;

/** Keeps at most a fixed number of points: when full, every second one goes and only every second is taken. */
class ThinnedSeries<P> {
  readonly points: P[] = [];
  private every = 1;
  private seen = 0;

  add(point: P): void {
    if (this.seen % this.every === 0) this.points.push(point);
    this.seen += 1;
    if (this.points.length <= MAXIMUM_POINTS) return;
    const kept = this.points.filter((_, i) => i % 2 === 0);
    this.points.length = 0;
    this.points.push(...kept);
    this.every *= 2;
  }
}

/** Gathers the series from the records of a log, given in order. */
export function openSeries(): { take(body: LogBody): void; finish(): RunSeries } {
  const innovations = new Map<string, ThinnedSeries<InnovationPoint>>();
  const radarTracks = new Map<string, { sensor: string; points: ThinnedSeries<RadarTrackPoint> }>();
  const trackSpans = new Map<string, TrackSpan>();
  const detections = new Map<string, number>();
  const takeTrack = (track: Track) => {
    for (const value of track.innovations ?? [])
      entry(innovations, track.sensor, () => new ThinnedSeries()).add({ time: track.at, value });
    if (track.type === "radar-track" && track.catalogueNumber !== undefined) {
      trackSpans.delete(track.id);
      radarTracks.delete(track.id);
      return;
    }
    const { type, sensor, first, last } = track;
    trackSpans.set(track.id, { type, sensor, first, last });
    if (track.type !== "radar-track") return;
    if (track.positionEcef === undefined) return;
    const { at: time, positionEcef, positionSigma } = track;
    entry(radarTracks, track.id, () => ({ sensor: track.sensor, points: new ThinnedSeries() })).points.add(
      positionSigma === undefined ? { time, positionEcef } : { time, positionEcef, positionSigma },
    );
  };
  return {
    take(body) {
      if (body.type === "radar-track" || body.type === "line-of-sight-track") takeTrack(body);
      else if (
        body.type === "infrared-detection" ||
        body.type === "optical-pulse" ||
        body.type === "radar-plot"
      )
        detections.set(body.sensor, (detections.get(body.sensor) ?? 0) + 1);
    },
    finish() {
      return {
        innovations: new Map([...innovations].map(([id, s]) => [id, s.points])),
        radarTracks: new Map(
          [...radarTracks].map(([id, t]) => [id, { sensor: t.sensor, points: t.points.points }]),
        ),
        trackSpans,
        detections,
      };
    },
  };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
