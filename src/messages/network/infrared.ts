import { z } from "zod";
import { Identifier } from "../primitives.js";
import { Dependencies } from "./dependencies.js";
import { FramesBlock } from "./frames-block.js";
import { FrontEndBlock } from "./front-end.js";
import { Orbit } from "./orbit.js";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();

/** What keeps a payload from giving frames as its file says, or null. */
function framesFault(payload: {
  readonly mode: string;
  readonly output?: string | undefined;
  readonly frames?: FramesBlock | undefined;
}): { path: string[]; message: string } | null {
  const { mode, output, frames } = payload;
  if (output === "frames" && frames === undefined)
    return { path: ["frames"], message: "output: frames needs a block frames" };
  if (output === "frames" && mode !== "staring")
    return {
      path: ["mode"],
      message: "only a staring payload gives frames; a scanning one gives detections",
    };
  if (frames !== undefined && frames.exposureSeconds * frames.framesPerSecond > 1)
    return { path: ["frames", "exposureSeconds"], message: "is longer than a frame lasts" };
  if (frames !== undefined && frames.pedestalCounts >= 2 ** frames.bits - 1)
    return { path: ["frames", "pedestalCounts"], message: "leaves the converter no count" };
  return null;
}

export const InfraredPayload = z
  .strictObject({
    mode: z.enum(["staring", "scanning"]),
    revisitSeconds: positive.describe("one look each so many seconds"),
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
    falseDetectionsPerLook: nonnegative.default(0).describe("mean number over the whole field"),
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
