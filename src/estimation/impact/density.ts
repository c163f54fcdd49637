/** A place on the plane that touches the ground: east and north of a centre, m. */
export type PlanePoint = readonly [east: number, north: number];

/** How densely samples lie on a plane: a sum of normal kernels, shaped as the samples are as a whole. */
export interface Density {
  /** The samples in coordinates in which their covariance is the unit matrix: two numbers each. */
  readonly whitened: Float64Array;
  /** Half-width of a kernel in these, 1σ. */
  readonly width: number;
  /** At each sample without that sample's own part: as if it had been drawn anew. */
  readonly atSamples: Float64Array;
  /** From whitened to plane: L of the samples' covariance, lower triangular, and their mean. */
  readonly root: readonly [number, number, number];
  readonly mean: PlanePoint;
}

/**
 * Kernels this much narrower than the rule that is best for a normal distribution: the rule smooths crescents away,
 * and the level is taken from draws left out, so that narrow kernels can't deceive it.
 */
const NARROWER = 0.7;
/** A kernel's part beyond so many of its widths is left out. */
const REACH = 5;

/**
 * Density of samples on a plane: normal kernels of Scott's width n^(−1/6) (Scott, Multivariate Density Estimation,
 * 1992, eq. 6.44), narrowed.
 *
 * @param points at least three, not in one line
 * @throws RangeError where they lie in one line
 */
export function densityOf(points: readonly PlanePoint[]): Density {
  const n = points.length;
  const mean = [0, 1].map((i) => points.reduce((sum, p) => sum + p[i]! / n, 0)) as unknown as PlanePoint;
  let [ee, en, nn] = [0, 0, 0];
  for (const [e, m] of points) {
    ee += (e - mean[0]) ** 2 / n;
    en += ((e - mean[0]) * (m - mean[1])) / n;
    nn += (m - mean[1]) ** 2 / n;
  }
  const a = Math.sqrt(ee);
  const b = en / a;
  const c = Math.sqrt(nn - b * b);
  if (!(a > 0) || !(c > 0)) throw new RangeError("samples that lie in one line have no density on a plane");
  const whitened = new Float64Array(2 * n);
  points.forEach(([e, m], k) => {
    const x = (e - mean[0]) / a;
    whitened[2 * k] = x;
    whitened[2 * k + 1] = (m - mean[1] - b * x) / c;
  });
  const width = NARROWER * n ** (-1 / 6);
  return { whitened, width, atSamples: leftOut(whitened, width), root: [a, b, c], mean };
}

function leftOut(whitened: Float64Array, width: number): Float64Array {
  const n = whitened.length / 2;
  const scale = 1 / (2 * width * width);
  const farthest = REACH * REACH * width * width;
  const sums = new Float64Array(n);
  for (let k = 0; k < n; k += 1) {
    for (let j = 0; j < k; j += 1) {
      const d2 =
        (whitened[2 * k]! - whitened[2 * j]!) ** 2 + (whitened[2 * k + 1]! - whitened[2 * j + 1]!) ** 2;
      if (d2 > farthest) continue;
      const part = Math.exp(-d2 * scale);
      sums[k] = sums[k]! + part;
      sums[j] = sums[j]! + part;
    }
  }
  return sums.map((sum) => (sum * n) / (n - 1));
}

/**
 * The density at the nodes of a square grid in whitened coordinates.
 *
 * @param low coordinates of the first node
 * @param step between nodes
 * @param nodes along each axis; the outermost ones are left at zero
 * @returns nodes × nodes by rows, in the unit of `atSamples`
 */
export function densityOnGrid(
  { whitened, width }: Density,
  low: PlanePoint,
  step: PlanePoint,
  nodes: number,
): Float64Array {
  const values = new Float64Array(nodes * nodes);
  const scale = 1 / (2 * width * width);
  const along = new Float64Array(nodes);
  for (let k = 0; k < whitened.length; k += 2) {
    const [x, y] = [whitened[k]!, whitened[k + 1]!];
    const range = (at: number, axis: 0 | 1) => [
      Math.max(1, Math.ceil((at - REACH * width - low[axis]) / step[axis])),
      Math.min(nodes - 2, Math.floor((at + REACH * width - low[axis]) / step[axis])),
    ];
    const [left, right] = range(x, 0) as [number, number];
    const [bottom, top] = range(y, 1) as [number, number];
    for (let c = left; c <= right; c += 1) along[c] = Math.exp(-((low[0] + c * step[0] - x) ** 2) * scale);
    for (let r = bottom; r <= top; r += 1) {
      const across = Math.exp(-((low[1] + r * step[1] - y) ** 2) * scale);
      for (let c = left; c <= right; c += 1)
        values[r * nodes + c] = values[r * nodes + c]! + across * along[c]!;
    }
  }
  return values;
}
