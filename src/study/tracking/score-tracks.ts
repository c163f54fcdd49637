import {
  addInstant,
  type Continuity,
  gospa,
  normalisedError,
  ospa,
  pairPoints,
  type SetPairing,
  type SiapInstant,
  type SiapMetrics,
  siapMetrics,
  startContinuity,
  totalBreaks,
  totalSwitches,
} from "../../estimation/index.js";
import type { TrackInstant, TruthInstant } from "./instants.js";
import { meanOf, percentileOf } from "./statistics.js";
import { COVARIANCE_NUMBERS } from "./track-reports.js";

/** m; distance from which a track stands for no object, and exponent of the metrics. */
export const CUTOFF = 10e3;
export const ORDER = 2;
/** 99 % point of chi-square with 6 degrees of freedom, rounded as it is used everywhere. */
const NEES_99 = 16.81;

/** One time of evaluation. */
export interface ScoredInstant {
  readonly time: number;
  readonly objects: number;
  readonly tracks: number;
  readonly missed: number;
  readonly false: number;
  /** m */
  readonly ospa: number;
  readonly gospa: number;
  /** Root mean square distance of the pairs, m. */
  readonly localisation: number;
  /** Median NEES of the pairs, 6 ideal mean, 5.35 ideal median; absent where there is no pair. */
  readonly neesMedian?: number;
}

/** Figures of a whole run. Means are over the times of evaluation. A figure that nothing was there for is NaN. */
export interface TrackScore {
  readonly evalTimes: number;
  /** m */
  readonly ospaMean: number;
  readonly ospa2ndHalf: number;
  readonly gospaMean: number;
  readonly gospa2ndHalf: number;
  readonly missedMean2ndHalf: number;
  readonly falseMean2ndHalf: number;
  readonly truthEnd: number;
  readonly tracksEnd: number;
  readonly idSwitches: number;
  /** Times that an object was lost and found again. */
  readonly breaks: number;
  readonly posRMS: number;
  readonly posMedian: number;
  readonly velRMS: number;
  readonly velMedian: number;
  readonly nees6Mean: number;
  readonly nees6Median: number;
  readonly nees3Mean: number;
  readonly fracNees6Above99: number;
  /** Pairs whose covariance was not positive definite: left out of the figures above. */
  readonly covariancesRefused: number;
  /** s */
  readonly confirmDelayMean: number;
  readonly confirmDelayP95: number;
  readonly neverTracked: number;
  readonly siap: SiapMetrics;
  readonly series: readonly ScoredInstant[];
}

/** What a scorer is told beside truth and tracks. */
export interface ScoreOptions {
  /** When each object, by number, came into being, s; absent: when truth first names it. */
  readonly births?: readonly number[];
  /** Scan period, s: an object younger than three may lack a track. Absent: the step between evaluations. */
  readonly scan?: number;
}

interface Errors {
  /** Squares, m² and m²/s². */
  readonly positions: number[];
  readonly velocities: number[];
  readonly nees6: number[];
  readonly nees3: number[];
  refused: number;
}

/**
 * Compares tracks with what really flew, at the times of truth up to the last at which tracks were reported: OSPA and
 * GOSPA with a cutoff of 10 km and exponent 2, identity switches, errors, NEES, delays, SIAP.
 */
export function scoreTracks(
  truth: readonly TruthInstant[],
  tracks: readonly TrackInstant[],
  options: ScoreOptions = {},
): TrackScore {
  const last = tracks.at(-1)?.time ?? 0;
  const byTime = new Map(tracks.map((instant) => [instant.time, instant]));
  const errors: Errors = { positions: [], velocities: [], nees6: [], nees3: [], refused: 0 };
  const continuity = startContinuity();
  const series: ScoredInstant[] = [];
  const pictures: SiapInstant[] = [];
  for (const instant of truth) {
    if (instant.time > last + 1e-9) break;
    const reported = byTime.get(instant.time) ?? NO_TRACKS;
    const pairing = pairPoints(positions(instant.states), positions(reported.states), 3, CUTOFF, ORDER);
    const before = errors.nees6.length;
    addErrors(errors, pairing, instant, reported);
    series.push(scoredInstant(instant, reported, pairing, errors.nees6.slice(before)));
    pictures.push(picture(instant, reported, pairing));
    const trackOf = new Map(pairing.pairs.map((p) => [p.truth, reported.tracks[p.estimate]!]));
    addInstant(
      continuity,
      instant.time,
      instant.ids.map((object, i) => ({ object, track: trackOf.get(i) ?? null })),
    );
  }
  return {
    ...figures(series, errors),
    ...lives(continuity, truth, last, options),
    siap: siapMetrics(pictures),
    series,
  };
}

const NO_TRACKS: TrackInstant = {
  time: 0,
  tracks: [],
  states: new Float64Array(),
  covariances: new Float64Array(),
};

function positions(states: Float64Array): Float64Array {
  const out = new Float64Array(states.length / 2);
  for (let i = 0; i < states.length / 6; i++) out.set(states.subarray(6 * i, 6 * i + 3), 3 * i);
  return out;
}

