import { z } from "zod";
import { Identifier, Origin, UtcTime, Vector3 } from "./primitives.js";

/** What one infrared or optical satellite followed across its looks. */
export const LineOfSightTrack = z.object({
  type: z.literal("line-of-sight-track"),
  id: Identifier,
  sensor: Identifier,
  origin: Origin,
  at: UtcTime,
  state: z.enum(["tentative", "confirmed", "ended"]),
  looks: z.number().int().positive(),
  first: UtcTime,
  last: UtcTime,
  motion: z.enum(["static", "moving", "unknown"]),
  measurements: z.array(Identifier).describe("measurements added since the track's last message"),
  innovations: z
    .array(z.number().nonnegative())
    .optional()
    .describe("squared normalised innovation over its dimension, one for each measurement added"),
});
export type LineOfSightTrack = z.infer<typeof LineOfSightTrack>;

/** What one radar followed. */
export const RadarTrack = z.object({
  type: z.literal("radar-track"),
  id: Identifier,
  sensor: Identifier,
  origin: Origin,
  at: UtcTime,
  state: z.enum(["tentative", "confirmed", "ended"]),
  plots: z.number().int().positive(),
  first: UtcTime,
  last: UtcTime,
  catalogueNumber: z.number().int().optional().describe("the known satellite that it is"),
  positionEcef: Vector3.optional(),
  velocityEcef: Vector3.optional(),
  positionSigma: z
    .number()
    .nonnegative()
    .optional()
    .describe("root of the trace of the position covariance, m"),
  velocitySigma: z.number().nonnegative().optional().describe("the same of the velocity, m/s"),
  measurements: z.array(Identifier).describe("plots added since the track's last message"),
  innovations: z
    .array(z.number().nonnegative())
    .optional()
    .describe("squared normalised innovation over its dimension, one for each measurement added"),
});
export type RadarTrack = z.infer<typeof RadarTrack>;

export const Track = z.discriminatedUnion("type", [LineOfSightTrack, RadarTrack]);
export type Track = z.infer<typeof Track>;

/** A measurement that was not used, and why. Nothing is dropped silently. */
export const Rejection = z.object({
  type: z.literal("rejection"),
  at: UtcTime.optional(),
  where: z.string().describe("line or sensor, as the user would look for it"),
  reason: z.string(),
  count: z.number().int().positive().optional().describe("records that it stands for; absent: one"),
});
export type Rejection = z.infer<typeof Rejection>;
