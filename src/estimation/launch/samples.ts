import { normalAt, randomStream } from "../../astro/index.js";
import { choleskyFactor, solveLower } from "../linear/cholesky.js";

const memory = new Map<string, Float64Array>();
const MEMORY = 32;

/**
 * Standard normal vectors in antithetic pairs whose mean is exactly zero and whose covariance is exactly the unit
 * matrix: moments of a Gaussian come out of them without sampling error, and what differs is the departure from it.
 *
 * @param count even, more than twice the dimension
 * @param dimension length of a vector
 * @returns count × dimension, row by row; not to be changed
 */
export function unitNormalSamples(seed: number, count: number, dimension: number): Float64Array {
  const key = `${seed}/${count}/${dimension}`;
  const known = memory.get(key);
  if (known !== undefined) return known;
  const stream = randomStream(seed, "unit normal samples", dimension);
  const half = count / 2;
  const samples = new Float64Array(count * dimension);
  for (let i = 0; i < half; i++)
    for (let k = 0; k < dimension; k++) samples[i * dimension + k] = normalAt(stream, i * dimension + k);
  const covariance = new Float64Array(dimension * dimension);
  for (let i = 0; i < half; i++)
    for (let a = 0; a < dimension; a++)
      for (let b = 0; b <= a; b++)
        covariance[a * dimension + b]! += (samples[i * dimension + a]! * samples[i * dimension + b]!) / half;
  if (!choleskyFactor(dimension, covariance, covariance))
    throw new RangeError(`${count} samples are too few for ${dimension} dimensions`);
  const row = new Float64Array(dimension);
  for (let i = 0; i < half; i++) {
    row.set(samples.subarray(i * dimension, (i + 1) * dimension));
    solveLower(dimension, covariance, row);
    for (let k = 0; k < dimension; k++) {
      samples[i * dimension + k] = row[k]!;
      samples[(half + i) * dimension + k] = -row[k]!;
    }
  }
  if (memory.size >= MEMORY) memory.clear();
  memory.set(key, samples);
  return samples;
}
