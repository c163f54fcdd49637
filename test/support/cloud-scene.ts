import type { RadarTracker } from "../../src/estimation/index.js";
import {
  instantsOfReports,
  makePlotScene,
  type PlotScene,
  type PlotSceneOptions,
  perfectFigures,
  rateTracks,
  runTracker,
  scoreAssociations,
  scoreTracks,
  type TrackRating,
  TrackReports,
  type TrackScore,
} from "../../src/study/tracking/index.js";

/** A break-up as radars see it. */
export function cloudScene(options: Partial<PlotSceneOptions> = {}): PlotScene {
  return makePlotScene({
    seed: 1,
    radars: ["R1"],
    objects: 8,
    duration: 200,
    scanPeriod: 2,
    clutter: 2,
    detectionProbability: 0.9,
    kind: "break-up",
    births: false,
    ...options,
  });
}

export interface RatedCloud {
  readonly score: TrackScore;
  readonly rating: TrackRating;
  /** All that was reported, as text. */
  readonly reported: string;
  readonly used: ReadonlyMap<number, readonly number[]>;
}

/** Runs a tracker over a scene and sets perfect association beside it. */
export async function rateCloud(scene: PlotScene, tracker: RadarTracker): Promise<RatedCloud> {
  const reports = new TrackReports();
  await runTracker(scene, tracker, { reports });
  const { truth } = scene;
  const known = { births: truth.births, scan: scene.options.scanPeriod };
  const instants = instantsOfReports(reports);
  const score = scoreTracks(truth.instants, instants, known);
  const used = tracker.usedPlots();
  const purity = scoreAssociations(used, truth.sources);
  const perfect = await perfectFigures(scene, truth.sources, truth.instants, known);
  return {
    score,
    rating: rateTracks(score, perfect, truth.instants, purity),
    reported: JSON.stringify(instants),
    used,
  };
}
