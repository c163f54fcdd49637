import { setGaussian } from "./gaussian.js";
import { noUpdate, refuse, refusesTime } from "./guard.js";
import type { Filter, Gaussian, MeasurementModel, Refusal } from "./model.js";
import type { ModeSwitching } from "./switching.js";

/** A state under several models at once. Plain data, changed in place. */
export interface InteractingState {
  /** s after the caller's reference */
  time: number;
  /** Probability of each model; they add up to 1. */
  readonly weights: Float64Array;
  /** The state by each model. All begin with the same kinds of numbers; a model may add some of its own. */
  readonly members: readonly Gaussian[];
}

/** The interacting multiple-model filter. */
export interface InteractingFilter extends Filter<InteractingState> {
  /**
   * The one normal distribution with the mixture's first two moments, in the numbers that all models share.
   *
   * @param out receives it; of the smallest member's size
   */
  combine(state: InteractingState, out: Gaussian): void;
}

/**
 * Interacting multiple-model filter (IMM): the models' states mix by the chances of having switched, then each filter
 * goes its own way, and the weights follow the likelihoods. Members may be any filters over different models; where one
 * has numbers of its own beyond another's (a thrust beside a coast), it keeps its own belief of them in the mix instead of
 * being drawn to zeros, and a measurement of the shared numbers serves all. Sources: Blom and Bar-Shalom (1988); the mix
 * of unequal states, Yuan, Bar-Shalom, Willett, Mozeson, Pollak and Hardiman (2012). The NIS is the members' by weight, the likelihood the mixture's. A member that
 * refuses a measurement keeps its state and loses its weight; if all do, nothing is changed.
 *
 * @param members a filter for each model
 */
export function interactingFilter(members: readonly Filter[], switching: ModeSwitching): InteractingFilter {
  const modes = members.length;
  const chances = new Float64Array(modes * modes);
  const mix = new Float64Array(modes);
  const predicted = new Float64Array(modes);
  const logLikelihoods = new Float64Array(modes);
  const outcome = noUpdate();
  const mean = new Float64Array(Math.max(...members.map(({ states }) => states)));
  const mixed = members.map(({ states }) => emptyGaussian(states));
  const before = members.map(({ states }) => emptyGaussian(states));
  const widened = members.map(({ states }) => widening(states));

  /** Probability of each model after a step, and each one's sources: `chances` becomes that of having come from i. */
  function mixWeights(state: InteractingState): void {
    for (let j = 0; j < modes; j++) {
      let sum = 0;
      for (let i = 0; i < modes; i++) sum += chances[i * modes + j] * state.weights[i];
      predicted[j] = sum;
      // a model that nothing leads to keeps to itself
      for (let i = 0; i < modes; i++)
        chances[i * modes + j] =
          sum > 0 ? (chances[i * modes + j] * state.weights[i]) / sum : i === j ? 1 : 0;
    }
  }

  function predict(state: InteractingState, time: number): Refusal | null {
    const refusal = refusesTime(state.time, time);
    if (refusal !== null || time === state.time) return refusal;
    switching(time - state.time, chances);
    mixWeights(state);
    for (let j = 0; j < modes; j++) {
      for (let i = 0; i < modes; i++) mix[i] = chances[i * modes + j];
      mixInto(state.members, mix, state.members[j], mixed[j], mean);
      const fault = members[j].predict(mixed[j], time);
      if (fault !== null) return fault;
    }
    for (let j = 0; j < modes; j++) setGaussian(state.members[j], mixed[j]);
    state.weights.set(predicted);
    state.time = time;
    return null;
  }

  function attempt(state: InteractingState, measurement: MeasurementModel, z: Float64Array): Refusal | null {
    let first: Refusal | null = null;
    let best = Number.NEGATIVE_INFINITY;
    let nis = 0;
    let weight = 0;
    for (let j = 0; j < modes; j++) {
      setGaussian(before[j], state.members[j]);
      const result = members[j].update(state.members[j], widened[j](measurement), z);
      first ??= result.refused;
      logLikelihoods[j] =
        result.refused === null ? result.logLikelihood + Math.log(state.weights[j]) : -Infinity;
      if (result.refused === null) {
        nis += state.weights[j] * result.nis;
        weight += state.weights[j];
      }
      best = Math.max(best, logLikelihoods[j]);
    }
    if (!(best > -Infinity)) {
      for (let j = 0; j < modes; j++) setGaussian(state.members[j], before[j]);
      return first ?? "not a number";
    }
    let total = 0;
    for (let j = 0; j < modes; j++) total += Math.exp(logLikelihoods[j] - best);
    for (let j = 0; j < modes; j++) state.weights[j] = Math.exp(logLikelihoods[j] - best) / total;
    outcome.nis = nis / weight;
    outcome.logLikelihood = best + Math.log(total);
    outcome.refused = null;
    return null;
  }

  return {
    states: Math.min(...members.map(({ states }) => states)),
    predict,
    update(state, measurement, z) {
      const refusal = attempt(state, measurement, z);
      return refusal === null ? outcome : refuse(outcome, refusal);
    },
    combine(state, out) {
      mixInto(state.members, state.weights, out, out, mean);
      out.time = state.time;
    },
  };
}

