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

/** The order of the lattice's gradients, shuffled (Fisher and Yates) by a seed's draws. */
export function latticeOrder(seed: number, name: string): Uint8Array {
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

/**
 * Gradient noise on the integer lattice of space (Perlin 2002, "Improving noise"): smooth, of one scale, mean 0 and variance
 * 1 over space, repeating after 256 in each coordinate.
 */
export function latticeNoise(order: Uint8Array, x: number, y: number, z: number): number {
  const fx = Math.floor(x);
  const fy = Math.floor(y);
  const fz = Math.floor(z);
  const a = x - fx;
  const b = y - fy;
  const c = z - fz;
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
  let g = order[l0]! & 15;
  const n000 = GX[g]! * a + GY[g]! * b + GZ[g]! * c;
  g = order[r0]! & 15;
  const n100 = GX[g]! * (a - 1) + GY[g]! * b + GZ[g]! * c;
  g = order[l1]! & 15;
  const n010 = GX[g]! * a + GY[g]! * (b - 1) + GZ[g]! * c;
  g = order[r1]! & 15;
  const n110 = GX[g]! * (a - 1) + GY[g]! * (b - 1) + GZ[g]! * c;
  g = order[l0 + 1]! & 15;
  const n001 = GX[g]! * a + GY[g]! * b + GZ[g]! * (c - 1);
  g = order[r0 + 1]! & 15;
  const n101 = GX[g]! * (a - 1) + GY[g]! * b + GZ[g]! * (c - 1);
  g = order[l1 + 1]! & 15;
  const n011 = GX[g]! * a + GY[g]! * (b - 1) + GZ[g]! * (c - 1);
  g = order[r1 + 1]! & 15;
  const n111 = GX[g]! * (a - 1) + GY[g]! * (b - 1) + GZ[g]! * (c - 1);
  const n00 = n000 + u * (n100 - n000);
  const n10 = n010 + u * (n110 - n010);
  const n01 = n001 + u * (n101 - n001);
  const n11 = n011 + u * (n111 - n011);
  const n0 = n00 + v * (n10 - n00);
  const n1 = n01 + v * (n11 - n01);
  return (n0 + w * (n1 - n0)) / SPREAD;
}
