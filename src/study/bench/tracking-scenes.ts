import { createRadarTracker, type TrackPurity } from "../../estimation/index.js";
import {
  instantsOfReports,
  makePlotScene,
  type PerfectFigures,
  type PlotScene,
  type PlotSceneOptions,
  perfectFigures,
  rateTracks,
  runTracker,
  scoreAssociations,
  scoreTracks,
  type TrackerTimes,
  type TrackRating,
  TrackReports,
  type TrackScore,
} from "../tracking/index.js";

/** One kind of scene, with the seeds that are run and the marks that its figures must reach. */
export interface SceneKind {
  readonly name: string;
  readonly options: Omit<PlotSceneOptions, "seed">;
  readonly seeds: readonly number[];
  /** Error of the second half over that of perfect association, at most. */
  readonly error: number;
  /** Purity under that of known truth, at most; marks a break-up. */
  readonly purityGap?: number;
  readonly nees: readonly [least: number, most: number];
  /** Share of errors beyond the 99 % point of a true covariance, at most. */
  readonly beyond99: number;
}

const bodies = {
  radars: ["R1", "R2", "R3"],
  scanPeriod: 10,
  detectionProbability: 0.9,
  kind: "mixed",
  births: true,
} as const;
const PLAIN = { error: 1.03, nees: [4, 6.5], beyond99: 0.03 } as const;
const seeds = (count: number) => Array.from({ length: count }, (_, k) => k + 1);

/** A thousand bodies for two minutes: the scene that speed is told of. */
export const THOUSAND = { ...bodies, objects: 1000, duration: 120, clutter: 50 };

/** What trackers are judged on: the kinds of the published measurement files, made anew with other draws. */
export const SCENE_KINDS: readonly SceneKind[] = [
  {
    ...PLAIN,
    name: "1 body",
    options: {
      ...bodies,
      radars: ["R1"],
      objects: 1,
      duration: 300,
      scanPeriod: 1,
      clutter: 0,
      detectionProbability: 1,
      kind: "arcs",
      births: false,
    },
    seeds: seeds(9),
    error: 1.05,
  },
  {
    ...PLAIN,
    name: "10 bodies, 1 radar",
    options: { ...bodies, radars: ["R1"], objects: 10, duration: 300, scanPeriod: 1, clutter: 5 },
    seeds: seeds(3),
  },
  {
    ...PLAIN,
    name: "10 bodies, 3 radars",
    options: { ...bodies, objects: 10, duration: 600, clutter: 5 },
    seeds: seeds(5),
  },
  {
    ...PLAIN,
    name: "100 bodies",
    options: { ...bodies, objects: 100, duration: 300, clutter: 20 },
    seeds: seeds(3),
  },
  {
    ...PLAIN,
    name: "100 bodies, Pd 0.5",
    options: { ...bodies, objects: 100, duration: 300, clutter: 20, detectionProbability: 0.5 },
    seeds: seeds(3),
    error: 1.05,
  },
  { ...PLAIN, name: "1,000 bodies", options: THOUSAND, seeds: seeds(2) },
  {
    name: "8 pieces, 1 radar",
    options: {
      ...bodies,
      radars: ["R1"],
      objects: 8,
      duration: 200,
      scanPeriod: 2,
      clutter: 2,
      kind: "break-up",
    },
    seeds: seeds(20),
    error: 1.15,
    purityGap: 0.015,
    nees: [3, 8],
    beyond99: 0.15,
  },
  {
    name: "12 pieces, 2 radars",
    options: {
      ...bodies,
      radars: ["R1", "R2"],
      objects: 12,
      duration: 200,
      scanPeriod: 2,
      clutter: 4,
      kind: "break-up",
    },
    seeds: seeds(20),
    error: 1.4,
    purityGap: 0.035,
    nees: [3, 9],
    beyond99: 0.15,
  },
];

/** One scene tracked and rated. */
export interface RatedScene {
  readonly seed: number;
  readonly score: TrackScore;
  readonly purity: TrackPurity;
  readonly perfect: PerfectFigures;
  readonly rating: TrackRating;
  readonly times: TrackerTimes;
  readonly plots: number;
}

/** Makes a scene, tracks it and sets perfect association beside it. */
export async function rateScene(options: PlotSceneOptions): Promise<RatedScene> {
  const scene = makePlotScene(options);
  const { truth, plots } = scene;
  const tracker = createRadarTracker(scene.radars, plots);
  const reports = new TrackReports();
  const times = await runTracker(scene, tracker, { reports });
  const known = { births: truth.births, scan: options.scanPeriod };
  const score = scoreTracks(truth.instants, instantsOfReports(reports), known);
  const purity = scoreAssociations(tracker.usedPlots(), truth.sources);
  const perfect = await perfectFigures(scene, truth.sources, truth.instants, known);
  return {
    seed: options.seed,
    score,
    purity,
    perfect,
    rating: rateTracks(score, perfect, truth.instants, purity),
    times,
    plots: plots.count,
  };
}

/** Tracks a scene and tells only how long it took. */
export async function timeScene(scene: PlotScene): Promise<TrackerTimes> {
  const reports = new TrackReports();
  return runTracker(scene, createRadarTracker(scene.radars, scene.plots), { reports });
}
