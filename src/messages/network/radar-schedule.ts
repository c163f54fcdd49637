import { z } from "zod";
import { AzimuthDeg } from "../primitives.js";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();
const count = z.number().int().positive();

/** A fence of beams, laid through the whole azimuth of the faces again and again. */
export const RadarFence = z.strictObject({
  elevationsDeg: z.array(z.number().min(0).max(90)).min(1).max(100).default([3]),
  positions: count.max(100_000).default(120).describe("in azimuth, over all faces"),
  repeatSeconds: positive.default(2.5),
  pulseMilliseconds: positive.default(5),
});
export type RadarFence = z.infer<typeof RadarFence>;

/** Beams on what was found. Each object is looked at once in `revisitSeconds` of the radar. */
export const RadarTracking = z.strictObject({
  pulseByRange: z
    .array(z.strictObject({ fromRangeKm: nonnegative, milliseconds: positive }))
    .min(1)
    .describe("length of the pulse by the range at which the object is expected, rising"),
  priority: z
    .enum(["young-first", "longest-unseen"])
    .default("young-first")
    .describe(
      "who loses looks when there are not enough: after new ones, settled tracks or whoever was just seen",
    ),
  youngSeconds: nonnegative.default(120),
  confirmSeconds: positive.default(0.3).describe("from an alert of the fence to the look that confirms it"),
  confirmationLooks: count.default(3).describe("detections that make a track firm"),
  dropAfterMisses: count
    .default(4)
    .describe("looks in a row without an echo; half as many before it is firm"),
});
export type RadarTracking = z.infer<typeof RadarTracking>;

/** An order to search a place in the sky, at the cost of other looks. */
export const RadarCue = z.strictObject({
  azimuthDeg: AzimuthDeg,
  elevationDeg: z.number().min(0).max(90),
  halfWidthDeg: nonnegative.max(90).default(0).describe("of the square that is searched, beam by beam"),
  startSeconds: nonnegative.describe("after the run's start"),
  endSeconds: positive,
  pulseMilliseconds: positive.default(5),
});
export type RadarCue = z.infer<typeof RadarCue>;

/** Time and energy of one face. */
export const RadarBudget = z.strictObject({
  duty: z
    .number()
    .positive()
    .max(1)
    .default(0.25)
    .describe("greatest share of time in which a face transmits"),
  periodMilliseconds: positive
    .default(54)
    .describe("a face transmits in some directions, then listens in all of them: so long together"),
  transmitMilliseconds: positive.default(16).describe("greatest sum of pulses in one period"),
  beamsPerPeriod: count.max(10_000).default(3),
});
export type RadarBudget = z.infer<typeof RadarBudget>;

/** How a radar shares its time and energy between search, cues and tracks. */
export const RadarSchedule = z.strictObject({
  fence: RadarFence.prefault({}),
  tracking: RadarTracking,
  cues: z.array(RadarCue).default([]),
  budget: RadarBudget.prefault({}),
});
export type RadarSchedule = z.infer<typeof RadarSchedule>;
