import { z } from "zod";

/** How weak moving sources are gathered over frames before anything is decided. */
export const TrackBeforeDetectBlock = z.strictObject({
  falseDetectionsPerFrame: z
    .number()
    .min(1e-6)
    .max(1)
    .default(1e-3)
    .describe("mean number that noise alone gives over the whole frame, counted a frame"),
  frames: z
    .union([z.literal(8), z.literal(12), z.literal(16)])
    .default(16)
    .describe("so many frames are summed along each path"),
});
export type TrackBeforeDetectBlock = z.infer<typeof TrackBeforeDetectBlock>;

/** How a camera's frames become detections. */
export const FrontEndBlock = z.strictObject({
  falseAlarmProbability: z
    .number()
    .min(1e-12)
    .max(0.1)
    .default(1e-8)
    .describe("that noise alone passes the threshold, in one pixel of one frame"),
  threshold: z
    .enum(["cell-averaging", "order-statistic"])
    .default("cell-averaging")
    .describe("mean and deviation of the cells around, or their median and 84 % quantile: better at edges"),
  referenceCells: z
    .union([z.literal(40), z.literal(72)])
    .default(72)
    .describe("independent cells around the one under test"),
  memoryFrames: z
    .number()
    .int()
    .min(8)
    .max(4096)
    .default(128)
    .describe("over so many frames the background of a pixel is averaged"),
  warmUpFrames: z.number().int().min(2).max(4096).default(16).describe("before anything is detected"),
  upsetEvidence: z
    .number()
    .positive()
    .default(12)
    .describe("twice the log-likelihood by which a single pixel must beat the point spread to be an upset"),
  trackBeforeDetect: TrackBeforeDetectBlock.optional().describe("left out where absent"),
});
export type FrontEndBlock = z.infer<typeof FrontEndBlock>;
