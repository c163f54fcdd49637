import type { RandomStream } from "../../astro/index.js";
import type { DetectorScale } from "../../sensors/index.js";
import type { FocalPlane } from "./focal-plane.js";
import { Generator, generatorKey } from "./generator.js";
import { INSIDE, STEP } from "./ziggurat.js";

/**
 * Turns mean light into counts, row by row: response, dark signal, noise of the light itself and of the reading,
 * saturation, rounding. Nothing is allocated after it was made.
 *
 * The shot noise is drawn as normal of the mean's variance. Against Poisson noise the first term left out of the
 * Cornish–Fisher expansion is at most (g² − 1)/6 electrons at g standard deviations: 4 electrons at 5, a hundredth of a
 * count of the default camera.
 */
export class ReadOut {
  private readonly state = new Int32Array(4);
  private readonly slow = new Generator();

  /**
   * @param noise stream of this sensor's pixel noise; each frame is one index of it
   */
  constructor(
    private readonly scale: DetectorScale,
    private readonly plane: FocalPlane,
    private readonly columns: number,
    private readonly noise: RandomStream,
  ) {}

  /** Starts the noise of a frame. */
  begin(frame: number): void {
    generatorKey(this.noise, 2 * frame, this.state);
    this.slow.begin(this.noise, 2 * frame + 1);
  }

  /**
   * Reads one row. Rows come in order after `begin`.
   *
   * @param electrons mean electrons of the light in each pixel of the row; replaced by the pixel's mean signal
   * @param samples of the whole frame
   */
  row(electrons: Float32Array, row: number, samples: Uint16Array): void {
    const { scale, plane, columns, state } = this;
    const { gain, dark } = plane;
    const { readVariance, highestCount } = scale;
    const perElectron = 1 / scale.electronsPerCount;
    const zero = scale.pedestalCounts + 0.5;
    const start = row * columns;
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    for (let i = 0; i < columns; i++) {
      const mean = electrons[i]! * gain[start + i]! + dark[start + i]!;
      const bits = (((a + b) | 0) + d) | 0;
      d = (d + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + bits) | 0;
      const layer = bits & 255;
      const place = bits >> 8;
      const normal =
        (place < 0 ? -place : place) < INSIDE[layer]!
          ? place * STEP[layer]!
          : this.slow.slowNormal(layer, place);
      const count = (mean + Math.sqrt(mean + readVariance) * normal) * perElectron + zero;
      samples[start + i] = Math.max(0, Math.min(count, highestCount));
    }
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = d;
  }

  /** Blanks the pixels that see nothing. */
  end(samples: Uint16Array): void {
    for (const p of this.plane.dead) samples[p] = 0;
  }
}
