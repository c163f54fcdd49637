import { normalAt, randomStream } from "../../astro/index.js";
import { bandNoise } from "../../sensors/index.js";
import type { PlantingGround } from "./planted.js";

/** A Gaussian background: what is usually taken for a real one. */
export interface SimulatedGround {
  /** Mean radiance and standard deviation, in the band's units. */
  readonly mean: number;
  readonly spread: number;
  /** Lag at which its correlation falls to 1/e, pixels. */
  readonly correlationPixels: number;
  readonly seed: number;
}

/**
 * Makes an image of the form of a recorded one from a stationary Gaussian field of one correlation length, with the
 * instrument's own noise: white noise through a Gaussian filter, whose correlation is exp(−d²/4s²), 1/e at d = 2s.
 *
 * @param like whose grid, band and counts' scale it has
 */
export function simulateGround(
  like: PlantingGround,
  { mean, spread, correlationPixels, seed }: SimulatedGround,
): PlantingGround {
  const { rows, columns, scale, offset, largestCount } = like;
  const white = randomStream(seed, "ground", "texture");
  const noise = randomStream(seed, "ground", "noise");
  const field = Float64Array.from({ length: rows * columns }, (_, i) => normalAt(white, i));
  const kernel = gaussianKernel(correlationPixels / 2);
  smooth(field, rows, columns, 1, columns, kernel);
  smooth(field, columns, rows, columns, 1, kernel);
  const gain = 1 / kernel.reduce((sum, k) => sum + k * k, 0);
  const sigma = bandNoise(like.band);
  const counts = new Uint16Array(rows * columns);
  for (let i = 0; i < counts.length; i += 1) {
    const radiance = mean + spread * gain * field[i]! + sigma * normalAt(noise, i);
    counts[i] = Math.min(largestCount, Math.max(0, Math.round((radiance - offset) / scale)));
  }
  return { ...like, counts, quality: new Uint8Array(counts.length) };
}

function gaussianKernel(sigma: number): Float64Array {
  const reach = Math.max(1, Math.ceil(4 * sigma));
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)),
  );
  const sum = kernel.reduce((a, b) => a + b, 0);
  return kernel.map((k) => k / sum);
}

/** Filters along one axis, round the edges. @param step from value to value of a line, @param stride from line to line */
function smooth(
  field: Float64Array,
  lines: number,
  length: number,
  step: number,
  stride: number,
  kernel: Float64Array,
): void {
  const line = new Float64Array(length);
  const reach = (kernel.length - 1) / 2;
  for (let l = 0; l < lines; l += 1) {
    for (let i = 0; i < length; i += 1) line[i] = field[l * stride + i * step]!;
    for (let i = 0; i < length; i += 1) {
      let sum = 0;
      for (let k = 0; k < kernel.length; k += 1)
        sum += kernel[k]! * line[(i + k - reach + length * kernel.length) % length]!;
      field[l * stride + i * step] = sum;
    }
  }
}
