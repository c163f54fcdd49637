import { TWO_TARGET, type TwoTargetTruth, twoTargetScans, twoTargetTruth } from "./scenario.js";
import { rangeOf, startTrack } from "./start.js";
import { METHODS, type Method, pairTracker, type TwoTargetModels, twoTargetModels } from "./trackers.js";

/** Scans after which tracks should have settled: errors and swaps on the way count from here. */
const SETTLED = 20;

/** What one method made of one run. */
export interface TwoTargetOutcome {
  /** For each scan from the third: range of both tracks less that of the first target, m. */
  readonly offsets: readonly (readonly [number, number])[];
  /** Squared errors of both tracks together by scan from the third: range, m²; position, m²; velocity, m²/s². */
  readonly squares: readonly (readonly [number, number, number])[];
}

/**
 * One run: both tracks are started from the plots of the first two scans, and follow the rest.
 *
 * @param seed of the run's noise, misses and false plots: the same for every method
 */
export function runTwoTargets(
  method: Method,
  models: TwoTargetModels,
  truth: TwoTargetTruth,
  seed: number,
): TwoTargetOutcome {
  const scans = twoTargetScans(truth, seed);
  const start = [0, 1].map((k) => startTrack(models, truth.times, scans[0]!.plots[k]!, scans[1]!.plots[k]!));
  const tracker = pairTracker(method, models, start);
  const offsets: [number, number][] = [];
  const squares: [number, number, number][] = [];
  for (let scan = 2; scan < TWO_TARGET.scans; scan++) {
    tracker.takeScan(truth.times[scan]!, scans[scan]!.plots);
    const states = tracker.states();
    const ranges = states.map((s) => rangeOf(s.mean));
    const near = truth.looks[0]![scan]![0]!;
    offsets.push([ranges[0]! - near, ranges[1]! - near]);
    const sum: [number, number, number] = [0, 0, 0];
    states.forEach(({ mean }, k) => {
      const true6 = truth.states[k]![scan]!;
      sum[0] += (ranges[k]! - truth.looks[k]![scan]![0]!) ** 2 / 2;
      for (let i = 0; i < 6; i++) sum[i < 3 ? 1 : 2] += (mean[i]! - true6[i]!) ** 2 / 2;
    });
    squares.push(sum);
  }
  return { offsets, squares };
}

/** How often tracks went astray over many runs of one method. */
export interface TwoTargetTally {
  readonly runs: number;
  /** Runs at whose end the tracks stand the other way round in range. */
  readonly swappedAtEnd: number;
  /** Runs in which they do so at any scan from the 20th on. */
  readonly swappedEver: number;
  /** Share of runs in which they do so, by scan from the third. */
  readonly swapped: Float64Array;
  /** Runs in which at any time from the 20th scan on a track is lost: more than 100 m off in range. */
  readonly lost: number;
  /** Share of scans, from the 20th on, in which the tracks are closer together in range than half the targets' distance. */
  readonly coalesced: number;
  /** Root mean square errors by scan, from the third: m, m, m/s. */
  readonly range: Float64Array;
  readonly position: Float64Array;
  readonly velocity: Float64Array;
}

export function tallyTwoTargets(outcomes: readonly TwoTargetOutcome[]): TwoTargetTally {
  const runs = outcomes.length;
  const later = outcomes.map((o) => o.offsets.slice(SETTLED - 3));
  const swapped = ([a, b]: readonly [number, number]) => a > b;
  const far = ([a, b]: readonly [number, number]) =>
    Math.abs(a) > 100 || Math.abs(b - TWO_TARGET.separation) > 100;
  const close = later.flat().filter(([a, b]) => Math.abs(b - a) < TWO_TARGET.separation / 2);
  const byScan = (f: (scan: number) => number) =>
    Float64Array.from({ length: TWO_TARGET.scans - 2 }, (_, scan) => f(scan));
  const rms = (which: 0 | 1 | 2) =>
    byScan((scan) => Math.sqrt(outcomes.reduce((sum, o) => sum + o.squares[scan]![which], 0) / runs));
  return {
    runs,
    swappedAtEnd: later.filter((o) => swapped(o.at(-1)!)).length,
    swappedEver: later.filter((o) => o.some(swapped)).length,
    swapped: byScan((scan) => outcomes.filter((o) => swapped(o.offsets[scan]!)).length / runs),
    lost: later.filter((o) => o.some(far)).length,
    coalesced: close.length / later.flat().length,
    range: rms(0),
    position: rms(1),
    velocity: rms(2),
  };
}

/**
 * Many runs of every method, each on the same plots.
 *
 * @param progress told now and then which share is done
 */
export async function studyTwoTargets(
  runs: number,
  progress: (what: string, done: number) => Promise<void>,
): Promise<ReadonlyMap<Method, TwoTargetTally>> {
  const truth = twoTargetTruth();
  const models = twoTargetModels(truth.period);
  const tallies = new Map<Method, TwoTargetTally>();
  for (const method of METHODS) {
    const outcomes: TwoTargetOutcome[] = [];
    for (let seed = 1; seed <= runs; seed++) {
      outcomes.push(runTwoTargets(method, models, truth, seed));
      if (seed % 5 === 0) await progress(`two targets: ${method}`, seed / runs);
    }
    tallies.set(method, tallyTwoTargets(outcomes));
  }
  return tallies;
}
