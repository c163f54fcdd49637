import { type RandomStream, uniformAt } from "../../astro/index.js";
import { HEIGHTS, INSIDE, STEP, TAIL_START } from "./ziggurat.js";

/** Rounds that mix a generator's key before its first draw. */
const WARM_UP = 12;

/**
 * Four words of state for one frame (or one purpose) of a stream: any frame can be drawn without those before it.
 *
 * @param stream names sensor and purpose
 * @param index of the frame
 */
export function generatorKey(stream: RandomStream, index: number, out: Int32Array): void {
  for (let i = 0; i < 4; i++) out[i] = Math.floor(uniformAt(stream, 4 * index + i) * 4294967296) | 0;
}

/**
 * A fast sequential generator (sfc32, Doty-Humphrey, PractRand 2010), keyed by the counter-based one. `read-out.ts`
 * holds the same steps once more, unrolled into its loop.
 */
export class Generator {
  private readonly state = new Int32Array(4);

  /** Starts the sequence of (stream, index). */
  begin(stream: RandomStream, index: number): void {
    generatorKey(stream, index, this.state);
    for (let i = 0; i < WARM_UP; i++) this.bits();
  }

  /** 32 random bits, signed. */
  bits(): number {
    const s = this.state;
    const sum = (((s[0]! + s[1]!) | 0) + s[3]!) | 0;
    s[3] = (s[3]! + 1) | 0;
    s[0] = s[1]! ^ (s[1]! >>> 9);
    s[1] = (s[2]! + (s[2]! << 3)) | 0;
    s[2] = (((s[2]! << 21) | (s[2]! >>> 11)) + sum) | 0;
    return sum;
  }

  /** In the open interval (0, 1), 32 bits. */
  uniform(): number {
    return ((this.bits() >>> 0) + 0.5) / 4294967296;
  }

  /** A standard normal draw. */
  normal(): number {
    const bits = this.bits();
    const layer = bits & 255;
    const place = bits >> 8;
    if ((place ^ (place >> 31)) < INSIDE[layer]!) return (place + 0.5) * STEP[layer]!;
    return this.slowNormal(layer, place);
  }

  /**
   * Ends a normal draw whose place did not fall inside its layer (1.2 % of all): the tail, the edge of the curve, or anew.
   *
   * @param layer 0 to 255
   * @param place signed, 24 bits
   */
  slowNormal(layer: number, place: number): number {
    for (;;) {
      if (layer === 0) return place < 0 ? -this.tail() : this.tail();
      const x = (place + 0.5) * STEP[layer]!;
      const low = HEIGHTS[layer]!;
      if (low + this.uniform() * (HEIGHTS[layer + 1]! - low) < Math.exp(-0.5 * x * x)) return x;
      const bits = this.bits();
      layer = bits & 255;
      place = bits >> 8;
      if ((place ^ (place >> 31)) < INSIDE[layer]!) return (place + 0.5) * STEP[layer]!;
    }
  }

  /** A draw beyond `TAIL_START`, exact (Marsaglia 1964). */
  private tail(): number {
    for (;;) {
      const x = -Math.log(this.uniform()) / TAIL_START;
      const y = -Math.log(this.uniform());
      if (2 * y > x * x) return TAIL_START + x;
    }
  }
}
