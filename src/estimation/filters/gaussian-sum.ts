import { gaussian, setGaussian } from "./gaussian.js";
import { noUpdate, refuse } from "./guard.js";
import type { Filter, Gaussian, MeasurementModel, Refusal } from "./model.js";

/** One of the places where a state may be. */
export interface GaussianComponent {
  weight: number;
  readonly state: Gaussian;
}

/**
 * A state whose distribution is a sum of normal ones: for what is bent wider than one of them can follow, such as the
 * arc of a radar's first plots. Weights add up to 1. Plain data, changed in place.
 */
export interface GaussianSum {
  components: GaussianComponent[];
}

/** What {@link gaussianSumFilter} may be told. */
export interface GaussianSumOptions {
  /** Components of less weight than this are dropped; default 1e-6 */
  readonly least?: number;
}

/**
 * Gaussian sum filter: every component is followed by itself, and weighed by how likely it finds the measurements.
 * A component that the filter refuses to go on with is dropped; where it refuses all, the state stays as it was.
 * Source: Alspach and Sorenson (1972). The outcome's NIS is the mean of the components'.
 *
 * @param filter follows each component
 */
export function gaussianSumFilter(filter: Filter, options: GaussianSumOptions = {}): Filter<GaussianSum> {
  const least = options.least ?? 1e-6;
  const outcome = noUpdate();

  /** Keeps the components that count, and has their weights add up to 1. */
  function keep(sum: GaussianSum, weights: readonly number[]): void {
    const total = weights.reduce((a, b) => a + b, 0);
    const kept = sum.components.filter((_, k) => weights[k]! > least * total);
    const of = weights.filter((w) => w > least * total);
    const left = of.reduce((a, b) => a + b, 0);
    kept.forEach((component, k) => {
      component.weight = of[k]! / left;
    });
    sum.components = kept;
  }

  return {
    states: filter.states,
    predict(sum, time) {
      const refusals = sum.components.map(({ state }) => filter.predict(state, time));
      const some = refusals.find((refusal) => refusal !== null);
      if (some === undefined) return null;
      if (refusals.every((refusal) => refusal !== null)) return some ?? null;
      keep(
        sum,
        sum.components.map(({ weight }, k) => (refusals[k] === null ? weight : 0)),
      );
      return null;
    },
    update(sum: GaussianSum, measurement: MeasurementModel, z: Float64Array) {
      let refused: Refusal | null = null;
      let nis = 0;
      const logWeights = sum.components.map(({ state, weight }) => {
        const update = filter.update(state, measurement, z);
        if (update.refused !== null) {
          refused = update.refused;
          return Number.NEGATIVE_INFINITY;
        }
        nis += weight * update.nis;
        return Math.log(weight) + update.logLikelihood;
      });
      const most = Math.max(...logWeights);
      if (most === Number.NEGATIVE_INFINITY) return refuse(outcome, refused ?? "not a number");
      const weights = logWeights.map((logWeight) => Math.exp(logWeight - most));
      outcome.nis = nis;
      outcome.logLikelihood = most + Math.log(weights.reduce((a, b) => a + b, 0));
      outcome.refused = null;
      keep(sum, weights);
      return outcome;
    },
  };
}

/** The one normal distribution with the mean and the covariance of a sum. @returns a state of its own */
export function momentsOfSum({ components }: GaussianSum): Gaussian {
  const first = components[0]!.state;
  const n = first.mean.length;
  const moments = gaussian(first.time, new Float64Array(n), new Float64Array(n * n));
  if (components.length === 1) {
    setGaussian(moments, first);
    return moments;
  }
  const { mean, covariance } = moments;
  for (const { weight, state } of components) for (let i = 0; i < n; i++) mean[i]! += weight * state.mean[i]!;
  for (const { weight, state } of components)
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++)
        covariance[i * n + j]! +=
          weight * (state.covariance[i * n + j]! + (state.mean[i]! - mean[i]!) * (state.mean[j]! - mean[j]!));
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) covariance[j * n + i] = covariance[i * n + j]!;
  return moments;
}

/** Deviations; further apart the sum of the parts is wavy. */
const MOST_SPACING = 1.25;

/** A part of a standard normal variate. */
export interface NormalPart {
  readonly weight: number;
  readonly mean: number;
}

/**
 * A standard normal variate as a sum of narrower ones of equal spacing, with the same mean and variance.
 *
 * @param count how many
 * @param spacing of their means, in deviations; 7 parts of 0.8 are a normal curve to within 0.7 % of its height
 * @returns the parts, and the deviation of each
 * @throws RangeError when there are no parts, or they are so far apart that their sum has gaps
 */
export function splitNormal(
  count: number,
  spacing: number,
): { readonly parts: readonly NormalPart[]; readonly sigma: number } {
  if (!(Number.isInteger(count) && count > 0 && spacing > 0 && spacing <= MOST_SPACING))
    throw new RangeError(
      `a normal variate in ${count} parts ${spacing} deviations apart: a whole number, at most ${MOST_SPACING} apart`,
    );
  const means = Array.from({ length: count }, (_, k) => (k - (count - 1) / 2) * spacing);
  // variance of the means; the parts have the rest
  const wanted = 0.75;
  const raw = means.map((mean) => Math.exp((-mean * mean) / (2 * wanted)));
  const total = raw.reduce((a, b) => a + b, 0);
  const parts = means.map((mean, k) => ({ weight: raw[k]! / total, mean }));
  const variance = parts.reduce((sum, { weight, mean }) => sum + weight * mean * mean, 0);
  return { parts, sigma: Math.sqrt(1 - variance) };
}
