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
const HEIGHTS: Float64Array = EDGES.map(density);

/** Half the range of a place: 24 bits with sign. Place p stands for the middle of its step, (p + ½), so that both signs are alike. */
const HALF = 2 ** 23;

/** A place nearer than so many steps to the middle is under the curve whatever its height: `place ^ (place >> 31)` counts them. */
export const INSIDE: Int32Array = Int32Array.from({ length: LAYERS }, (_, i) =>
  Math.floor((EDGES[i + 1]! / EDGES[i]!) * HALF),
);

/** Width of one step of place in each layer. */
export const STEP: Float64Array = Float64Array.from({ length: LAYERS }, (_, i) => EDGES[i]! / HALF);

/**
 * The rest of a draw whose place did not fall inside its layer (1.2 % of all): the tail, the edge of the curve, or anew.
 *
 * @param layer 0 to 255
 * @param place signed, 24 bits
 * @param uniform in (0, 1), a new one each call
 * @param draw 32 new random bits
 */
export function slowNormal(layer: number, place: number, uniform: () => number, draw: () => number): number {
  for (;;) {
    if (layer === 0) return place < 0 ? -tail(uniform) : tail(uniform);
    const x = (place + 0.5) * STEP[layer]!;
    const low = HEIGHTS[layer]!;
    const high = HEIGHTS[layer + 1]!;
    if (low + uniform() * (high - low) < density(x)) return x;
    const bits = draw();
    layer = bits & 255;
    place = bits >> 8;
    if ((place ^ (place >> 31)) < INSIDE[layer]!) return (place + 0.5) * STEP[layer]!;
  }
}

/** A draw beyond `TAIL_START`, exact (Marsaglia 1964). */
function tail(uniform: () => number): number {
  for (;;) {
    const x = -Math.log(uniform()) / TAIL_START;
    const y = -Math.log(uniform());
    if (2 * y > x * x) return TAIL_START + x;
  }
}
