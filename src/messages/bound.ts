import { z } from "zod";
import { EventClass } from "./event.js";
import { Identifier, Origin, UtcTime } from "./primitives.js";

const positive = z.number().nonnegative();

const GroundBound = z.object({
  semiMajor: positive.describe("half-axis of the 95 % ellipse, m"),
  semiMinor: positive,
});

/** What can be known of one object at one time. */
export const BoundInstant = z.object({
  time: z.number().describe("s after the scenario's start"),
  phase: z
    .enum(["standing", "powered", "free"])
    .describe("free: gravity and air alone; powered: by a force that is not known beforehand"),
  position: positive
    .optional()
    .describe("root of the trace of the position's covariance, m; absent: unbounded"),
  velocity: positive.optional().describe("the same of the velocity, m/s"),
  launch: GroundBound.optional().describe(
    "of the launch point, by everything seen up to this time, without belief in a boost profile",
  ),
  launchByProfile: GroundBound.extend({ timeSigma: positive.describe("of the ignition, s") })
    .optional()
    .describe(
      "of the launch point, by the infrared looks up to this time and the vehicle's family of ascents",
    ),
  impact: GroundBound.extend({ timeSigma: positive.describe("s") })
    .optional()
    .describe("of the impact, for what falls freely"),
});
export type BoundInstant = z.infer<typeof BoundInstant>;

export const BoundObject = z.object({
  id: Identifier.describe("as in truth"),
  class: EventClass.optional(),
  sensors: z.array(
    z.object({
      sensor: Identifier,
      kind: z.enum(["infrared", "optical", "radar"]),
      looks: z.number().int().positive(),
      times: z.array(z.number()).describe("of the looks, s after the start"),
    }),
  ),
  series: z.array(BoundInstant),
});
export type BoundObject = z.infer<typeof BoundObject>;

/** bound.json: the least error that the measurements of a scenario allow. */
export const BoundReport = z.object({
  format: z.literal("firstlight-bound-1"),
  version: z.string(),
  scenario: z.string(),
  seed: z.number().int().nonnegative(),
  origin: Origin,
  start: UtcTime,
  durationSeconds: positive,
  assumptions: z.array(z.string()),
  objects: z.array(BoundObject),
  unseen: z.array(Identifier).describe("objects of the truth that no sensor saw"),
});
export type BoundReport = z.infer<typeof BoundReport>;
