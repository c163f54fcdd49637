import { z } from "zod";
import { EventClass, ImpactEstimate, LaunchEstimate, WarningLevel } from "./event.js";
import { Identifier, Origin, SensorKind, UtcTime } from "./primitives.js";

/** One message to people. It names what it rests on down to the measurements' digests. */
export const Warning = z.object({
  type: z.literal("warning"),
  id: Identifier,
  event: Identifier,
  at: UtcTime.describe("data time at which it was issued"),
  origin: Origin,
  level: WarningLevel,
  msgType: z.enum(["Alert", "Update", "Cancel"]),
  references: z.array(Identifier).describe("warnings that this one updates or cancels"),
  class: EventClass,
  probability: z.number().min(0).max(1),
  headline: z.string(),
  description: z.string(),
  launch: LaunchEstimate.optional(),
  impact: ImpactEstimate.optional(),
  stale: z.boolean().optional(),
  expires: UtcTime,
  evidence: z
    .array(
      z.object({
        kind: SensorKind,
        sensor: Identifier,
        tracks: z.array(Identifier),
        measurements: z.array(Identifier),
        digest: z.string().describe("SHA-256 over the digests of the raw messages, in order"),
      }),
    )
    .min(1),
});
export type Warning = z.infer<typeof Warning>;
