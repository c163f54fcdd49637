import { z } from "zod";
import { EventClass } from "./event.js";
import { AzimuthDeg, Identifier, LatitudeDeg, LongitudeDeg, UtcTime, Vector3 } from "./primitives.js";

const groundPoint = z.object({ time: UtcTime, latitudeDeg: LatitudeDeg, longitudeDeg: LongitudeDeg });

/** What really flew. Written by the simulator to a file of its own; read by scoring and by nothing else. */
export const TruthObject = z.object({
  type: z.literal("truth-object"),
  id: Identifier,
  class: EventClass,
  parent: Identifier.optional(),
  launch: groundPoint.extend({ azimuthDeg: AzimuthDeg }).optional(),
  burnout: z
    .object({ time: UtcTime, speed: z.number(), altitude: z.number(), flightPathAngleDeg: z.number() })
    .optional(),
  apogee: z.object({ time: UtcTime, altitude: z.number() }).optional(),
  impact: groundPoint.optional(),
  recordedUntil: UtcTime.optional().describe("what comes later was simulated, not recorded"),
  drawn: z.record(z.string(), z.number()).optional().describe("what was drawn from the declared priors"),
});
export type TruthObject = z.infer<typeof TruthObject>;

export const TruthState = z.object({
  type: z.literal("truth-state"),
  id: Identifier,
  time: UtcTime,
  positionEcef: Vector3,
  velocityEcef: Vector3,
  thrusting: z.boolean(),
});
export type TruthState = z.infer<typeof TruthState>;

export const TruthRecord = z.discriminatedUnion("type", [TruthObject, TruthState]);
export type TruthRecord = z.infer<typeof TruthRecord>;
