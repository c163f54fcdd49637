import { randomStream, uniformAt } from "../../astro/index.js";

const SIZE = 256;
const MASK = SIZE - 1;
/** Root mean square of the gradient noise below, measured over 10⁶ places (see its test). */
const SPREAD = 0.2742;

/** Perlin's twelve gradients, four of them twice. */
const GRADIENTS: readonly (readonly [number, number, number])[] = [
  [1, 1, 0],
  [-1, 1, 0],
  [1, -1, 0],
  [-1, -1, 0],
  [1, 0, 1],
  [-1, 0, 1],
  [1, 0, -1],
  [-1, 0, -1],
  [0, 1, 1],
  [0, -1, 1],
  [0, 1, -1],
  [0, -1, -1],
  [1, 1, 0],
  [-1, 1, 0],
  [0, -1, 1],
  [0, -1, -1],
];
const GX = Float64Array.from(GRADIENTS, (g) => g[0]);
const GY = Float64Array.from(GRADIENTS, (g) => g[1]);
const GZ = Float64Array.from(GRADIENTS, (g) => g[2]);

/** Gradients at the lattice's points, looked up by the shuffled order: see {@link latticeGradients}. */
export interface Lattice {
  readonly order: Uint8Array;
  /** The three coordinates of a point's gradient, by its place in the order. */
  readonly gx: Float64Array;
  readonly gy: Float64Array;
  readonly gz: Float64Array;
}

/** The order of the lattice's gradients, shuffled (Fisher and Yates) by a seed's draws. */
function latticeOrder(seed: number, name: string): Uint8Array {
  const stream = randomStream(seed, "scenery", name, "lattice");
  const order = Uint8Array.from({ length: SIZE }, (_, i) => i);
  for (let i = MASK; i > 0; i--) {
    const j = Math.floor(uniformAt(stream, i) * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const twice = new Uint8Array(2 * SIZE);
  twice.set(order);
  twice.set(order, SIZE);
  return twice;
}

/** A lattice whose gradients a seed and a name have drawn. */
export function latticeGradients(seed: number, name: string): Lattice {
  const order = latticeOrder(seed, name);
  const axis = (of: Float64Array) => Float64Array.from(order, (o) => of[o & 15]!);
  return { order, gx: axis(GX), gy: axis(GY), gz: axis(GZ) };
}

/** Octaves of lattice noise: how each is scaled and moved, and how strong it is. */
export interface LatticeOctaves {
  /** Lattice cells in a unit of length. */
  readonly scales: Float64Array;
  /** Three coordinates an octave, in cells. */
  readonly offsets: Float64Array;
  readonly gains: Float64Array;
}

/**
 * Sum of octaves of gradient noise on the integer lattice of space (Perlin 2002, "Improving noise"): smooth, each of one
 * scale, mean 0 and variance 1 over space before its gain, repeating after 256 in each coordinate.
 *
 * One loop without a call, its place and sum in an array: as arguments and result of a call a sample, they would go over the
 * heap, a gigabyte and a half for the background of one image.
 *
 * @param place three coordinates, and the sum that is written behind them
 * @param first octave
 * @param end the first that is left out
 */
export function latticeSum(
  { order, gx, gy, gz }: Lattice,
  { scales, offsets, gains }: LatticeOctaves,
  place: Float64Array,
  first: number,
  end: number,
): void {
  const x = place[0]!;
  const y = place[1]!;
  const z = place[2]!;
  let sum = 0;
  for (let k = first; k < end; k++) {
    const scale = scales[k]!;
    const px = scale * x + offsets[3 * k]!;
    const py = scale * y + offsets[3 * k + 1]!;
    const pz = scale * z + offsets[3 * k + 2]!;
    const fx = Math.floor(px);
    const fy = Math.floor(py);
    const fz = Math.floor(pz);
    const a = px - fx;
    const b = py - fy;
    const c = pz - fz;
    const ix = fx & MASK;
    const iy = fy & MASK;
    const iz = fz & MASK;
    const u = a * a * a * (a * (a * 6 - 15) + 10);
    const v = b * b * b * (b * (b * 6 - 15) + 10);
    const w = c * c * c * (c * (c * 6 - 15) + 10);
    const left = order[ix]! + iy;
    const right = order[ix + 1]! + iy;
    const l0 = order[left]! + iz;
    const l1 = order[left + 1]! + iz;
    const r0 = order[right]! + iz;
    const r1 = order[right + 1]! + iz;
    const n000 = gx[l0]! * a + gy[l0]! * b + gz[l0]! * c;
    const n100 = gx[r0]! * (a - 1) + gy[r0]! * b + gz[r0]! * c;
    const n010 = gx[l1]! * a + gy[l1]! * (b - 1) + gz[l1]! * c;
    const n110 = gx[r1]! * (a - 1) + gy[r1]! * (b - 1) + gz[r1]! * c;
    const n001 = gx[l0 + 1]! * a + gy[l0 + 1]! * b + gz[l0 + 1]! * (c - 1);
    const n101 = gx[r0 + 1]! * (a - 1) + gy[r0 + 1]! * b + gz[r0 + 1]! * (c - 1);
    const n011 = gx[l1 + 1]! * a + gy[l1 + 1]! * (b - 1) + gz[l1 + 1]! * (c - 1);
    const n111 = gx[r1 + 1]! * (a - 1) + gy[r1 + 1]! * (b - 1) + gz[r1 + 1]! * (c - 1);
    const n00 = n000 + u * (n100 - n000);
    const n10 = n010 + u * (n110 - n010);
    const n01 = n001 + u * (n101 - n001);
    const n11 = n011 + u * (n111 - n011);
    const n0 = n00 + v * (n10 - n00);
    const n1 = n01 + v * (n11 - n01);
    sum += gains[k]! * ((n0 + w * (n1 - n0)) / SPREAD);
  }
  place[3] = sum;
}
