import { COVARIANCE_NUMBERS, type TrackReports } from "./track-reports.js";

/** What really flew at one time of evaluation. */
export interface TruthInstant {
  /** s */
  readonly time: number;
  /** Numbers of the objects that are there. */
  readonly ids: readonly number[];
  /** n × 6: ECEF, m and m/s. */
  readonly states: Float64Array;
}

/** What a tracker reported at one time. */
export interface TrackInstant {
  /** s */
  readonly time: number;
  readonly tracks: readonly number[];
  /** n × 6: ECEF, m and m/s. */
  readonly states: Float64Array;
  /** n × 21: lower triangles by rows. */
  readonly covariances: Float64Array;
}

/** Samples of true objects, in any order, by time. */
export function truthInstants(
  samples: readonly { readonly time: number; readonly id: number; readonly state: Float64Array }[],
): TruthInstant[] {
  return byTime(samples, ({ id }) => id).map(([time, own]) => ({
    time,
    ids: own.map(({ id }) => id),
    states: joined(own.map(({ state }) => state)),
  }));
}

/** Reported tracks, in any order, by time; of one reported twice at one time the last counts. */
export function trackInstants(
  reports: readonly {
    readonly time: number;
    readonly track: number;
    readonly state: Float64Array;
    readonly covariance: Float64Array;
  }[],
): TrackInstant[] {
  return byTime(reports, ({ track }) => track).map(([time, own]) => ({
    time,
    tracks: own.map(({ track }) => track),
    states: joined(own.map(({ state }) => state)),
    covariances: joined(own.map(({ covariance }) => covariance)),
  }));
}

/** The same of reports that are still in memory, in order of time. */
export function instantsOfReports(reports: TrackReports): TrackInstant[] {
  const instants: TrackInstant[] = [];
  let begin = 0;
  const close = (end: number) => {
    if (end === begin) return;
    const count = end - begin;
    const states = new Float64Array(6 * count);
    const covariances = new Float64Array(COVARIANCE_NUMBERS * count);
    const tracks: number[] = [];
    for (let k = 0; k < count; k++) {
      const [table, at] = reports.place(begin + k);
      tracks.push(reports.track(begin + k));
      states.set(table.subarray(at, at + 6), 6 * k);
      covariances.set(table.subarray(at + 6, at + 6 + COVARIANCE_NUMBERS), COVARIANCE_NUMBERS * k);
    }
    instants.push({ time: reports.time(begin), tracks, states, covariances });
    begin = end;
  };
  for (let k = 1; k < reports.count; k++) if (reports.time(k) !== reports.time(k - 1)) close(k);
  close(reports.count);
  return instants;
}

function byTime<T extends { readonly time: number }>(
  items: readonly T[],
  keyOf: (item: T) => number,
): [time: number, own: T[]][] {
  const times = new Map<number, Map<number, T>>();
  for (const item of items) {
    const own = times.get(item.time);
    if (own === undefined) times.set(item.time, new Map([[keyOf(item), item]]));
    else own.set(keyOf(item), item);
  }
  return [...times].sort(([a], [b]) => a - b).map(([time, own]): [number, T[]] => [time, [...own.values()]]);
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
