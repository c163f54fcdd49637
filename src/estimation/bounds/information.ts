import { choleskyFactor, solveLower } from "../linear/cholesky.js";
import { squareOfLower } from "../linear/products.js";
import { semidefiniteFactor } from "../linear/semidefinite.js";
import { lowerTriangularise } from "../linear/triangularise.js";
import { solveTransposed } from "./solve-transposed.js";

/**
 * The most that can be known of a state: the Bayesian information matrix J, carried as its root so that metres and
 * logarithms, near certainty and ignorance stand side by side without loss. Nothing known at all is J = 0. Plain data,
 * changed in place.
 */
export interface Information {
  /** n, numbers in the state. */
  readonly states: number;
  /** L, n × n by rows, lower triangular: J = L·Lᵀ */
  readonly root: Float64Array;
}

/** Nothing known of any state. */
export function noInformation(states: number): Information {
  return { states, root: new Float64Array(states * states) };
}

/**
 * Information of a Gaussian prior.
 *
 * @param covariance n × n by rows
 * @param known whether something is known of each state beforehand; all where absent. Rows and columns of the others
 *   aren't read
 * @throws RangeError when the covariance is not positive definite
 */
export function priorInformation(covariance: Float64Array, known?: readonly boolean[]): Information {
  const n = Math.sqrt(covariance.length);
  const places = Array.from({ length: n }, (_, i) => i).filter((i) => known?.[i] ?? true);
  const m = places.length;
  const part = Float64Array.from({ length: m * m }, (_, k) => {
    const [row, column] = [places[Math.floor(k / m)]!, places[k % m]!];
    return covariance[row * n + column]!;
  });
  const weight = whitener(m, part, "prior covariance");
  const information = noInformation(n);
  const columns = new Float64Array(n * m);
  for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) columns[places[j]! * m + i] = weight[i * m + j]!;
  addColumns(information, columns, m);
  return information;
}

/** W with W·P·Wᵀ = I, lower triangular. */
function whitener(n: number, covariance: Float64Array, name: string): Float64Array {
  const factor = new Float64Array(n * n);
  if (!choleskyFactor(n, covariance, factor)) throw new RangeError(`${name}: not positive definite`);
  const result = new Float64Array(n * n);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    column.fill(0);
    column[j] = 1;
    solveLower(n, factor, column);
    for (let i = 0; i < n; i++) result[i * n + j] = column[i]!;
  }
  return result;
}

/** A copy that is changed by itself. */
export function copyInformation({ states, root }: Information): Information {
  return { states, root: Float64Array.from(root) };
}

/** Adds C·Cᵀ to J. @param columns C, n × count by rows */
function addColumns({ states: n, root }: Information, columns: Float64Array, count: number): void {
  const width = n + count;
  const wide = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    wide.set(root.subarray(i * n, (i + 1) * n), i * width);
    wide.set(columns.subarray(i * count, (i + 1) * count), i * width + n);
  }
  lowerTriangularise(n, width, wide);
  for (let i = 0; i < n; i++) root.set(wide.subarray(i * width, i * width + n), i * n);
}

/**
 * What a measurement adds: J + share·Hᵀ·R⁻¹·H (Tichavský, Muravchik and Nehorai, "Posterior Cramér–Rao bounds for
 * discrete-time nonlinear filtering", IEEE Transactions on Signal Processing 46(5), 1998, equation 36).
 *
 * @param jacobian H, m × n by rows
 * @param noise R, m × m by rows
 * @param share of the information that counts: 1, or a factor of reduction such as the probability of detection
 * @throws RangeError when the noise is not positive definite
 */
export function addMeasurement(
  information: Information,
  jacobian: Float64Array,
  noise: Float64Array,
  share = 1,
): void {
  if (share === 0) return;
  const { states } = information;
  const m = Math.sqrt(noise.length);
  const weight = whitener(m, noise, "noise of a measurement");
  const columns = new Float64Array(states * m);
  const scale = Math.sqrt(share);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < states; j++) {
      let sum = 0;
      for (let k = 0; k <= i; k++) sum += weight[i * m + k]! * jacobian[k * states + j]!;
      columns[j * m + i] = scale * sum;
    }
  addColumns(information, columns, m);
}

