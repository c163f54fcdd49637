import {
  addSeconds,
  EARTH,
  type Epoch,
  orbitMeanMotion,
  type Sgp4Orbit,
  secondsBetween,
} from "../../astro/index.js";
import { SIGMA_PER_MEDIAN_DEVIATION } from "../robust/index.js";
import {
  CHANGE_CHANNELS,
  type ChangeChannel,
  HIGH_ORBIT_PERIOD,
  type OrbitDifference,
  orbitDifference,
} from "./orbit-difference.js";
import { medianOf, type RunningNoise, runningNoise } from "./running-noise.js";

const DAY = 86_400;

/** Sets before and after a gap that must all disagree: one bad set on either side is then no change. */
const SETS_BESIDE = 2;
/** Sets nearer to the one before it than this say the same again, s. */
const LEAST_SPACING = 0.4 * DAY;
/** Reach of the window that noise is learnt in, s, and how many differences it needs. */
const NOISE_REACH = 60 * DAY;
const NOISE_LEAST = 30;
/** Noise that a difference has at no interval at all, as if foretold over so long, s. */
const INTERVAL_FLOOR = 0.5 * DAY;
/** The noise is never taken below this part of the whole history's. */
const NOISE_FLOOR = 0.5;
/** Deviation of the air's drag from what the last sets foretold, as a part of the orbit's decay: storms double the air. */
const DRAG_DEVIATION = 0.3;
/** A change goes on while scores stay above this part of the threshold, and ends after so long below it, s. */
const CONTINUES_ABOVE = 0.5;
const CONTINUES_WITHIN = 2 * DAY;
/** No set is a fit over more days: what reaches the threshold so long after a change began is another one, s. */
const LONGEST = 5 * DAY;

/** How surely an orbit changed between two element sets that follow one another. */
export interface OrbitChangeScore {
  /** Epochs of the set before and the set after. */
  readonly after: Epoch;
  readonly before: Epoch;
  /** Epoch of the last set that had a say: it could not be known earlier. */
  readonly known: Epoch;
  /** Least deviation, in units of the noise, among pairs of a set before and a set after; greatest of all channels. */
  readonly score: number;
  readonly channel: ChangeChannel;
  /** What the change of speed must at least have been, m/s, to make the difference seen in that channel. */
  readonly speedChange: number;
  /** When the along-track error began to grow, where the size changed: within the gap; its middle elsewhere. */
  readonly time: Epoch;
}

/** Element sets of one object that were judged, and those that weren't. */
export interface OrbitHistory {
  readonly scores: readonly OrbitChangeScore[];
  /** Sets used. */
  readonly sets: number;
  /** Sets of an epoch that was there already, or too near to the one before. */
  readonly repeated: number;
  /** Of the last set, s. */
  readonly period: number;
}

/** A change of orbit: a run of gaps that score. */
export interface OrbitChange
  extends Pick<OrbitChangeScore, "time" | "after" | "before" | "known" | "channel"> {
  /** Greatest score of the run. */
  readonly score: number;
  /** Of the gap with the greatest score, m/s. */
  readonly speedChange: number;
  /** Epoch of the last set that the run disturbs. */
  readonly until: Epoch;
}

/**
 * Threshold of the score. A score is the least of four deviations, so that six stand for more than six of one. Element sets of
 * high orbits come of few looks a night and of fits over many days, and their noise has heavier tails: twice that.
 */
export function changeThreshold(period: number): number {
  return period > HIGH_ORBIT_PERIOD ? 12 : 6;
}

/** Element sets in order of time, the last of each epoch, none too near to the one before. */
function inOrder(orbits: readonly Sgp4Orbit[]): Sgp4Orbit[] {
  const kept: Sgp4Orbit[] = [];
  const sorted = [...orbits].sort((a, b) => secondsBetween(b.epoch, a.epoch));
  for (const orbit of sorted) {
    const last = kept.at(-1);
    if (last === undefined || secondsBetween(last.epoch, orbit.epoch) >= LEAST_SPACING) kept.push(orbit);
    else if (secondsBetween(last.epoch, orbit.epoch) === 0) kept[kept.length - 1] = orbit;
  }
  return kept;
}

