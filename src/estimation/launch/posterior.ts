import { type AscentTable, signedAngle } from "../../astro/index.js";
import { choleskyFactor, solveLower } from "../linear/cholesky.js";
import type { ModeFit } from "./fit.js";
import type { LaunchModel } from "./model.js";
import { AZIMUTH, NUISANCE } from "./parameters.js";
import { unitNormalSamples } from "./samples.js";

/** Samples drawn about a single mode, and about each of several. */
const SAMPLES = 192;
const SAMPLES_OF_MANY = 48;

/** Below this share of effective samples the weights are flattened until it is reached. */
const LEAST_EFFECTIVE_SHARE = 0.15;

/** A possible launch with its weight. */
export interface Member {
  readonly model: LaunchModel;
  readonly x: Float64Array;
  readonly table: AscentTable;
  weight: number;
}

/** The posterior of one family as weighted members. */
export interface FamilyPosterior {
  readonly logEvidence: number;
  /** weights sum to 1 */
  readonly members: readonly Member[];
}

/** A Gaussian about one mode. */
interface Component {
  readonly fit: ModeFit;
  readonly factor: Float64Array;
  readonly logWeight: number;
  readonly logNorm: number;
}

function effectiveShare(logWeights: readonly number[], power: number): number {
  const top = Math.max(...logWeights);
  let sum = 0;
  let squares = 0;
  for (const w of logWeights) {
    const v = Math.exp(power * (w - top));
    sum += v;
    squares += v * v;
  }
  return (sum * sum) / (squares * logWeights.length);
}

/** The largest power ≤ 1 of the weights that keeps enough samples effective. */
function flattening(logWeights: readonly number[]): number {
  if (effectiveShare(logWeights, 1) >= LEAST_EFFECTIVE_SHARE) return 1;
  let low = 0;
  let high = 1;
  for (let i = 0; i < 20; i++) {
    const middle = (low + high) / 2;
    if (effectiveShare(logWeights, middle) >= LEAST_EFFECTIVE_SHARE) low = middle;
    else high = middle;
  }
  return low;
}

/** Gaussians about the modes, in equal numbers; logarithms of densities leave out (2π)^(n/2). */
function components(fits: readonly ModeFit[]): Component[] {
  const made: Component[] = [];
  for (const fit of fits) {
    const n = fit.model.size;
    const factor = new Float64Array(n * n);
    if (!choleskyFactor(n, fit.covariance, factor)) continue;
    made.push({ fit, factor, logWeight: 0, logNorm: -fit.logVolume });
  }
  const logWeight = -Math.log(made.length);
  return made.map((component) => ({ ...component, logWeight }));
}

/** Logarithm of the mixture's density; directions count around the circle. */
function logDensity(x: Float64Array, parts: readonly Component[], scratch: Float64Array): number {
  let top = Number.NEGATIVE_INFINITY;
  const logs = parts.map(({ fit, factor, logWeight, logNorm }) => {
    const n = fit.model.size;
    for (let i = 0; i < n; i++) scratch[i] = x[i]! - fit.mode[i]!;
    scratch[AZIMUTH] = signedAngle(scratch[AZIMUTH]!);
    solveLower(n, factor, scratch);
    let square = 0;
    for (let i = 0; i < n; i++) square += scratch[i]! * scratch[i]!;
    const log = logWeight + logNorm - 0.5 * square;
    top = Math.max(top, log);
    return log;
  });
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - top);
  return top + Math.log(sum);
}

/**
 * The posterior of a family about its modes: deterministic samples of the linearised posteriors, each weighted by the
 * exact posterior over the density of the mixture that they were drawn from (importance sampling with a deterministic
 * mixture: Veach and Guibas 1995; Bishop 2006, section 11.1.4).
 *
 * @returns null when no covariance can be factorised
 */
export function samplePosterior(fits: readonly ModeFit[], seed: number): FamilyPosterior | null {
  const parts = components(fits);
  if (parts.length === 0) return null;
  const least = 2 * parts[0]!.fit.model.size + 8;
  const count = Math.max(least, parts.length === 1 ? SAMPLES : SAMPLES_OF_MANY);
  const logWeights: number[] = [];
  const members: Member[] = [];
  for (const { fit, factor } of parts) {
    const { model, mode } = fit;
    const n = model.size;
    const z = unitNormalSamples(seed, count, n);
    const residuals = new Float64Array(model.rows);
    const scratch = new Float64Array(n);
    for (let s = 0; s < count; s++) {
      const x = new Float64Array(n);
      for (let i = 0; i < n; i++) {
        let sum = mode[i]!;
        for (let k = 0; k <= i; k++) sum += factor[i * n + k]! * z[s * n + k]!;
        x[i] = sum;
      }
      const { value, table } = model.logLikelihood(x, residuals);
      let prior = 0;
      for (let k = NUISANCE; k < n; k++) prior -= 0.5 * x[k]! * x[k]!;
      logWeights.push(value + prior - logDensity(x, parts, scratch));
      members.push({ model, x, table, weight: 0 });
    }
  }
  return weighted(members, logWeights);
}

function weighted(members: readonly Member[], logWeights: readonly number[]): FamilyPosterior | null {
  const top = Math.max(...logWeights);
  if (!Number.isFinite(top)) return null;
  const power = flattening(logWeights);
  let evidence = 0;
  let sum = 0;
  logWeights.forEach((w, s) => {
    evidence += Math.exp(w - top) / logWeights.length;
    members[s]!.weight = Math.exp(power * (w - top));
    sum += members[s]!.weight;
  });
  for (const member of members) member.weight /= sum;
  return {
    logEvidence: top + Math.log(evidence),
    members,
  };
}
