import { normalLowerTail, normalUpperTail } from "../../../astro/index.js";
import { solveTail } from "./student.js";

const NODES = 72;
const SPAN = 6;

/** Which order statistics stand for mean and mean + deviation: the median and the 84 % quantile of N cells. */
export function orderRanks(cells: number): readonly [middle: number, upper: number] {
  return [Math.ceil(cells / 2), Math.min(cells - 1, Math.round(0.8413 * cells))];
}

/** Joint density of two order statistics of N normal variates on a grid around their means. */
interface OrderDensity {
  readonly middle: Float64Array;
  readonly upper: Float64Array;
  /** By rows of `middle`; sums to 1. */
  readonly weight: Float64Array;
}

const densities = new Map<number, OrderDensity>();

/** Nodes that cover ± SPAN deviations of the k-th of N: its quantile, and Mosteller's asymptotic deviation (1946). */
function nodes(cells: number, rank: number): Float64Array {
  const p = rank / (cells + 1);
  const centre = solveTail(1 - p, (x) => normalUpperTail(x - 4), 5) - 4;
  const density = Math.exp((-centre * centre) / 2) / Math.sqrt(2 * Math.PI);
  const deviation = Math.sqrt((p * (1 - p)) / cells) / density;
  return Float64Array.from(
    { length: NODES },
    (_, k) => centre + deviation * SPAN * ((2 * k) / (NODES - 1) - 1),
  );
}

/** David and Nagaraja, Order Statistics (2003), equation 2.2.1, for a standard normal parent. */
function densityOf(cells: number): OrderDensity {
  const known = densities.get(cells);
  if (known !== undefined) return known;
  const [j, k] = orderRanks(cells);
  const middle = nodes(cells, j);
  const upper = nodes(cells, k);
  const weight = new Float64Array(NODES * NODES);
  let top = Number.NEGATIVE_INFINITY;
  for (let a = 0; a < NODES; a++) {
    const u = middle[a]!;
    for (let b = 0; b < NODES; b++) {
      const v = upper[b]!;
      const between = normalLowerTail(v) - normalLowerTail(u);
      const log =
        v <= u || between <= 0
          ? Number.NEGATIVE_INFINITY
          : (j - 1) * Math.log(normalLowerTail(u)) +
            (k - j - 1) * Math.log(between) +
            (cells - k) * Math.log(normalUpperTail(v)) -
            (u * u + v * v) / 2;
      weight[a * NODES + b] = log;
      top = Math.max(top, log);
    }
  }
  let sum = 0;
  for (let i = 0; i < weight.length; i++) {
    weight[i] = Math.exp(weight[i]! - top);
    sum += weight[i]!;
  }
  for (let i = 0; i < weight.length; i++) weight[i] = weight[i]! / sum;
  const density = { middle, upper, weight };
  densities.set(cells, density);
  return density;
}

/** Mean of a function of median and 84 % quantile over their joint density. */
function meanOverOrders(cells: number, of: (middle: number, upper: number) => number): number {
  const { middle, upper, weight } = densityOf(cells);
  let sum = 0;
  for (let a = 0; a < NODES; a++)
    for (let b = 0; b < NODES; b++) {
      const w = weight[a * NODES + b]!;
      if (w > 1e-18) sum += w * of(middle[a]!, upper[b]!);
    }
  return sum;
}

/**
 * Probability that a cell of Gaussian noise exceeds median + T·(84 % quantile − median) of N cells around it, mean
 * and variance unknown: the double integral of Q(u + T(v − u) − S) over the joint density of the two order statistics.
 *
 * @param signalToNoise amplitude of the cell over the noise's true deviation; 0 gives the false-alarm probability
 */
export function gaussianOrderProbability(cells: number, factor: number, signalToNoise = 0): number {
  return meanOverOrders(cells, (u, v) => normalUpperTail(u + factor * (v - u) - signalToNoise));
}

/** Part of the same for noise that lies below a fixed level, in true deviations above the true mean. */
export function gaussianOrderBelow(cells: number, factor: number, level: number): number {
  const above = normalUpperTail(level);
  return meanOverOrders(cells, (u, v) => Math.max(0, normalUpperTail(u + factor * (v - u)) - above));
}

/** T of the threshold median + T·(84 % quantile − median). */
export function gaussianOrderFactor(cells: number, falseAlarmProbability: number): number {
  return solveTail(falseAlarmProbability, (t) => gaussianOrderProbability(cells, t), 4);
}
