import { z } from "zod";
import { Identifier } from "../primitives.js";
import { Dependencies } from "./dependencies.js";
import { FramesBlock } from "./frames-block.js";
import { FrontEndBlock } from "./front-end.js";
import { Orbit } from "./orbit.js";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();
/** The image moves by no more than this share of its longer side, 1σ: the background is worked out six times as far. */
const MOST_MOTION = 1 / 8;
/** More bad pixels than this make no image. */
const MOST_BAD = 0.5;
/** By which the time between looks and that between frames may differ, relative: what rounding in a file leaves. */
const RATE_TOLERANCE = 1e-3;

/** What keeps a payload from giving frames as its file says, or null. */
function framesFault(payload: {
  readonly mode: string;
  readonly revisitSeconds: number;
  readonly output?: string | undefined;
  readonly frames?: FramesBlock | undefined;
}): { path: string[]; message: string } | null {
  const { mode, revisitSeconds, output, frames } = payload;
  if (output === "frames" && frames === undefined)
    return { path: ["frames"], message: "output: frames needs a block frames" };
  if (output === "frames" && mode !== "staring")
    return {
      path: ["mode"],
      message: "only a staring payload gives frames; a scanning one gives detections",
    };
  if (output === "frames" && frames !== undefined) {
    const looks = revisitSeconds * frames.framesPerSecond;
    if (Math.abs(looks - 1) > RATE_TOLERANCE)
      return {
        path: ["revisitSeconds"],
        message: `must be 1 / frames.framesPerSecond = ${1 / frames.framesPerSecond} s: each image is a look`,
      };
  }
  if (frames !== undefined && frames.exposureSeconds * frames.framesPerSecond > 1)
    return { path: ["frames", "exposureSeconds"], message: "is longer than a frame lasts" };
  if (frames !== undefined) {
    const motion = Math.hypot(frames.jitterMicroradians, frames.driftMicroradians) / frames.pixelMicroradians;
    const most = Math.floor(MOST_MOTION * Math.max(frames.rows, frames.columns));
    if (motion > most)
      return {
        path: ["frames", "jitterMicroradians"],
        message: `with driftMicroradians moves the image by ${Math.round(motion)} pixels; at most ${most}, an eighth of it`,
      };
    if (frames.deadPixelShare + frames.hotPixelShare > MOST_BAD)
      return {
        path: ["frames", "deadPixelShare"],
        message: "with hotPixelShare leaves less than half of the pixels",
      };
  }
  if (frames !== undefined && frames.pedestalCounts >= 2 ** frames.bits - 1)
    return { path: ["frames", "pedestalCounts"], message: "leaves the converter no count" };
  return null;
}

export const InfraredPayload = z
  .strictObject({
    mode: z.enum(["staring", "scanning"]),
    revisitSeconds: z.number().min(0.01).describe("one look each so many seconds"),
    fieldOfRegardDeg: z
      .number()
      .positive()
      .max(90)
      .default(10)
      .describe("half-angle of the view about nadir"),
    view: z
      .enum(["earth", "above-limb"])
      .default("earth")
      .describe("looks down at the Earth, or only sees what stands against cold space beyond the limb"),
    band: z.enum(["swir", "mwir"]).default("swir"),
    noiseEquivalentIrradiance: positive.describe("1σ noise and residual clutter in one look, W/m²"),
    thresholdSignalToNoise: positive.default(6),
    falseDetectionsPerLook: nonnegative.max(10_000).default(0).describe("mean number over the whole field"),
    resolutionMicroradians: positive.default(30).describe("sources nearer than this are seen as one"),
    randomMicroradians: positive.describe("line-of-sight noise, 1σ an axis, at high signal"),
    biasMicroradians: nonnegative.describe(
      "fixed pointing bias of a run, 1σ an axis: the prior of its draw and of its estimate",
    ),
    sunExclusionDeg: nonnegative
      .default(0)
      .describe("blind when the Sun is nearer than this to the line of sight"),
    output: z
      .enum(["detections", "frames"])
      .optional()
      .describe(
        "what the simulation gives: single detections (default), or images that a front end detects in",
      ),
    frames: FramesBlock.optional().describe("its camera, for images"),
    frontEnd: FrontEndBlock.optional().describe("how its images become detections; defaults where absent"),
  })
  .superRefine((payload, context) => {
    const fault = framesFault(payload);
    if (fault !== null) context.addIssue({ code: "custom", ...fault });
  });
export type InfraredPayload = z.infer<typeof InfraredPayload>;

export const InfraredSatellite = z.strictObject({
  id: Identifier,
  kind: z.literal("infrared"),
  orbit: Orbit,
  payload: InfraredPayload,
  dependsOn: Dependencies.default({}),
});
export type InfraredSatellite = z.infer<typeof InfraredSatellite>;
