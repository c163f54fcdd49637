import { z } from "zod";
import { Identifier, Origin, UtcTime } from "./primitives.js";

const positive = z.number().positive();

/** What stands once before a sensor's frames. A frame is then its number, time, place, attitude and samples. */
export const FrameHeader = z.strictObject({
  format: z.literal("firstlight-frames-1"),
  sensor: Identifier,
  origin: Origin,
  start: UtcTime.describe("when the frames' seconds are 0"),
  band: z.enum(["swir", "mwir"]),
  rows: z.number().int().min(8).max(8192),
  columns: z.number().int().min(8).max(8192),
  pixelMicroradians: positive,
  framesPerSecond: positive,
  sample: z.literal("uint16").describe("counts, little-endian, by rows"),
  irradiancePerCount: positive.describe(
    "W/m² at the aperture of a point source whose whole light falls into one pixel and adds one count",
  ),
  pointSpreadPixels: positive.describe("standard deviation of the Gaussian point spread"),
  randomMicroradians: positive.describe("line-of-sight noise, 1σ an axis, at high signal"),
});
export type FrameHeader = z.infer<typeof FrameHeader>;

/**
 * One image. Pixel (row r, column c) looks along forward + (c − (columns − 1)/2)·p·right + (r − (rows − 1)/2)·p·down,
 * p the pixel's angle in radians: a tangent-plane projection.
 */
export interface Frame {
  readonly number: number;
  /** s after the header's start, middle of the exposure. */
  readonly time: number;
  /** Satellite, Earth-fixed, m. */
  readonly positionEcef: readonly [number, number, number];
  /** Attitude as the satellite reports it, unit vectors, Earth-fixed: right, down, forward by rows. */
  readonly axesEcef: Float64Array;
  /** Counts by rows. May be reused for the next frame: copy what is kept. */
  readonly samples: Uint16Array;
}