function addErrors(errors: Errors, { pairs }: SetPairing, truth: TruthInstant, reported: TrackInstant): void {
  const [error, whole, place] = [new Float64Array(6), new Float64Array(36), new Float64Array(9)];
  for (const { truth: i, estimate: j } of pairs) {
    for (let k = 0; k < 6; k++) error[k] = reported.states[6 * j + k]! - truth.states[6 * i + k]!;
    for (let r = 0, at = j * COVARIANCE_NUMBERS; r < 6; r++)
      for (let c = 0; c <= r; c++, at++) {
        whole[6 * r + c] = whole[6 * c + r] = reported.covariances[at]!;
        if (r < 3) place[3 * r + c] = place[3 * c + r] = reported.covariances[at]!;
      }
    errors.positions.push(error[0]! ** 2 + error[1]! ** 2 + error[2]! ** 2);
    errors.velocities.push(error[3]! ** 2 + error[4]! ** 2 + error[5]! ** 2);
    const nees = normalisedError(error, whole);
    if (Number.isNaN(nees)) errors.refused += 1;
    else {
      errors.nees6.push(nees);
      errors.nees3.push(normalisedError(error.slice(0, 3), place));
    }
  }
}

function scoredInstant(
  truth: TruthInstant,
  reported: TrackInstant,
  pairing: SetPairing,
  nees: readonly number[],
): ScoredInstant {
  const parts = gospa(pairing);
  return {
    time: truth.time,
    objects: pairing.truths,
    tracks: reported.tracks.length,
    missed: parts.missed,
    false: parts.false,
    ospa: ospa(pairing).distance,
    gospa: parts.distance,
    localisation: Math.sqrt(parts.localisation / Math.max(1, pairing.pairs.length)),
    ...(nees.length === 0 ? {} : { neesMedian: percentileOf(nees, 0.5) }),
  };
}

/** For SIAP a track that is nobody's partner stands for the nearest object, if one is near: one too many. */
function picture(truth: TruthInstant, reported: TrackInstant, { pairs }: SetPairing): SiapInstant {
  const partners = new Map(pairs.map((pair) => [pair.estimate, pair.truth]));
  const tracks = reported.tracks.map((track, j) => {
    const i = partners.get(j) ?? nearest(truth, reported.states, 6 * j);
    if (i === null) return { track, object: null };
    return {
      track,
      object: truth.ids[i]!,
      positionError: apart(truth.states, 6 * i, reported.states, 6 * j),
      velocityError: apart(truth.states, 6 * i + 3, reported.states, 6 * j + 3),
    };
  });
  return { time: truth.time, objects: truth.ids, tracks };
}

function nearest(truth: TruthInstant, states: Float64Array, at: number): number | null {
  let found: number | null = null;
  let least = CUTOFF;
  for (let i = 0; i < truth.ids.length; i++) {
    const distance = apart(truth.states, 6 * i, states, at);
    if (distance >= least) continue;
    least = distance;
    found = i;
  }
  return found;
}

function apart(a: Float64Array, aAt: number, b: Float64Array, bAt: number): number {
  return Math.hypot(a[aAt]! - b[bAt]!, a[aAt + 1]! - b[bAt + 1]!, a[aAt + 2]! - b[bAt + 2]!);
}

function figures(series: readonly ScoredInstant[], errors: Errors) {
  const end = series.at(-1);
  const half = series.filter(({ time }) => time >= end!.time / 2);
  return {
    evalTimes: series.length,
    ospaMean: meanOf(series.map((s) => s.ospa)),
    ospa2ndHalf: meanOf(half.map((s) => s.ospa)),
    gospaMean: meanOf(series.map((s) => s.gospa)),
    gospa2ndHalf: meanOf(half.map((s) => s.gospa)),
    missedMean2ndHalf: meanOf(half.map((s) => s.missed)),
    falseMean2ndHalf: meanOf(half.map((s) => s.false)),
    truthEnd: end?.objects ?? 0,
    tracksEnd: end?.tracks ?? 0,
    posRMS: Math.sqrt(meanOf(errors.positions)),
    posMedian: Math.sqrt(percentileOf(errors.positions, 0.5)),
    velRMS: Math.sqrt(meanOf(errors.velocities)),
    velMedian: Math.sqrt(percentileOf(errors.velocities, 0.5)),
    nees6Mean: meanOf(errors.nees6),
    nees6Median: percentileOf(errors.nees6, 0.5),
    nees3Mean: meanOf(errors.nees3),
    fracNees6Above99: meanOf(errors.nees6.map((nees) => (nees > NEES_99 ? 1 : 0))),
    covariancesRefused: errors.refused,
  };
}

function lives(
  continuity: Continuity,
  truth: readonly TruthInstant[],
  last: number,
  { births, scan }: ScoreOptions,
) {
  const born = births === undefined ? firstTimes(truth) : new Map(births.map((time, id) => [id, time]));
  const period = scan ?? (truth.length > 1 ? truth[1]!.time - truth[0]!.time : 0);
  const delays: number[] = [];
  let neverTracked = 0;
  for (const [id, birth] of born) {
    const history = continuity.objects.get(id);
    if (history !== undefined && history.track !== null) {
      if (birth <= last) delays.push(history.firstTracked - Math.max(birth, 0));
    } else if (birth <= last - 3 * period) neverTracked += 1;
  }
  return {
    idSwitches: totalSwitches(continuity),
    breaks: totalBreaks(continuity),
    confirmDelayMean: meanOf(delays),
    confirmDelayP95: percentileOf(delays, 0.95),
    neverTracked,
  };
}

function firstTimes(truth: readonly TruthInstant[]): Map<number, number> {
  const born = new Map<number, number>();
  for (const { time, ids } of truth) for (const id of ids) if (!born.has(id)) born.set(id, time);
  return born;
}
