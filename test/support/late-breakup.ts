import type { RadarTracker } from "../../src/estimation/index.js";
import type { PlotColumns, PlotScan } from "../../src/formats/index.js";
import {
  instantsOfReports,
  makePlotScene,
  type PlotScene,
  type PlotSceneOptions,
  runTracker,
  scoreTracks,
  type TrackInstant,
  TrackReports,
  type TrackScore,
} from "../../src/study/tracking/index.js";

/** Plots and truth of a scene for which a choice holds; scans stay, with fewer plots. */
export function thinned(
  scene: PlotScene,
  keepPlot: (time: number, source: number) => boolean,
  isThere: (time: number, object: number) => boolean,
): PlotScene {
  const rows: number[] = [];
  const scans: PlotScan[] = scene.scans.map((scan) => {
    const first = rows.length;
    for (let row = scan.first; row < scan.end; row++)
      if (keepPlot(scan.time, scene.truth.sources[row]!)) rows.push(row);
    return { ...scan, first, end: rows.length };
  });
  const instants = scene.truth.instants.map(({ time, ids, states }) => {
    const kept = ids.flatMap((id, k) => (isThere(time, id) ? [k] : []));
    return {
      time,
      ids: kept.map((k) => ids[k]!),
      states: Float64Array.from(kept.flatMap((k) => [...states.subarray(6 * k, 6 * k + 6)])),
    };
  });
  return {
    ...scene,
    scans,
    plots: columnsOf(rows.map((row) => [scene.plots, row] as const)),
    truth: {
      ...scene.truth,
      instants,
      sources: Int32Array.from(rows.map((row) => scene.truth.sources[row]!)),
    },
  };
}

/**
 * A scene of which what happened some time later happens now: flight in the turning Earth's frame is the same at any time.
 *
 * @param seconds a whole number of scans and of times of evaluation; the end goes without
 */
export function advanced(scene: PlotScene, seconds: number): PlotScene {
  const later = <T extends { readonly time: number }>(list: readonly T[]): T[] => {
    const by = list.findIndex(({ time }) => time === list[0]!.time + seconds);
    if (by < 0) throw new RangeError(`nothing ${seconds} s after the beginning`);
    return list.slice(by).map((item, k) => ({ ...item, time: list[k]!.time }));
  };
  const instants = later(scene.truth.instants);
  return {
    ...scene,
    scans: later(scene.scans),
    evaluationTimes: instants.map(({ time }) => time),
    truth: { ...scene.truth, instants },
  };
}

/** Two scenes of the same radars and scans as one; the second's objects are numbered after the first's. */
export function joined(a: PlotScene, b: PlotScene): PlotScene {
  const shift = a.truth.births.length;
  const rows: (readonly [PlotColumns, number])[] = [];
  const sources: number[] = [];
  const scans = a.scans.map((scan, k) => {
    const other = b.scans[k];
    if (other === undefined) throw new RangeError("the second has fewer scans");
    if (other.time !== scan.time || other.radar !== scan.radar) throw new RangeError("scans differ");
    const first = rows.length;
    for (let row = scan.first; row < scan.end; row++) {
      rows.push([a.plots, row]);
      sources.push(a.truth.sources[row]!);
    }
    for (let row = other.first; row < other.end; row++) {
      rows.push([b.plots, row]);
      const source = b.truth.sources[row]!;
      sources.push(source < 0 ? -1 : source + shift);
    }
    return { ...scan, first, end: rows.length };
  });
  const instants = a.truth.instants.map((instant, k) => {
    const other = b.truth.instants[k]!;
    return {
      time: instant.time,
      ids: [...instant.ids, ...other.ids.map((id) => id + shift)],
      states: Float64Array.from([...instant.states, ...other.states]),
    };
  });
  return {
    ...a,
    radars: b.radars,
    scans,
    plots: columnsOf(rows),
    truth: {
      sources: Int32Array.from(sources),
      instants,
      births: [...a.truth.births, ...b.truth.births],
      kinds: [...a.truth.kinds, ...b.truth.kinds],
    },
  };
}

function columnsOf(rows: readonly (readonly [PlotColumns, number])[]): PlotColumns {
  const column = (name: Exclude<keyof PlotColumns, "count">) =>
    Float64Array.from(rows, ([plots, row]) => plots[name][row]!);
  return {
    count: rows.length,
    range: column("range"),
    azimuth: column("azimuth"),
    elevation: column("elevation"),
    rangeVariance: column("rangeVariance"),
    azimuthVariance: column("azimuthVariance"),
    elevationVariance: column("elevationVariance"),
  };
}

/**
 * A body, number 0, that is seen whole for a while before it comes to pieces, all others.
 *
 * @param moment of the break-up, s
 * @param stays whether the body itself is one of the pieces
 */
export function lateBreakup(
  moment: number,
  options: Partial<PlotSceneOptions> = {},
  stays = false,
): PlotScene {
  const scene = makePlotScene({
    seed: 1,
    radars: ["R1"],
    objects: 7,
    duration: 240,
    scanPeriod: 2,
    clutter: 2,
    detectionProbability: 0.9,
    kind: "break-up",
    births: false,
    ...options,
    breakup: { spread: 25, age: -moment, ...options.breakup },
  });
  const isThere = (time: number, object: number) =>
    object < 0 || (object === 0 ? stays || time < moment : time >= moment);
  const whole = thinned(scene, isThere, isThere);
  const births = scene.truth.births.map((_, object) => (object === 0 ? 0 : moment));
  return { ...whole, truth: { ...whole.truth, births } };
}

export interface ScoredRun {
  readonly score: TrackScore;
  readonly instants: readonly TrackInstant[];
  readonly used: ReadonlyMap<number, readonly number[]>;
}

/** Runs a tracker over a scene and scores it. */
export async function scoredRun(scene: PlotScene, tracker: RadarTracker): Promise<ScoredRun> {
  const reports = new TrackReports();
  await runTracker(scene, tracker, { reports });
  const instants = instantsOfReports(reports);
  const { truth, options } = scene;
  const score = scoreTracks(truth.instants, instants, { births: truth.births, scan: options.scanPeriod });
  return { score, instants, used: tracker.usedPlots() };
}
