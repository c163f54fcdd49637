import { consistencyInterval } from "../../../estimation/index.js";
import { runTrack, type TrackRun } from "./one-run.js";
import { drawTrack, type TrackScene } from "./scene.js";

/** What many runs of a scene come to at each look. */
export interface TrackStatistics {
  readonly runs: number;
  readonly times: readonly number[];
  /** Root-mean-square errors, and what the bound allows: m, m/s. */
  readonly position: readonly number[];
  readonly velocity: readonly number[];
  readonly boundPosition: readonly number[];
  readonly boundVelocity: readonly number[];
  /** Errors of the linear estimator that attains the bound, on the same draws. */
  readonly linearPosition: readonly number[];
  readonly linearVelocity: readonly number[];
  /** Mean normalised squared error of position and velocity; 6 where the covariance is right. */
  readonly nees: readonly number[];
}

/**
 * Follows many draws of a scene.
 *
 * @param runs how many; run k has the seed k + 1
 * @param breathe called after every tenth run with the share done
 */
export async function trackStatistics(
  scene: TrackScene,
  runs: number,
  breathe: (done: number) => Promise<void> = async () => {},
): Promise<TrackStatistics> {
  const first = drawTrack(scene, 1);
  const looks = first.times.length;
  const sums = new Map<keyof TrackRun, Float64Array>();
  for (let k = 0; k < runs; k += 1) {
    const run = runTrack(scene, k === 0 ? first : drawTrack(scene, k + 1));
    for (const [name, values] of Object.entries(run) as [keyof TrackRun, Float64Array][]) {
      const sum = sums.get(name) ?? new Float64Array(looks);
      for (let i = 0; i < looks; i += 1) sum[i] = sum[i]! + values[i]! / runs;
      sums.set(name, sum);
    }
    if (k % 10 === 9) await breathe((k + 1) / runs);
  }
  const root = (name: keyof TrackRun) => Array.from(sums.get(name)!, Math.sqrt);
  return {
    runs,
    times: first.times,
    position: root("position"),
    velocity: root("velocity"),
    boundPosition: root("boundPosition"),
    boundVelocity: root("boundVelocity"),
    linearPosition: root("linearPosition"),
    linearVelocity: root("linearVelocity"),
    nees: Array.from(sums.get("nees")!),
  };
}

/** How an error lies to its bound once the track has settled. */
export interface RatioSummary {
  /** Mean over the looks of error over bound. */
  readonly mean: number;
  readonly worst: number;
  /** Mean over the looks of error over that of the estimator that attains the bound, on the same draws. */
  readonly paired: number;
}

export interface TrackSummary {
  readonly position: RatioSummary;
  readonly velocity: RatioSummary;
  /** Share of the looks at which the mean normalised error lies in its interval of 99.9 %. */
  readonly consistent: number;
  /** Mean of it over these looks. */
  readonly nees: number;
}

/** A track of so many looks has settled. */
export const SETTLED_LOOKS = 6;

/** Sums up the looks after a track has settled. */
export function summariseTrack(s: TrackStatistics): TrackSummary {
  const later = s.times.map((_, k) => k).slice(SETTLED_LOOKS);
  const mean = (of: (k: number) => number) => later.reduce((sum, k) => sum + of(k), 0) / later.length;
  const ratios = (error: readonly number[], bound: readonly number[], linear: readonly number[]) => ({
    mean: mean((k) => error[k]! / bound[k]!),
    worst: Math.max(...later.map((k) => error[k]! / bound[k]!)),
    paired: mean((k) => error[k]! / linear[k]!),
  });
  const [low, high] = consistencyInterval(6, s.runs, 0.999);
  return {
    position: ratios(s.position, s.boundPosition, s.linearPosition),
    velocity: ratios(s.velocity, s.boundVelocity, s.linearVelocity),
    consistent: mean((k) => (s.nees[k]! >= low && s.nees[k]! <= high ? 1 : 0)),
    nees: mean((k) => s.nees[k]!),
  };
}