/** Makes a measurement of fewer numbers one of `n`: it says nothing of the others. One object serves all in turn. */
function widening(n: number): (measurement: MeasurementModel) => MeasurementModel {
  let inner: MeasurementModel;
  let rows = new Float64Array(0);
  const wide = {
    states: n,
    dimension: 0,
    noise: rows as Float64Array,
    measure: (x: Float64Array, out: Float64Array) => inner.measure(x, out),
    jacobian(x: Float64Array, out: Float64Array) {
      const { states, dimension } = inner;
      inner.jacobian(x, rows);
      for (let a = 0; a < dimension; a++)
        for (let i = 0; i < n; i++) out[a * n + i] = i < states ? rows[a * states + i] : 0;
    },
    innovate: (measured: Float64Array, predicted: Float64Array, out: Float64Array) =>
      inner.innovate(measured, predicted, out),
  };
  return (measurement) => {
    if (measurement.states >= n) return measurement;
    inner = measurement;
    wide.dimension = measurement.dimension;
    wide.noise = measurement.noise;
    const room = measurement.dimension * measurement.states;
    if (rows.length < room) rows = new Float64Array(room);
    return wide;
  };
}

function emptyGaussian(n: number): Gaussian {
  return { time: 0, mean: new Float64Array(n), covariance: new Float64Array(n * n) };
}

/**
 * First two moments of a mixture, in as many numbers as `out` has.
 *
 * @param own where numbers come from that a member hasn't got
 * @param mean scratch of at least as many numbers as `out` has
 */
function mixInto(
  members: readonly Gaussian[],
  weights: Float64Array,
  own: Gaussian,
  out: Gaussian,
  mean: Float64Array,
): void {
  const n = out.mean.length;
  const componentOf = (g: Gaussian, i: number): number => (i < g.mean.length ? g.mean[i] : own.mean[i]);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let k = 0; k < members.length; k++) sum += weights[k] * componentOf(members[k], i);
    mean[i] = sum;
  }
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < members.length; k++) {
        if (weights[k] === 0) continue;
        const g = members[k];
        const size = g.mean.length;
        const spread =
          i < size ? g.covariance[i * size + j] : j < size ? 0 : own.covariance[i * own.mean.length + j];
        sum += weights[k] * (spread + (componentOf(g, i) - mean[i]) * (componentOf(g, j) - mean[j]));
      }
      out.covariance[i * n + j] = sum;
      out.covariance[j * n + i] = sum;
    }
  for (let i = 0; i < n; i++) out.mean[i] = mean[i];
  out.time = own.time;
}
