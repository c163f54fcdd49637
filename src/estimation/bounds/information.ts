import { choleskyFactor, solveLower } from "../linear/cholesky.js";
import { divideFromRight, triangularise } from "./triangularise.js";

/**
 * The most that can be known of a state: the Bayesian information matrix J, carried as its root so that metres and
 * logarithms, near certainty and ignorance stand side by side without loss. Nothing known at all is J = 0. Plain data, changed in
 * place.
 */
export interface Information {
  /** n, numbers in the state. */
  readonly states: number;
  /** R, n × n by rows, upper triangular: J = Rᵀ·R */
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
  const inverseRoot = whitener(m, part, "prior covariance");
  const information = noInformation(n);
  const rows = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) rows[i * n + places[j]!] = inverseRoot[i * m + j]!;
  addRows(information, rows, m);
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

/** Adds Σ rowᵀ·row to J. */
function addRows(information: Information, rows: Float64Array, count: number): void {
  const { states, root } = information;
  const stack = new Float64Array((states + count) * states);
  stack.set(root);
  stack.set(rows.subarray(0, count * states), states * states);
  triangularise(stack, states + count, states);
  root.set(stack.subarray(0, states * states));
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
  const rows = new Float64Array(m * states);
  const scale = Math.sqrt(share);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < states; j++) {
      let sum = 0;
      for (let k = 0; k <= i; k++) sum += weight[i * m + k]! * jacobian[k * states + j]!;
      rows[i * states + j] = scale * sum;
    }
  addRows(information, rows, m);
}

/** Lower triangular L with L·Lᵀ = Q for a Q that may be singular: a column of zeros where nothing is left. */
function semidefiniteRoot(n: number, q: Float64Array): Float64Array {
  const root = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    let pivot = q[j * n + j]!;
    for (let k = 0; k < j; k++) pivot -= root[j * n + k]! ** 2;
    if (!(pivot > 1e-13 * q[j * n + j]!)) continue;
    root[j * n + j] = Math.sqrt(pivot);
    for (let i = j + 1; i < n; i++) {
      let sum = q[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= root[i * n + k]! * root[j * n + k]!;
      root[i * n + j] = sum / root[j * n + j]!;
    }
  }
  return root;
}

/**
 * What is left after a step x′ = f(x) + w: (Q + F·J⁻¹·Fᵀ)⁻¹, equation 34 of Tichavský et al. for one trajectory, in a
 * form that wants neither J⁻¹ nor Q⁻¹, so that unknown states and states without process noise are as good as any
 * (square-root information filter: Bierman, "Factorization Methods for Discrete Sequential Estimation", 1977, chapter
 * VI.2).
 *
 * @param transition F = ∂x′/∂x, n × n by rows
 * @param processNoise Q, covariance of w, n × n by rows; may be singular or zero
 * @throws RangeError when the transition is singular
 */
export function moveInformation(
  information: Information,
  transition: Float64Array,
  processNoise: Float64Array,
): void {
  const { states: n, root } = information;
  const moved = divideFromRight(n, transition, root);
  if (!moved) throw new RangeError("transition of a state: singular");
  const noise = semidefiniteRoot(n, processNoise);
  // unknowns are the noise u (w = L·u, of unit covariance) and x′: rows u = 0 and R·F⁻¹·(x′ − L·u) = 0
  const width = 2 * n;
  const stack = new Float64Array(width * width);
  for (let i = 0; i < n; i++) {
    stack[i * width + i] = 1;
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = j; k < n; k++) sum += moved[i * n + k]! * noise[k * n + j]!;
      stack[(n + i) * width + j] = -sum;
      stack[(n + i) * width + n + j] = moved[i * n + j]!;
    }
  }
  triangularise(stack, width, width);
  for (let i = 0; i < n; i++) root.set(stack.subarray((n + i) * width + n, (n + i + 1) * width), i * n);
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
  const width = 2 * n;
  const stack = new Float64Array(3 * n * width);
  for (let i = 0; i < n; i++) stack.set(root.subarray(i * n, (i + 1) * n), i * width);
  for (const { transition, processNoise } of steps) {
    const weight = whitener(n, processNoise, "process noise of an averaged bound");
    const scale = 1 / Math.sqrt(steps.length);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let k = 0; k <= i; k++) sum += weight[i * n + k]! * transition[k * n + j]!;
        stack[(width + i) * width + j] = -scale * sum;
        stack[(width + i) * width + n + j] = scale * weight[i * n + j]!;
      }
    triangularise(stack, 3 * n, width);
  }
  for (let i = 0; i < n; i++) root.set(stack.subarray((n + i) * width + n, (n + i + 1) * width), i * n);
}

/** J, n × n by rows. */
export function informationMatrix({ states: n, root }: Information): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      for (let k = 0; k <= Math.min(i, j); k++) matrix[i * n + j]! += root[k * n + i]! * root[k * n + j]!;
  return matrix;
}

/**
 * The bound itself: no unbiased estimator's error covariance is below J⁻¹.
 *
 * @returns n × n by rows, symmetric to the last bit; null while a combination of states is still unknown
 */
export function boundCovariance({ states: n, root }: Information): Float64Array | null {
  // columns of R⁻¹ by back substitution
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    let norm = 0;
    for (let i = 0; i <= j; i++) norm = Math.hypot(norm, root[i * n + j]!);
    if (!(Math.abs(root[j * n + j]!) > 1e-13 * norm)) return null;
    inverse[j * n + j] = 1 / root[j * n + j]!;
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0;
      for (let k = i + 1; k <= j; k++) sum += root[i * n + k]! * inverse[k * n + j]!;
      inverse[i * n + j] = -sum / root[i * n + i]!;
    }
  }
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += inverse[i * n + k]! * inverse[j * n + k]!;
      covariance[i * n + j] = covariance[j * n + i] = sum;
    }
  return covariance;
}
