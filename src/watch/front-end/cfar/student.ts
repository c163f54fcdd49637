import { normalUpperTail } from "../../../astro/index.js";

const NODES = 400;

/**
 * Mean of a function of an estimated deviation: the root of a χ² variate over its degrees of freedom.
 * By the trapezoidal rule, which converges faster than any power here; the density is normalised by the same sum.
 */
export function meanOverDeviation(degrees: number, of: (deviation: number) => number): number {
  const width = 12 / Math.sqrt(2 * degrees);
  const low = Math.max(0, 1 - width);
  const stride = (1 + width - low) / NODES;
  let sum = 0;
  let weight = 0;
  for (let k = 1; k < NODES; k++) {
    const s = low + k * stride;
    const density = Math.exp((degrees - 1) * Math.log(s) - (degrees * (s * s - 1)) / 2);
    weight += density;
    sum += density * of(s);
  }
  return sum / weight;
}

/**
 * Probability that a Student variate of noncentrality δ exceeds t: E[Q(t·s − δ)] over s² ~ χ²_ν/ν (Johnson, Kotz and
 * Balakrishnan 1995, chapter 31). With δ = 0 the ordinary Student distribution ("Student" 1908).
 *
 * @param degrees ν, at least 3
 * @param shift noncentrality δ
 */
export function studentUpperTail(t: number, degrees: number, shift = 0): number {
  return meanOverDeviation(degrees, (s) => normalUpperTail(t * s - shift));
}

/** The t that a Student variate exceeds with a probability, by the secant rule on its logarithm. */
export function studentThreshold(probability: number, degrees: number): number {
  return solveTail(probability, (t) => studentUpperTail(t, degrees), 3);
}

/**
 * Solves tail(t) = probability for a falling function.
 *
 * @param start a value near the answer, where the tail is above 0
 */
export function solveTail(probability: number, tail: (t: number) => number, start: number): number {
  const wanted = Math.log(probability);
  const f = (t: number) => Math.log(tail(t)) - wanted;
  let low = 0;
  let high = start;
  while (f(high) > 0) {
    low = high;
    high *= 1.5;
  }
  let fLow = f(low);
  let fHigh = f(high);
  for (let round = 0; round < 60 && high - low > 1e-10 * high; round++) {
    // Illinois' rule: the end that stays loses half its weight
    const t = high - (fHigh * (high - low)) / (fHigh - fLow);
    const value = f(t);
    if (value > 0) {
      low = t;
      fLow = value;
      fHigh /= 2;
    } else {
      high = t;
      fHigh = value;
      fLow /= 2;
    }
    if (Math.abs(value) < 1e-11) return t;
  }
  return high;
}

/**
 * Threshold of cell averaging in Gaussian noise of unknown mean and variance: a cell is declared where
 * (y − mean)/deviation exceeds it, both estimated from N independent cells, as that ratio over √(1 + 1/N) is
 * Student's t of N − 1 degrees.
 */
export function gaussianFactor(cells: number, falseAlarmProbability: number): number {
  return Math.sqrt(1 + 1 / cells) * studentThreshold(falseAlarmProbability, cells - 1);
}

/**
 * Detection probability of the same: noncentral t.
 *
 * @param signalToNoise amplitude of the cell over the noise's true deviation
 */
export function gaussianDetectionProbability(cells: number, factor: number, signalToNoise: number): number {
  const spread = Math.sqrt(1 + 1 / cells);
  return studentUpperTail(factor / spread, cells - 1, signalToNoise / spread);
}
