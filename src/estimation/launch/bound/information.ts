import { normalBetween, normalLowerTail, type Vec3 } from "../../../astro/index.js";
import { lookJacobian } from "../look-residuals.js";
import { BIAS, NUISANCE } from "../parameters.js";
import { type PreparedLook, prepareLook } from "../prepared-look.js";
import type { LaunchScene, SceneLook } from "./scene.js";
import type { AscentSensitivity } from "./sensitivity.js";

/** A first sight less probable than this tells nothing. */
const IMPOSSIBLE = 1e-9;

/** Numbers in the vector of a launch seen by so many satellites. */
export function parameterCount(scene: LaunchScene): number {
  return BIAS + 2 * scene.satellites.length;
}

/** Adds weight·rowᵀ·row to the lower triangle of a matrix. */
function addOuter(n: number, matrix: Float64Array, row: Float64Array, at: number, weight: number): void {
  for (let i = 0; i < n; i++) {
    const ri = weight * row[at + i]!;
    if (ri === 0) continue;
    for (let j = 0; j <= i; j++) matrix[i * n + j]! += ri * row[at + j]!;
  }
}

function preparedLooks(scene: LaunchScene, looks: readonly SceneLook[], states: Float64Array) {
  const used = scene.satellites.map((_, i) => i);
  return looks.map(({ satellite, time }, i): PreparedLook => {
    const { positionEcef, sigma } = scene.satellites[satellite]!;
    const away = [0, 1, 2].map((c) => states[6 * i + c]! - positionEcef[c]!) as unknown as Vec3;
    const range = Math.hypot(away[0], away[1], away[2]);
    const lineOfSightEcef: Vec3 = [away[0] / range, away[1] / range, away[2] / range];
    return prepareLook(scene, { satellite, time, positionEcef, lineOfSightEcef, sigma }, used);
  });
}

/** What the priors tell: unit information of every deviation and pointing angle, none of place, time and direction. */
export function priorInformation(scene: LaunchScene): Float64Array {
  const n = parameterCount(scene);
  const matrix = new Float64Array(n * n);
  for (let k = NUISANCE; k < n; k++) matrix[k * n + k] = 1;
  return matrix;
}

/**
 * Fisher information of the looks at one ascent, growing from look to look.
 *
 * A look counts as far as the cloud lets it through: with the chance that the cloud lies below, or wholly and not at
 * all where its top is given. The number of the look at which the plume is first seen tells of its height as well: with
 * chances P_k = Φ((h_k − μ)/σ) − Φ((h_(k−1) − μ)/σ) its information is Σ ∂P_k·∂P_kᵀ/P_k.
 *
 * @param cloudTop top of the cloud where it is given, m; otherwise the mean over its prior
 * @param onLook called after each look with its number and the information so far, lower triangle, without priors
 */
export function gatherInformation(
  scene: LaunchScene,
  looks: readonly SceneLook[],
  sensitivity: AscentSensitivity,
  cloudTop: number | null,
  onLook: (i: number, information: Float64Array) => void,
): void {
  const n = parameterCount(scene);
  const { states, positionSlopes, heights, heightSlopes } = sensitivity;
  const prepared = preparedLooks(scene, looks, states);
  const jacobian = new Float64Array(2 * looks.length * n);
  lookJacobian(prepared, states, positionSlopes, n, jacobian);
  const { mean, sigma } = scene.cloudTop;
  const information = new Float64Array(n * n);
  const slope = new Float64Array(n);
  let highest = Number.NEGATIVE_INFINITY;
  const highestSlope = new Float64Array(n);
  looks.forEach((_, i) => {
    const height = heights[i]!;
    const scaled = (height - mean) / sigma;
    const through = cloudTop === null ? normalLowerTail(scaled) : height > cloudTop ? 1 : 0;
    addOuter(n, information, jacobian, 2 * i * n, through);
    addOuter(n, information, jacobian, (2 * i + 1) * n, through);
    const before = Number.isFinite(highest) ? (highest - mean) / sigma : -40;
    const chance = normalBetween(before, scaled);
    if (scaled > before && chance > IMPOSSIBLE) {
      for (let k = 0; k < BIAS; k++)
        slope[k] =
          (density(scaled) * heightSlopes[i * BIAS + k]! - density(before) * highestSlope[k]!) / sigma;
      addOuter(n, information, slope, 0, 1 / chance);
      highest = height;
      for (let k = 0; k < BIAS; k++) highestSlope[k] = heightSlopes[i * BIAS + k]!;
    }
    onLook(i, information);
  });
}

function density(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}
