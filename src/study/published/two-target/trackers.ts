import { geodeticToEcef, norm, subtract } from "../../../astro/index.js";
import {
  type Branch,
  coastMotion,
  copyGaussian,
  DeferredDecisions,
  type Filter,
  type Gaussian,
  iteratedFilter,
  JointProbabilities,
  type MeasurementModel,
  mixtureMoments,
  mixtureSpread,
  PairTable,
  pairGain,
  rangeAzimuthElevation,
  SparseAssignment,
} from "../../../estimation/index.js";
import { TWO_TARGET } from "./scenario.js";

/**
 * How a scan's plots are shared out.
 *
 * - `GNN`: the best assignment of the scan, for good.
 * - `JPDA`: every plot with its probability, moments matched.
 * - `JPDA*`: the same without permutations of the likeliest hypothesis (Blom and Bloem 2000).
 * - `GNN-JPDA`: the state of the best assignment, with the mean squared error that the probabilities give it.
 * - `deferred`: several joint hypotheses are carried on, and the best of them speaks (Reid 1979; Cox and Hingorani 1996).
 */
export const METHODS = ["GNN", "JPDA", "JPDA*", "GNN-JPDA", "deferred"] as const;

export type Method = (typeof METHODS)[number];

/** Filter and measurement model of the problem. */
export interface TwoTargetModels {
  readonly filter: Filter;
  readonly measurement: MeasurementModel;
}

/**
 * Free flight with J2 and white acceleration of spectral density (¾·a)²/T, a the largest acceleration (the original's
 * rule of thumb, after Bar-Shalom, Li and Kirubarajan 2001, section 6.3.2); iterated updates, because 0.1° is 4 km across.
 *
 * @param period between scans, s
 */
export function twoTargetModels(period: number): TwoTargetModels {
  const acceleration = (0.75 * TWO_TARGET.acceleration) ** 2 / period;
  return {
    filter: iteratedFilter(coastMotion({ gravity: "J2", acceleration })),
    measurement: rangeAzimuthElevation(TWO_TARGET.radar, { sigma: TWO_TARGET.sigma }),
  };
}

/** Follows both targets: takes scans, and says where each is. */
export interface PairTracker {
  takeScan(time: number, plots: readonly Float64Array[]): void;
  /** The tracks' states at the last scan. */
  states(): readonly Gaussian[];
}

/**
 * NIS beyond which a plot isn't looked at: far out, because after a wrong plot a track's own ones lie there, and the
 * likelihoods say what they are worth.
 */
const GATE = 60;
/** Standard deviations in range beyond which nothing more is worked out. */
const RANGE_GATE = 7;
const STATES = 6;
const RADAR = geodeticToEcef(TWO_TARGET.radar);

/** A track's ways through one scan; the first is "no plot". */
function branches(
  models: TwoTargetModels,
  track: Gaussian,
  time: number,
  plots: readonly Float64Array[],
): Branch<Gaussian>[] {
  const predicted = copyGaussian(track);
  models.filter.predict(predicted, time);
  const found: Branch<Gaussian>[] = [{ plot: -1, gain: 0, track: predicted }];
  const { range, sigma } = predictedRange(predicted);
  plots.forEach((plot, number) => {
    if (Math.abs(plot[0]! - range) > RANGE_GATE * sigma) return;
    const state = copyGaussian(predicted);
    const { nis, logLikelihood } = models.filter.update(state, models.measurement, plot);
    if (!(nis <= GATE)) return;
    const gain = pairGain(logLikelihood, TWO_TARGET.detectionProbability, TWO_TARGET.clutterDensity);
    found.push({ plot: number, gain, track: state });
  });
  return found;
}

/** Range of a state and 1σ of a plot's around it: most plots are out of the question, and cost no update. */
function predictedRange({ mean, covariance }: Gaussian): { range: number; sigma: number } {
  const away = subtract([mean[0]!, mean[1]!, mean[2]!], RADAR);
  const range = norm(away);
  let variance = TWO_TARGET.sigma[0] ** 2;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) variance += (away[i]! * covariance[i * STATES + j]! * away[j]!) / range ** 2;
  }
  return { range, sigma: Math.sqrt(variance) };
}

/** Decides, or blurs, at each scan. */
function singleScanTracker(method: Method, models: TwoTargetModels, start: readonly Gaussian[]): PairTracker {
  let tracks = start.map(copyGaussian);
  const table = new PairTable();
  const joint = new JointProbabilities();
  const best = new SparseAssignment();
  return {
    states: () => tracks,
    takeScan(time, plots) {
      const ways = tracks.map((track) => branches(models, track, time, plots));
      table.begin(tracks.length, plots.length);
      ways.forEach((list, row) => {
        for (const way of list) if (way.plot >= 0) table.add(row, way.plot, way.gain);
      });
      best.solve(table);
      joint.solve(table, { avoidCoalescence: method === "JPDA*" });
      tracks = ways.map((list, row) => {
        const chosen = list.find((way) => way.plot === best.columnOf[row])!.track;
        if (method === "GNN") return chosen;
        const weights = Float64Array.from(list, (_, k) =>
          k === 0 ? joint.alone[row]! : joint.pair[table.rowStart[row]! + k - 1]!,
        );
        return method === "GNN-JPDA" ? spread(list, weights, chosen) : blend(list, weights);
      });
    },
  };
}

function gather(list: readonly Branch<Gaussian>[]): { means: Float64Array; covariances: Float64Array } {
  const means = new Float64Array(list.length * STATES);
  const covariances = new Float64Array(list.length * STATES * STATES);
  list.forEach(({ track: state }, k) => {
    means.set(state.mean, k * STATES);
    covariances.set(state.covariance, k * STATES * STATES);
  });
  return { means, covariances };
}

function blend(list: readonly Branch<Gaussian>[], weights: Float64Array): Gaussian {
  const { means, covariances } = gather(list);
  const out = copyGaussian(list[0]!.track);
  mixtureMoments(STATES, list.length, weights, means, covariances, out.mean, out.covariance);
  return out;
}

function spread(list: readonly Branch<Gaussian>[], weights: Float64Array, chosen: Gaussian): Gaussian {
  const { means, covariances } = gather(list);
  const out = copyGaussian(chosen);
  mixtureSpread(STATES, list.length, weights, means, covariances, out.mean, out.covariance);
  return out;
}

function deferredTracker(models: TwoTargetModels, start: readonly Gaussian[]): PairTracker {
  const decisions = new DeferredDecisions(start.map(copyGaussian));
  return {
    states: () => decisions.tracks,
    takeScan: (time, plots) =>
      decisions.takeScan(plots.length, (track) => branches(models, track, time, plots)),
  };
}

/** @param start one state a target, at the time of the second scan */
export function pairTracker(
  method: Method,
  models: TwoTargetModels,
  start: readonly Gaussian[],
): PairTracker {
  return method === "deferred" ? deferredTracker(models, start) : singleScanTracker(method, models, start);
}
