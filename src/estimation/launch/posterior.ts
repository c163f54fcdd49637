import type { AscentTable } from "../../astro/index.js";
import { choleskyFactor } from "../linear/cholesky.js";
import type { ModeFit } from "./fit.js";
import type { LaunchModel } from "./model.js";
import { NUISANCE } from "./parameters.js";
import { unitNormalSamples } from "./samples.js";

/** Samples drawn about each mode. */
const SAMPLES = 192;

/** The proposal is so much wider than the linearised posterior, so that its tails cover the true one's. */
const WIDENING = 1;

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
  readonly effectiveShare: number;
  /** weights sum to 1 */
  readonly members: readonly Member[];
}

function effectiveShare(logWeights: Float64Array, power: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (const w of logWeights) top = Math.max(top, w);
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
function flattening(logWeights: Float64Array): number {
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

/**
 * The posterior of a family about its mode: deterministic samples of the linearised posterior, slightly widened, each
 * weighted by the exact posterior over the density it was drawn from (importance sampling: Kahn and Marshall 1953;
 * Bishop 2006, section 11.1.4).
 *
 * @param widening factor on the proposal's standard deviations
 * @returns null when the covariance can't be factorised
 */
export function samplePosterior(fit: ModeFit, seed: number): FamilyPosterior | null {
  const { model, mode } = fit;
  const n = model.size;
  const factor = new Float64Array(n * n);
  if (!choleskyFactor(n, fit.covariance, factor)) return null;
  const z = unitNormalSamples(seed, SAMPLES, n);
  const logWeights = new Float64Array(SAMPLES);
  const residuals = new Float64Array(model.rows);
  const members: Member[] = [];
  for (let s = 0; s < SAMPLES; s++) {
    const x = new Float64Array(n);
    let square = 0;
    for (let i = 0; i < n; i++) {
      let sum = mode[i]!;
      for (let k = 0; k <= i; k++) sum += WIDENING * factor[i * n + k]! * z[s * n + k]!;
      x[i] = sum;
      square += z[s * n + i]! * z[s * n + i]!;
    }
    const { value, table } = model.logLikelihood(x, residuals);
    let prior = 0;
    for (let k = NUISANCE; k < n; k++) prior -= 0.5 * x[k]! * x[k]!;
    logWeights[s] = value + prior + 0.5 * square;
    members.push({ model, x, table, weight: 0 });
  }
  let top = Number.NEGATIVE_INFINITY;
  for (const w of logWeights) top = Math.max(top, w);
  if (!Number.isFinite(top)) return null;
  const share = effectiveShare(logWeights, 1);
  const power = flattening(logWeights);
  let evidence = 0;
  let sum = 0;
  logWeights.forEach((w, s) => {
    evidence += Math.exp(w - top) / SAMPLES;
    members[s]!.weight = Math.exp(power * (w - top));
    sum += members[s]!.weight;
  });
  for (const member of members) member.weight /= sum;
  const logEvidence = top + Math.log(evidence) + fit.logVolume + n * Math.log(WIDENING);
  return { logEvidence, effectiveShare: share, members };
}