interface Learnt {
  readonly noise: readonly RunningNoise[];
  readonly floor: number;
}

/** Noise of one channel around each set. */
function learnNoise(
  sets: readonly Sgp4Orbit[],
  seconds: readonly number[],
  next: readonly (OrbitDifference | null)[],
  channel: number,
): Learnt {
  const rates = next.map((d) =>
    d === null ? Number.NaN : d.values[channel]! / Math.hypot(d.interval, INTERVAL_FLOOR),
  );
  const noise = runningNoise(seconds, rates, NOISE_REACH, NOISE_LEAST);
  const strays = rates.map((rate, j) => Math.abs(rate - noise[j]!.rate));
  const drag = channel === 0 ? decay(seconds, sets) : null;
  return {
    noise: noise.map(({ rate, deviation }, j) => ({
      rate,
      deviation: drag === null ? deviation : Math.hypot(deviation, DRAG_DEVIATION * drag[j]!.rate),
    })),
    floor: NOISE_FLOOR * SIGMA_PER_MEDIAN_DEVIATION * medianOf(strays),
  };
}

/** Typical rate of the mean semi-major axis itself around each set, m/s: low orbits sink. */
function decay(seconds: readonly number[], sets: readonly Sgp4Orbit[]): RunningNoise[] {
  const axes = sets.map((s) => Math.cbrt(EARTH.gm / orbitMeanMotion(s) ** 2));
  const rates = axes.map((a, j) =>
    j === 0 ? Number.NaN : (a - axes[j - 1]!) / (seconds[j]! - seconds[j - 1]!),
  );
  return runningNoise(seconds, rates, NOISE_REACH, NOISE_LEAST);
}

/** How far a difference strays from what is usual, in units of the noise. */
function deviationOf(difference: OrbitDifference, channel: number, learnt: Learnt, j: number): number {
  const { rate, deviation } = learnt.noise[j]!;
  const interval = Math.hypot(difference.interval, INTERVAL_FLOOR);
  const scale = Math.max(deviation, learnt.floor);
  return Math.abs(difference.values[channel]! - rate * interval) / (interval * scale || Number.MIN_VALUE);
}

/** A pair of a set before a gap and a set after it. */
interface Pair {
  readonly difference: OrbitDifference;
  /** Epoch of the later one after the gap's beginning, s. */
  readonly later: number;
  /** Place of the earlier one among the sets. */
  readonly earlier: number;
}

/** In a gap shorter than this its middle says when, s: in longer ones the arc along the track says it better. */
const SHORT_GAP = 2 * DAY;

/** When the arc along the track began to grow: Δs = −3/2·n·Δa·(t − τ) on an orbit that is nearly a circle. */
function beginning(pairs: readonly Pair[], gap: number, channel: number): number {
  if (gap < SHORT_GAP || channel !== 0) return gap / 2;
  const times = pairs.map(({ difference: d, later }) => {
    return later - d.alongTrack / (-1.5 * d.meanMotion * d.values[0]);
  });
  const time = medianOf(times);
  return Number.isFinite(time) ? Math.min(Math.max(time, 0), gap) : gap / 2;
}

/** Change of speed that at least goes with a difference: Gauss's equations for a nearly circular orbit. */
function speedChangeOf({ values, semiMajorAxis, meanMotion }: OrbitDifference, channel: number): number {
  const speed = meanMotion * semiMajorAxis;
  const size = Math.abs(values[channel]!);
  if (channel === 0) return (speed * size) / (2 * semiMajorAxis);
  return channel <= 2 ? (speed * size) / 2 : speed * size;
}

