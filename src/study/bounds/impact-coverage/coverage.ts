import { predictImpact, randomStream } from "../../../astro/index.js";
import {
  areaHolds,
  CHI_SQUARE_2_95,
  type CoastEstimate,
  coastEstimate,
  ellipse95,
  followCoast,
  fuseTracks,
  impactArea,
  impactOfCoast,
  mahalanobisSquared,
  takeCoastPlot,
} from "../../../estimation/index.js";
import { eastNorthOffset } from "../../ground-offset.js";
import { drawTrack, priorOf, type TrackDraw, type TrackScene } from "../radar-track/scene.js";

/** A track of so many seconds, and what its impact is predicted with. */
export interface ImpactCase {
  readonly name: string;
  readonly scene: TrackScene;
  /** Whether it stands in the benchmark, or in the long tests alone. */
  readonly benched: boolean;
}

/** How often what claims 95 % held. */
export interface ImpactCoverage {
  readonly runs: number;
  readonly ellipse: number;
  readonly polygon: number;
  readonly arrival: number;
  /** Share of the runs in which the spread is an ellipse. */
  readonly ellipses: number;
  /** Medians: half-axes m, area of the ellipse over that of the polygon, half of the arrival's interval s. */
  readonly semiMajor: number;
  readonly semiMinor: number;
  readonly excess: number;
  readonly arrivalHalf: number;
}

/** Where a draw comes down: its last true state flown to the ground with its own ballistic coefficient. */
function trueImpact(draw: TrackDraw) {
  const [x, y, z, vx, vy, vz] = draw.truth.at(-1)! as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return predictImpact([x, y, z], [vx, vy, vz], Math.exp(draw.logBallistic));
}

/** The estimate at the last look of a draw. */
function followed(scene: TrackScene, draw: TrackDraw): CoastEstimate {
  const prior = priorOf(scene);
  return fuseTracks(
    scene.radars.map(({ model }, r) => {
      const [first, ...rest] = draw.plots[r]!;
      const follower = followCoast(model, first!, prior);
      for (const z of rest) takeCoastPlot(follower, z);
      return coastEstimate(follower.filter, prior.logBallistic);
    }),
  );
}

/**
 * Predicts the impact of many draws of a scene at its last look, and counts what held.
 *
 * @param runs how many; run k has the seed first + k
 * @param samples of each prediction
 * @param breathe called after every run with the share done
 */
export async function impactCoverage(
  scene: TrackScene,
  runs: number,
  samples: number,
  breathe: (done: number) => Promise<void> = async () => {},
  first = 1,
): Promise<ImpactCoverage> {
  const held = { ellipse: 0, polygon: 0, arrival: 0, ellipses: 0 };
  const figures: { semiMajor: number; semiMinor: number; excess: number; arrivalHalf: number }[] = [];
  for (let k = 0; k < runs; k += 1) {
    const draw = drawTrack(scene, first + k);
    const truth = trueImpact(draw);
    const d = impactOfCoast(
      followed(scene, draw),
      scene.ballisticCoefficient,
      randomStream(first + k, "impact study"),
      samples,
    );
    await breathe((k + 1) / runs);
    if (truth === null || d === null) continue;
    const area = impactArea(d);
    const { semiMajor, semiMinor } = ellipse95(d.covarianceEastNorth);
    const [from, to] = d.timeInterval;
    if (mahalanobisSquared(...eastNorthOffset(truth.geodetic, d), d.covarianceEastNorth) < CHI_SQUARE_2_95)
      held.ellipse += 1;
    if (areaHolds(area, truth.geodetic, d)) held.polygon += 1;
    if (truth.time >= from && truth.time <= to) held.arrival += 1;
    if (area.isEllipse) held.ellipses += 1;
    figures.push({ semiMajor, semiMinor, excess: area.ellipseExcess, arrivalHalf: (to - from) / 2 });
  }
  const median = (of: (f: (typeof figures)[number]) => number) =>
    figures.map(of).sort((a, b) => a - b)[figures.length >> 1] ?? Number.NaN;
  return {
    runs: figures.length,
    ellipse: held.ellipse / figures.length,
    polygon: held.polygon / figures.length,
    arrival: held.arrival / figures.length,
    ellipses: held.ellipses / figures.length,
    semiMajor: median((f) => f.semiMajor),
    semiMinor: median((f) => f.semiMinor),
    excess: median((f) => f.excess),
    arrivalHalf: median((f) => f.arrivalHalf),
  };
}
