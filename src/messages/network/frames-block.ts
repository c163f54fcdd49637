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
  pixelMicroradians: positive.default(30).describe("angle between the centres of neighbouring pixels"),
  framesPerSecond: positive.max(100).default(10),
  exposureSeconds: positive
    .default(0.02)
    .describe("how long a frame gathers light; at most the time of a frame"),
  pointing: z
    .strictObject({ latitudeDeg: LatitudeDeg, longitudeDeg: LongitudeDeg })
    .describe("place on the ground that the boresight is held on"),
  apertureMetres: positive.default(0.3).describe("diameter of the entrance pupil"),
  opticsTransmission: share.default(0.5).describe("of optics and filter in the band"),
  quantumEfficiency: share.default(0.7).describe("electrons per photon"),
  pointSpreadPixels: positive
    .max(5)
    .default(0.6)
    .describe("standard deviation of the Gaussian point spread: diffraction, defocus and smear together"),
  jitterMicroradians: nonnegative
    .default(1)
    .describe("motion of the line of sight from frame to frame, 1σ an axis: the image moves"),
  driftMicroradians: nonnegative
    .default(0)
    .describe("slow swing of the line of sight (heat, control), amplitude 1σ an axis"),
  driftPeriodSeconds: positive.default(600),
  darkElectronsPerSecond: nonnegative.default(1e5).describe("in a pixel"),
  readNoiseElectrons: nonnegative.default(300).describe("1σ of one reading"),
  fullWellElectrons: positive.default(5e6).describe("a pixel holds no more; the highest count"),
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
    .default(200)
    .describe("what correction leaves of their unequal dark signal in one frame, 1σ"),
  deadPixelShare: share.default(5e-4).describe("pixels that see nothing"),
  hotPixelShare: share.default(5e-4).describe("pixels of great dark current"),
  hotElectronsPerSecond: positive
    .default(1e7)
    .describe("mean excess of a hot pixel's dark current; exponentially distributed"),
  sceneStepSeconds: positive
    .default(20)
    .describe("background is worked out so often and interpolated between"),
});
export type FramesBlock = z.infer<typeof FramesBlock>;
