import { z } from "zod";
import {
  AzimuthDeg,
  Ellipse95,
  Identifier,
  LatitudeDeg,
  LongitudeDeg,
  Origin,
  SensorKind,
  UtcTime,
} from "./primitives.js";

export const EventClass = z.enum([
  "ballistic",
  "space-launch",
  "sounding-rocket",
  "falling-stage",
  "reentry",
  "bolide",
  "satellite",
  "aircraft",
  "background",
  "unknown",
]);
export type EventClass = z.infer<typeof EventClass>;

/** Warning levels, in the order in which they may be reached. */
export const WarningLevel = z.enum(["indication", "notice", "confirmed", "public"]);
export type WarningLevel = z.infer<typeof WarningLevel>;

export const LaunchEstimate = z.object({
  time: UtcTime,
  timeSigma: z.number().nonnegative().describe("1σ, s"),
  latitudeDeg: LatitudeDeg,
  longitudeDeg: LongitudeDeg,
  azimuthDeg: AzimuthDeg.describe("course from the launch point to the last look"),
  azimuthSigmaDeg: z.number().nonnegative().optional(),
  ellipse95: Ellipse95,
});
export type LaunchEstimate = z.infer<typeof LaunchEstimate>;

export const BurnoutEstimate = z.object({
  time: UtcTime,
  timeSigma: z.number().nonnegative().optional(),
  speed: z.number().nonnegative().describe("Earth-fixed, m/s"),
  altitude: z.number().describe("m"),
  flightPathAngleDeg: z.number().optional(),
  latitudeDeg: LatitudeDeg.optional(),
  longitudeDeg: LongitudeDeg.optional(),
});
export type BurnoutEstimate = z.infer<typeof BurnoutEstimate>;

/** An impact point with a claim of 95 %, or an area drawn by sampling that claims nothing. */
export const ImpactEstimate = z.object({
  time: UtcTime,
  timeSigma: z.number().nonnegative().describe("1σ, s"),
  latitudeDeg: LatitudeDeg,
  longitudeDeg: LongitudeDeg,
  ellipse95: Ellipse95.optional().describe("present only where 95 % is claimed (radar evidence)"),
  area: z
    .array(z.tuple([LongitudeDeg, LatitudeDeg]))
    .optional()
    .describe("outline of the sampled impact area (longitude, latitude), without a claim of 95 %"),
  basis: z.enum(["infrared", "radar"]).describe("what the estimate rests on"),
  ballisticCoefficient: z
    .enum(["prior", "observed"])
    .optional()
    .describe("whether the ballistic coefficient is only its prior, or was seen below 80 km"),
});
export type ImpactEstimate = z.infer<typeof ImpactEstimate>;

/** Where something was seen that is not a launch, or where an object was last. */
export const SeenAt = z.object({
  latitudeDeg: LatitudeDeg,
  longitudeDeg: LongitudeDeg,
  altitude: z.number().optional().describe("m"),
  radius: z.number().nonnegative().optional().describe("of the area around it, m"),
});
export type SeenAt = z.infer<typeof SeenAt>;

/** One reason for or against a class, with its weight, as a person can read it. */
export const Evidence = z.object({
  at: UtcTime,
  kind: SensorKind.or(z.enum(["catalogue", "notification", "geometry", "absence"])),
  sensors: z.array(Identifier).describe("sensors it rests on; empty for geometry"),
  text: z.string(),
  logLikelihood: z
    .partialRecord(EventClass, z.number())
    .optional()
    .describe("natural log, by class, relative"),
});
export type Evidence = z.infer<typeof Evidence>;

export const EventState = z
  .enum(["open", "closed", "withdrawn", "dissolved"])
  .describe(
    "withdrawn: the evidence no longer bears it; dissolved: its tracks turned out to be of other events, it never was one of its own",
  );

/** The state of one event after something about it changed. */
export const EventUpdate = z.object({
  type: z.literal("event"),
  id: Identifier,
  revision: z.number().int().positive(),
  at: UtcTime.describe("data time of this state"),
  origin: Origin,
  state: EventState,
  class: EventClass,
  probability: z.number().min(0).max(1).describe("of the class named"),
  probabilities: z.partialRecord(EventClass, z.number().min(0).max(1)),
  parent: Identifier.optional(),
  kinds: z.array(SensorKind).describe("kinds of sensor that saw it"),
  independentPaths: z
    .number()
    .int()
    .nonnegative()
    .describe("paths that share no power, link, processor, site or clock"),
  confirmed: z.boolean().describe("infrared and radar both saw it, whatever its class"),
  confirmableFrom: UtcTime.optional().describe("only while the second kind could not yet see it"),
  confirmedAt: UtcTime.optional(),
  firstDetection: UtcTime,
  lastDetection: UtcTime,
  thrusting: z.boolean().optional(),
  launch: LaunchEstimate.optional(),
  burnout: BurnoutEstimate.optional(),
  impact: ImpactEstimate.optional(),
  stale: z.boolean().optional().describe("sight is lost: what is shown is extrapolated"),
  seenAt: SeenAt.optional().describe("place of a source that is no launch, or an object's last place"),
  tracks: z.array(Identifier),
  sensors: z.array(Identifier),
  evidence: z.array(Evidence),
});
export type EventUpdate = z.infer<typeof EventUpdate>;