/**
 * What is left after a step x′ = f(x) + w: (Q + F·J⁻¹·Fᵀ)⁻¹, equation 34 of Tichavský et al. for one trajectory, in a
 * form that wants neither J⁻¹ nor Q⁻¹, so that unknown states and states without process noise are as good as any
 * (square-root information filter: Bierman, "Factorization Methods for Discrete Sequential Estimation", 1977, chapter
 * VI.2).
 *
 * @param transition F = ∂x′/∂x, n × n by rows
 * @param processNoise Q, covariance of w, n × n by rows; may be singular or zero
 * @throws RangeError when the transition is singular or the noise not positive semidefinite
 */
export function moveInformation(
  information: Information,
  transition: Float64Array,
  processNoise: Float64Array,
): void {
  const { states: n, root } = information;
  const moved = solveTransposed(n, transition, root);
  if (!moved) throw new RangeError("transition of a state: singular");
  const noise = new Float64Array(n * n);
  if (!semidefiniteFactor(n, processNoise, noise))
    throw new RangeError("process noise of a bound: not positive semidefinite");
  // unknowns are the noise u of unit covariance, w = N·u, and x′: equations u = 0 and Lᵀ·F⁻¹·(x′ − N·u) = 0
  const width = 2 * n;
  const joint = new Float64Array(width * width);
  for (let i = 0; i < n; i++) {
    joint[i * width + i] = 1;
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += noise[k * n + i]! * moved[k * n + j]!;
      joint[i * width + n + j] = -sum;
      joint[(n + i) * width + n + j] = moved[i * n + j]!;
    }
  }
  lowerTriangularise(width, width, joint);
  keepLast(information, joint, width);
}

/** What a joint information says of its last n unknowns when nothing is known of the others by itself. */
function keepLast({ states: n, root }: Information, joint: Float64Array, width: number): void {
  for (let i = 0; i < n; i++) root.set(joint.subarray((n + i) * width + n, (n + i) * width + 2 * n), i * n);
}

/** One of several trajectories over which a step is averaged. */
export interface StepOfTruth {
  /** F, n × n by rows */
  readonly transition: Float64Array;
  /** Q, n × n by rows, positive definite */
  readonly processNoise: Float64Array;
}

/**
 * The same step averaged over trajectories: D²² − D²¹·(J + D¹¹)⁻¹·D¹² with D¹¹ = E[Fᵀ·Q⁻¹·F], D¹² = −E[Fᵀ·Q⁻¹],
 * D²² = E[Q⁻¹] (Tichavský et al. 1998, equations 21 and 34 to 36), as the triangular root of the joint information.
 *
 * @param steps one for each trajectory
 * @throws RangeError when a process noise is not positive definite: average the bounds along each truth then
 */
export function moveInformationOver(information: Information, steps: readonly StepOfTruth[]): void {
  const { states: n, root } = information;
  const width = 3 * n;
  const joint = new Float64Array(2 * n * width);
  for (let i = 0; i < n; i++) joint.set(root.subarray(i * n, (i + 1) * n), i * width);
  const scale = 1 / Math.sqrt(steps.length);
  for (const { transition, processNoise } of steps) {
    const weight = whitener(n, processNoise, "process noise of an averaged bound");
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let k = 0; k <= i; k++) sum += weight[i * n + k]! * transition[k * n + j]!;
        joint[j * width + 2 * n + i] = -scale * sum;
        joint[(n + j) * width + 2 * n + i] = scale * weight[i * n + j]!;
      }
    lowerTriangularise(2 * n, width, joint);
  }
  keepLast(information, joint, width);
}

/** J, n × n by rows. */
export function informationMatrix({ states, root }: Information): Float64Array {
  const matrix = new Float64Array(states * states);
  squareOfLower(states, root, matrix);
  return matrix;
}

/**
 * The bound itself: no unbiased estimator's error covariance is below J⁻¹.
 *
 * @returns n × n by rows, symmetric to the last bit; null while a combination of states is still unknown
 */
export function boundCovariance({ states: n, root }: Information): Float64Array | null {
  // rows of L⁻¹ by forward substitution
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    let norm = 0;
    for (let i = 0; i <= j; i++) norm = Math.hypot(norm, root[j * n + i]!);
    const pivot = root[j * n + j]!;
    if (!(pivot > 1e-13 * norm)) return null;
    inverse[j * n + j] = 1 / pivot;
    for (let i = 0; i < j; i++) {
      let sum = 0;
      for (let k = i; k < j; k++) sum += root[j * n + k]! * inverse[k * n + i]!;
      inverse[j * n + i] = -sum / pivot;
    }
  }
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += inverse[k * n + i]! * inverse[k * n + j]!;
      covariance[i * n + j] = covariance[j * n + i] = sum;
    }
  return covariance;
}
