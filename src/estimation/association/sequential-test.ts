/**
 * Wald's sequential probability ratio test (Wald, Annals of Mathematical Statistics 16(2), 1945): evidence is summed
 * until it says enough, and no other test decides with fewer plots on average at the same errors (Wald and
 * Wolfowitz 1948).
 */
export interface SequentialTest {
  /** ln of the odds at which "true" is said. */
  readonly accept: number;
  /** ln of the odds at which "false" is said. */
  readonly reject: number;
}

export type SequentialVerdict = "accepted" | "rejected" | "undecided";

/**
 * Thresholds A = ln((1 − β)/α), B = ln(β/(1 − α)), Wald's approximations. As the sum passes them by a whole step, the
 * errors made together are at most α + β, and usually less.
 *
 * @param falseAlarm α: probability that what is false is accepted, 0 to ½
 * @param miss β: probability that what is true is rejected, 0 to ½
 * @throws RangeError when either isn't between 0 and ½
 */
export function sequentialTest(falseAlarm: number, miss: number): SequentialTest {
  for (const p of [falseAlarm, miss])
    if (!(p > 0 && p < 0.5)) throw new RangeError(`error probability ${p}: between 0 and ½`);
  return { accept: Math.log((1 - miss) / falseAlarm), reject: Math.log(miss / (1 - falseAlarm)) };
}

/** What a sum of log-likelihood ratios says. */
export function judge(test: SequentialTest, sum: number): SequentialVerdict {
  if (sum >= test.accept) return "accepted";
  return sum <= test.reject ? "rejected" : "undecided";
}

/**
 * ln of what a plot says for a track against chance: P_d·p(plot | track)/λ (Sittler 1964; Blackman and Popoli, "Design
 * and Analysis of Modern Tracking Systems", 1999, section 6.2; without dimension, as Bar-Shalom, Blackman and
 * Fitzgerald, IEEE T-AES 43(1), 2007, ask).
 *
 * @param logLikelihood ln p(plot | track), in the plot's units
 * @param detectionProbability P_d, above 0
 * @param clutterDensity λ, false plots (and new bodies) a scan, per unit of the plot's space
 */
export function hitScore(
  logLikelihood: number,
  detectionProbability: number,
  clutterDensity: number,
): number {
  return logLikelihood + Math.log(detectionProbability / clutterDensity);
}

/** Least P that a body was not seen: a radar that never misses can still not be believed so. */
const LEAST_MISS = 1e-12;

/**
 * ln of what a scan without the track's plot says for it: 1 − P_d, or 1 − P_d·P_g where plots outside a gate that
 * holds its own with P_g aren't looked at.
 */
export function missScore(detectionProbability: number, gateProbability = 1): number {
  return Math.log(Math.max(LEAST_MISS, 1 - detectionProbability * gateProbability));
}

/** What a pair gains over leaving track and plot alone: the gain that a `PairTable` wants. */
export function pairGain(
  logLikelihood: number,
  detectionProbability: number,
  clutterDensity: number,
): number {
  return hitScore(logLikelihood, detectionProbability, clutterDensity) - missScore(detectionProbability);
}

/** The score of one track, and how it is begun, confirmed and given up. */
export interface TrackScore {
  sum: number;
  /** The greatest that the sum has been. */
  best: number;
  confirmed: boolean;
}

/**
 * A track at its first plot: its odds are those of new bodies against false plots there.
 *
 * @param newDensity new bodies a scan per unit of the plot's space
 * @param clutterDensity false plots, likewise
 */
export function beginScore(newDensity: number, clutterDensity: number): TrackScore {
  const sum = Math.log(newDensity / clutterDensity);
  return { sum, best: sum, confirmed: false };
}

/**
 * Adds one scan's evidence.
 *
 * A tentative track is judged by the test; a confirmed one is given up when its score has fallen from its best by as
 * much as would have refuted it (Blackman and Popoli 1999, section 6.2.5: a body may end, and old plots don't speak
 * for the present).
 *
 * @param score changed in place
 * @param evidence {@link hitScore} or {@link missScore}
 * @param test its thresholds are odds for a body to be there, prior included
 */
export function addEvidence(score: TrackScore, evidence: number, test: SequentialTest): SequentialVerdict {
  score.sum += evidence;
  score.best = Math.max(score.best, score.sum);
  const verdict = judge(test, score.sum);
  if (!score.confirmed) {
    score.confirmed = verdict === "accepted";
    return verdict;
  }
  return score.sum - score.best <= test.reject ? "rejected" : "accepted";
}
