import { z } from "zod";
import { LatitudeDeg, LongitudeDeg } from "../primitives.js";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();
const share = z.number().min(0).max(1);

/**
 * A staring camera, pixel by pixel. Generic figures of open literature, order of magnitude: to be edited.
 * What stands beside it in the payload (band, bias, line-of-sight noise, fields and exclusions) holds for frames too.
 */
export const FramesBlock = z.strictObject({
  rows: z.number().int().min(8).max(8192).default(1024),
  columns: z.number().int().min(8).max(8192).default(1024),
  pixelMicroradians: z
    .number()
    .min(0.1)
    .max(10_000)
    .default(30)
    .describe("angle between the centres of neighbouring pixels"),
  framesPerSecond: z.number().min(1e-3).max(100).default(10),
  exposureSeconds: positive
    .default(0.02)
    .describe("how long a frame gathers light; at most the time of a frame"),
  pointing: z
    .strictObject({ latitudeDeg: LatitudeDeg, longitudeDeg: LongitudeDeg })
    .describe("place on the ground that the boresight is held on"),
  apertureMetres: z.number().min(1e-3).max(100).default(0.3).describe("diameter of the entrance pupil"),
  opticsTransmission: z.number().min(1e-3).max(1).default(0.5).describe("of optics and filter in the band"),
  quantumEfficiency: z.number().min(1e-3).max(1).default(0.7).describe("electrons per photon"),
  pointSpreadPixels: positive
    .max(5)
    .default(0.6)
    .describe("standard deviation of the Gaussian point spread: diffraction, defocus and smear together"),
  jitterMicroradians: nonnegative
    .max(1000)
    .default(1)
    .describe("motion of the line of sight from frame to frame, 1σ an axis: the image moves"),
  driftMicroradians: nonnegative
    .max(10_000)
    .default(0)
    .describe("slow swing of the line of sight (heat, control), amplitude 1σ an axis"),
  driftPeriodSeconds: z.number().min(1).default(600),
  darkElectronsPerSecond: nonnegative.max(1e12).default(1e5).describe("in a pixel"),
  readNoiseElectrons: nonnegative.max(1e7).default(300).describe("1σ of one reading"),
  fullWellElectrons: z
    .number()
    .min(100)
    .max(1e9)
    .default(5e6)
    .describe("a pixel holds no more; the highest count"),
  bits: z.number().int().min(8).max(16).default(14).describe("of the converter"),
  pedestalCounts: z
    .number()
    .int()
    .nonnegative()
    .default(64)
    .describe("count of an empty pixel, so that noise is not cut off at zero"),
  gainNonUniformity: nonnegative
    .max(0.5)
    .default(0.002)
    .describe("what correction leaves of the pixels' unequal response, relative, 1σ"),
  offsetNonUniformityElectrons: nonnegative
    .max(1e7)
    .default(200)
    .describe("what correction leaves of their unequal dark signal in one frame, 1σ"),
  deadPixelShare: share.default(5e-4).describe("pixels that see nothing"),
  hotPixelShare: share.default(5e-4).describe("pixels of great dark current"),
  hotElectronsPerSecond: positive
    .max(1e12)
    .default(1e7)
    .describe("mean excess of a hot pixel's dark current; exponentially distributed"),
  sceneStepSeconds: z
    .number()
    .min(0.1)
    .default(60)
    .describe("background is worked out so often and interpolated between"),
});
export type FramesBlock = z.infer<typeof FramesBlock>;
