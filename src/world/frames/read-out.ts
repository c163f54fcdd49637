import type { RandomStream } from "../../astro/index.js";
import type { DetectorScale } from "../../sensors/index.js";
import type { FocalPlane } from "./focal-plane.js";
import { Generator, generatorKey } from "./generator.js";
import { INSIDE, STEP } from "./ziggurat.js";

/** Turns mean light into counts, row by row. */
export interface ReadOut {
  /** Starts the noise of a frame. */
  begin(frame: number): void;
  /** Reads the row that lies in `light`. Rows come in order after `begin`. */
  row(row: number): void;
  /** Blanks the pixels that see nothing. */
  end(): void;
}

/** What a read-out works on. */
export interface ReadOutParts {
  readonly scale: DetectorScale;
  readonly plane: FocalPlane;
  /** Stream of this sensor's pixel noise; each frame is an index of it. */
  readonly noise: RandomStream;
  /** Mean electrons of the light in each pixel of the row under way. */
  readonly light: Float64Array;
  /** Counts of the whole frame. */
  readonly samples: Uint16Array;
}

/**
 * Response, dark signal, noise of the light itself and of the reading, saturation, rounding. Nothing is allocated after it
 * was made.
 *
 * The shot noise is drawn as normal of the mean's variance. Against Poisson noise the first term left out of the
 * Cornish–Fisher expansion is at most (g² − 1)/6 electrons at g standard deviations: 4 electrons at 5, a hundredth of a
 * count of the default camera.
 *
 * The arrays are constants that the loop closes over, not fields: while a thread has one camera, the engine takes their
 * places and lengths into the code, and a frame takes 7.5 ms in place of 18. With a second camera it no longer can; local
 * names for them keep that at 13 ms.
 */
export function makeReadOut({ scale, plane, noise, light, samples }: ReadOutParts): ReadOut {
  const { gain, dark, dead } = plane;
  const { readVariance, highestCount, electronsPerCount, pedestalCounts } = scale;
  const columns = light.length;
  const perElectron = 1 / electronsPerCount;
  const zero = pedestalCounts + 0.5;
  const state = new Int32Array(4);
  const slow = new Generator();
  const inside = INSIDE;
  const step = STEP;
  // draws of a row that the fast way can't end
  const pendingColumn = new Int32Array(columns);
  const pendingBits = new Int32Array(columns);
  const pendingMean = new Float64Array(columns);

  /** Ends the draws that were put off. */
  const endRow = (pending: number, start: number): void => {
    for (let j = 0; j < pending; j++) {
      const bits = pendingBits[j]!;
      const mean = pendingMean[j]!;
      const electrons = mean + Math.sqrt(mean + readVariance) * slow.slowNormal(bits & 255, bits >> 8);
      const count = Math.floor(electrons * perElectron + zero);
      samples[start + pendingColumn[j]!] = Math.max(0, Math.min(highestCount, count));
    }
  };

  /**
   * The generator's steps are those of `generator.ts`. The one in eighty draws that take longer (see `ziggurat.ts`) are put
   * off to the row's end: a call within the loop would slow it.
   */
  const row = (number: number): void => {
    const bright = light;
    const response = gain;
    const own = dark;
    const counts = samples;
    const limit = inside;
    const width = step;
    const most = highestCount;
    const fixed = readVariance;
    let pending = 0;
    let p = (number * columns) | 0;
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    for (let i = 0; i < columns; i++, p++) {
      const mean = bright[i]! * response[p]! + own[p]!;
      const bits = (((a + b) | 0) + d) | 0;
      d = (d + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + bits) | 0;
      const layer = bits & 255;
      const place = bits >> 8;
      if ((place ^ (place >> 31)) >= limit[layer]!) {
        pendingColumn[pending] = i;
        pendingBits[pending] = bits;
        pendingMean[pending++] = mean;
      }
      const normal = (place + 0.5) * width[layer]!;
      // a whole number before the limits: comparing doubles takes longer
      let count = ((mean + Math.sqrt(mean + fixed) * normal) * perElectron + zero) | 0;
      if (count < 0) count = 0;
      if (count > most) count = most;
      counts[p] = count;
    }
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = d;
    endRow(pending, number * columns);
  };

  return {
    begin(frame) {
      generatorKey(noise, 2 * frame, state);
      slow.begin(noise, 2 * frame + 1);
    },
    row,
    end() {
      for (const p of dead) samples[p] = 0;
    },
  };
}
