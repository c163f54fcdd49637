import { normalUpperTail } from "../../astro/index.js";

/**
 * Tables of the ziggurat method for normal draws (Marsaglia and Tsang, "The ziggurat method for generating random
 * variables", J. Stat. Softw. 5(8), 2000): 256 layers of equal area under exp(−x²/2), the lowest with the whole tail
 * beyond `TAIL_START`, which is drawn exactly. One draw of 32 bits gives layer (8 bits) and place (24 bits) apart, so
 * that they don't depend on each other (Doornik 2005).
 */
const LAYERS = 256;

/** Edge of the lowest of 256 layers (Marsaglia and Tsang 2000; the test shows that the layers close with it). */
export const TAIL_START = 3.654_152_885_361_009;

const density = (x: number): number => Math.exp(-0.5 * x * x);

/** Area of each layer; of the lowest: rectangle and tail. */
const AREA = TAIL_START * density(TAIL_START) + Math.sqrt(2 * Math.PI) * normalUpperTail(TAIL_START);

/** Outer edges of the layers, from the lowest (its area over its height) to the top one, then 0. */
export const EDGES: Float64Array = edges();

function edges(): Float64Array {
  const x = new Float64Array(LAYERS + 1);
  x[0] = AREA / density(TAIL_START);
  x[1] = TAIL_START;
  for (let i = 2; i < LAYERS; i++) x[i] = Math.sqrt(-2 * Math.log(AREA / x[i - 1]! + density(x[i - 1]!)));
  return x;
}

/** Height of the curve at each edge. */
export const HEIGHTS: Float64Array = EDGES.map(density);

/** Half the range of a place: 24 bits with sign. Place p stands for the middle of its step, (p + ½), so that both signs are alike. */
const HALF = 2 ** 23;

/** A place nearer than so many steps to the middle is under the curve whatever its height: `place ^ (place >> 31)` counts them. */
export const INSIDE: Int32Array = Int32Array.from({ length: LAYERS }, (_, i) =>
  Math.floor((EDGES[i + 1]! / EDGES[i]!) * HALF),
);

/** Width of one step of place in each layer. */
export const STEP: Float64Array = Float64Array.from({ length: LAYERS }, (_, i) => EDGES[i]! / HALF);
