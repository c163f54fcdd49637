import { type RandomStream, uniformAt } from "../../astro/index.js";
import type { MeasurementModel, MotionModel } from "../filters/model.js";
import {
  addMeasurement,
  boundCovariance,
  copyInformation,
  type Information,
  moveInformation,
  moveInformationOver,
  type StepOfTruth,
} from "./information.js";

/** A sensor that may look at the truth. */
export interface BoundLook {
  readonly measurement: MeasurementModel;
  /** 1 where absent. */
  readonly detectionProbability?: number;
}

/** The truth at one time, and who looks at it. */
export interface TruthInstant {
  /** s */
  readonly time: number;
  readonly state: Float64Array;
  readonly looks: readonly BoundLook[];
}

/** Covariance bounds, n × n by rows, after the looks of each instant; null while a combination of states is unknown. */
export type BoundHistory = (Float64Array | null)[];

type Share = (instant: number, look: number, probability: number) => number;

const wholeInformation: Share = (_instant, _look, probability) => probability;

function stepAlong(motion: MotionModel, from: TruthInstant, to: TruthInstant): StepOfTruth {
  const n = motion.states;
  const step = { transition: new Float64Array(n * n), processNoise: new Float64Array(n * n) };
  motion.processNoise(from.state, to.time - from.time, step.processNoise);
  motion.moveWithTransition(Float64Array.from(from.state), to.time - from.time, step.transition);
  return step;
}

function addLooks(information: Information, { state, looks }: TruthInstant, k: number, share: Share, of = 1) {
  looks.forEach(({ measurement, detectionProbability = 1 }, look) => {
    const jacobian = new Float64Array(measurement.dimension * measurement.states);
    measurement.jacobian(state, jacobian);
    addMeasurement(information, jacobian, measurement.noise, share(k, look, detectionProbability) / of);
  });
}

function along(
  motion: MotionModel,
  prior: Information,
  truth: readonly TruthInstant[],
  share: Share,
): BoundHistory {
  const information = copyInformation(prior);
  return truth.map((instant, k) => {
    if (k > 0) {
      const { transition, processNoise } = stepAlong(motion, truth[k - 1]!, instant);
      moveInformation(information, transition, processNoise);
    }
    addLooks(information, instant, k, share);
    return boundCovariance(information);
  });
}

/**
 * Posterior Cramér–Rao bound along one truth: the recursion of Tichavský, Muravchik and Nehorai (1998) with the models
 * linearised about it. Process noise may be zero in some states or in all; biases and other nuisances are states like any other.
 * Where a look may fail, its information is multiplied by the probability of detection (information reduction factor:
 * Niu, Willett and Bar-Shalom, "Matrix CRLB scaling due to measurements of uncertain origin", IEEE Transactions on Signal
 * Processing 49(7), 2001), which is a bound, but not the closest: see {@link enumeratedBound}.
 *
 * @param prior what is known at the first instant, before its looks
 * @param truth in order of time
 * @throws RangeError when a transition is singular or a noise not positive definite
 */
export function boundAlong(
  motion: MotionModel,
  prior: Information,
  truth: readonly TruthInstant[],
): BoundHistory {
  return along(motion, prior, truth, wholeInformation);
}

/**
 * Bound with missed detections, by enumeration: the mean of the bounds over sequences of hits and misses, drawn at random
 * (Farina, Ristic and Timmoneri, "Cramér–Rao bound for nonlinear filtering with Pd < 1 and its application to target
 * tracking", IEEE Transactions on Signal Processing 50(8), 2002). Never below the one by the reduction factor (Hernandez,
 * Ristic, Farina and Timmoneri, "A comparison of two Cramér–Rao bounds for nonlinear filtering with Pd < 1", ibid. 52(9),
 * 2004).
 *
 * @param sequences how many are drawn
 * @param stream from which the detections are drawn
 * @returns null at instants at which some sequence leaves a combination of states unknown: the mean is infinite there
 * @throws RangeError when no sequence is asked for
 */
export function enumeratedBound(
  motion: MotionModel,
  prior: Information,
  truth: readonly TruthInstant[],
  sequences: number,
  stream: RandomStream,
): BoundHistory {
  const most = truth.reduce((count, { looks }) => Math.max(count, looks.length), 0);
  const histories = Array.from({ length: sequences }, (_, sequence) =>
    along(motion, prior, truth, (instant, look, probability) =>
      uniformAt(stream, (sequence * truth.length + instant) * most + look) < probability ? 1 : 0,
    ),
  );
  return averageBounds(histories);
}

/**
 * Mean of bounds, instant by instant: over truths, what can be reached on average by an estimator that is efficient on each.
 *
 * @param histories as many instants each
 * @throws RangeError when there are none
 */
export function averageBounds(histories: readonly BoundHistory[]): BoundHistory {
  const [first, ...others] = histories;
  if (first === undefined) throw new RangeError("mean of bounds over no truth");
  return first.map((covariance, k) => {
    if (!covariance) return null;
    const mean = Float64Array.from(covariance);
    for (const history of others) {
      const other = history[k];
      if (!other) return null;
      for (let i = 0; i < mean.length; i++) mean[i]! += other[i]!;
    }
    return mean.map((v) => v / histories.length);
  });
}

/**
 * Posterior Cramér–Rao bound of a random truth: the recursion of Tichavský et al. (1998) with its expectations taken over
 * trajectories drawn from the prior and the process noise. A bound on the mean over truths for any estimator, biased or
 * not; a little below {@link averageBounds} of the bounds along each.
 *
 * @param prior what is known at the first instant, before its looks
 * @param truths as many instants each, at the same times and with the same looks
 * @throws RangeError when there are no truths, or a process noise is not positive definite
 */
export function posteriorBound(
  motion: MotionModel,
  prior: Information,
  truths: readonly (readonly TruthInstant[])[],
): BoundHistory {
  const information = copyInformation(prior);
  const [first] = truths;
  if (first === undefined) throw new RangeError("posterior bound over no truth");
  return first.map((_, k) => {
    if (k > 0)
      moveInformationOver(
        information,
        truths.map((truth) => stepAlong(motion, truth[k - 1]!, truth[k]!)),
      );
    for (const truth of truths) addLooks(information, truth[k]!, k, wholeInformation, truths.length);
    return boundCovariance(information);
  });
}

/**
 * Root of the bound of some components together, as a root-mean-square error is compared with it.
 *
 * @param states n
 * @param components indices, e.g. those of the position
 * @returns NaN where there is no bound yet
 */
export function boundError(
  covariance: Float64Array | null,
  states: number,
  components: readonly number[],
): number {
  if (!covariance) return Number.NaN;
  return Math.sqrt(components.reduce((sum, i) => sum + covariance[i * (states + 1)]!, 0));
}
