import { normalAt, normalBetween, randomStream } from "../../src/astro/index.js";
import type { Frame, FrameHeader } from "../../src/messages/index.js";

/** A camera for tests: noise in counts, no simulator behind it. */
export function testHeader(fields: Partial<FrameHeader> = {}): FrameHeader {
  return {
    format: "firstlight-frames-1",
    sensor: "camera",
    origin: "test",
    start: "2026-01-01T00:00:00Z",
    band: "swir",
    rows: 256,
    columns: 256,
    pixelMicroradians: 30,
    framesPerSecond: 10,
    sample: "uint16",
    irradiancePerCount: 1e-14,
    pointSpreadPixels: 0.6,
    randomMicroradians: 1,
    ...fields,
  };
}

/** A point of light in a test frame. */
export interface TestPoint {
  readonly row: number;
  readonly column: number;
  /** Whole light, counts. */
  readonly light: number;
}

/** Adds a point's light to an image, shared out over 7 × 7 pixels. */
export function addPoint(image: Float64Array, header: FrameHeader, { row, column, light }: TestPoint): void {
  const { rows, columns, pointSpreadPixels: s } = header;
  for (let r = Math.round(row) - 3; r <= Math.round(row) + 3; r++)
    for (let c = Math.round(column) - 3; c <= Math.round(column) + 3; c++) {
      if (r < 0 || c < 0 || r >= rows || c >= columns) continue;
      const share =
        normalBetween((r - row - 0.5) / s, (r - row + 0.5) / s) *
        normalBetween((c - column - 0.5) / s, (c - column + 0.5) / s);
      image[r * columns + c] = image[r * columns + c]! + light * share;
    }
}

/** Fast normal draws for the many pixels of a frame: a 32-bit generator keyed by a draw, and the polar rule of Marsaglia. */
export function noiseSource(seed: number, frame: number): () => number {
  const key = normalAt(randomStream(seed, "test frames"), frame);
  let state = (Math.abs(key) * 2 ** 40) >>> 0;
  const uniform = () => {
    // xorshift of Marsaglia (2003), then Weyl's step against short cycles
    state = (state + 0x9e3779b9) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return ((x ^ (x >>> 15)) >>> 0) / 4294967296;
  };
  let spare = Number.NaN;
  return () => {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = Number.NaN;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * factor;
      return u * factor;
    }
  };
}

/** A satellite over the Gulf of Guinea that looks straight down; attitude perfect. */
export function frameOf(header: FrameHeader, number: number, samples: Uint16Array): Frame {
  return {
    number,
    time: number / header.framesPerSecond,
    positionEcef: [42164e3, 0, 0],
    axesEcef: Float64Array.of(0, 1, 0, 0, 0, -1, -1, 0, 0),
    samples,
  };
}

/** Writes image plus Gaussian noise as counts. */
export function writeSamples(
  samples: Uint16Array,
  image: Float64Array,
  deviation: number,
  draw: () => number,
): void {
  for (let i = 0; i < samples.length; i++) {
    const value = Math.round(image[i]! + deviation * draw());
    samples[i] = value < 0 ? 0 : Math.min(value, 65535);
  }
}