function scoreGap(sets: readonly Sgp4Orbit[], j: number, pairs: Pair[], learnt: readonly Learnt[]) {
  let best = 0;
  let channel = 0;
  learnt.forEach((noise, c) => {
    const least = Math.min(...pairs.map((p) => deviationOf(p.difference, c, noise, p.earlier)));
    if (least > best) {
      best = least;
      channel = c;
    }
  });
  const [after, before] = [sets[j - 1]!.epoch, sets[j]!.epoch];
  return {
    after,
    before,
    known: sets[Math.min(j + SETS_BESIDE, sets.length) - 1]!.epoch,
    score: best,
    channel: CHANGE_CHANNELS[channel]!,
    speedChange: speedChangeOf(pairs[0]!.difference, channel),
    time: addSeconds(after, beginning(pairs, secondsBetween(after, before), channel)),
  };
}

/**
 * Judges the element sets of one object: how surely did the orbit change between each set and the next?
 *
 * 1. Each set is compared with what the two sets before it foretold, by SGP4 (Hoots and Roehrich 1980), in semi-major axis,
 *    eccentricity vector and pole.
 * 2. What is usual is learnt from the history itself, around each set: median rate and median absolute deviation, which grow
 *    with the interval; for the semi-major axis the air's drag adds its share, by how fast the orbit sinks.
 * 3. A gap's score in a channel is the least deviation among the pairs of the two sets before and the two after; so one bad set
 *    scores nothing.
 * The idea of foretelling sets from sets: Kelecy et al., "Satellite Maneuver Detection Using Two-line Element (TLE) Data",
 * AMOS 2007.
 *
 * @param orbits element sets of one object, in any order
 */
export function scoreOrbitChanges(orbits: readonly Sgp4Orbit[]): OrbitHistory {
  const sets = inOrder(orbits);
  const seconds = sets.map((s) => secondsBetween(sets[0]!.epoch, s.epoch));
  const foretold: (OrbitDifference | null)[][] = [];
  for (let lag = 1; lag < 2 * SETS_BESIDE; lag += 1)
    foretold.push(sets.map((s, k) => (k < lag ? null : orbitDifference(sets[k - lag]!, s))));
  const learnt = CHANGE_CHANNELS.map((_, channel) => learnNoise(sets, seconds, foretold[0] ?? [], channel));
  const scores: OrbitChangeScore[] = [];
  for (let j = SETS_BESIDE; j < sets.length; j += 1) {
    const pairs: Pair[] = [];
    for (let k = j; k < Math.min(j + SETS_BESIDE, sets.length); k += 1)
      for (let i = j - 1; i >= j - SETS_BESIDE; i -= 1) {
        const difference = foretold[k - i - 1]![k]!;
        if (difference !== null) pairs.push({ difference, later: seconds[k]! - seconds[j - 1]!, earlier: i });
      }
    if (pairs.length > 0) scores.push(scoreGap(sets, j, pairs, learnt));
  }
  const motion = foretold[0]?.at(-1)?.meanMotion ?? Number.NaN;
  return {
    scores,
    sets: sets.length,
    repeated: orbits.length - sets.length,
    period: (2 * Math.PI) / motion,
  };
}

/**
 * Runs of gaps whose scores reach a threshold: what an element set takes for a change lasts for some sets, because each is a
 * fit over some days; the change itself was at the run's beginning.
 */
export function orbitChanges({ scores }: OrbitHistory, threshold: number): OrbitChange[] {
  const runs: OrbitChange[] = [];
  for (const gap of scores) {
    if (gap.score <= CONTINUES_ABOVE * threshold) continue;
    const run = runs.at(-1);
    const over = run === undefined || secondsBetween(run.until, gap.after) >= CONTINUES_WITHIN;
    if (over || (gap.score > threshold && secondsBetween(run.before, gap.after) >= LONGEST))
      runs.push({ ...gap, until: gap.before });
    else runs[runs.length - 1] = joined(run, gap, threshold);
  }
  return runs.filter(({ score }) => score > threshold);
}

/** A run with one gap more: it is known from the first gap on that reaches the threshold. */
function joined(run: OrbitChange, gap: OrbitChangeScore, threshold: number): OrbitChange {
  const until = gap.before;
  if (gap.score <= run.score) return { ...run, until };
  const { score, channel, speedChange } = gap;
  return { ...run, until, score, channel, speedChange, known: run.score > threshold ? run.known : gap.known };
}
