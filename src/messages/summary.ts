import { z } from "zod";
import { BurnoutEstimate, EventClass, ImpactEstimate, LaunchEstimate, WarningLevel } from "./event.js";
import { Identifier, Origin, SensorKind, UtcTime } from "./primitives.js";

const count = z.number().int().nonnegative();

export const SummaryEvent = z.object({
  id: Identifier,
  class: EventClass,
  parent: Identifier.optional(),
  probability: z.number().min(0).max(1),
  confirmed: z.boolean(),
  kinds: z.array(SensorKind),
  confirmableFrom: UtcTime.optional(),
  firstDetection: UtcTime,
  lastDetection: UtcTime.optional(),
  confirmedAt: UtcTime.optional(),
  launch: LaunchEstimate.optional(),
  burnout: BurnoutEstimate.optional(),
  impact: ImpactEstimate.optional(),
  truth: Identifier.optional(),
});
export type SummaryEvent = z.infer<typeof SummaryEvent>;

export const SummaryWarning = z.object({
  id: Identifier,
  event: Identifier,
  level: WarningLevel,
  status: z.enum(["Actual", "Exercise", "Test"]),
  msgType: z.enum(["Alert", "Update", "Cancel"]),
  at: UtcTime,
  file: z.string(),
});
export type SummaryWarning = z.infer<typeof SummaryWarning>;

export const Score = z.object({
  launches: count,
  detected: count,
  missed: count,
  falseWarnings: count,
  misclassified: count.optional(),
  launchErrorMedian: z.number().nonnegative().optional().describe("m"),
  launchEllipse95Coverage: z.number().min(0).max(1).optional(),
  impactErrorMedian: z.number().nonnegative().optional().describe("m"),
  impactEllipse95Coverage: z.number().min(0).max(1).optional(),
  timeToDetectMedian: z.number().optional().describe("s after launch"),
  timeToConfirmMedian: z.number().optional().describe("s after launch"),
});
export type Score = z.infer<typeof Score>;

/** summary.json of an output folder. */
export const Summary = z.object({
  scenario: z.string().optional(),
  input: z.array(z.string()).optional().describe("recordings that were run, where there was no scenario"),
  seed: z.number().int().optional(),
  origin: Origin,
  version: z.string(),
  simulatedSeconds: z.number().nonnegative().describe("span of data time"),
  wallSeconds: z.number().nonnegative(),
  peakRssMiB: z.number().nonnegative(),
  measurements: z.object({
    infrared: count.describe("detections from orbit, lightning pulses included"),
    radar: count,
    rejected: count,
    rejectedReasons: z.record(z.string(), count).optional(),
  }),
  satellitesRecognised: count,
  events: z.array(SummaryEvent),
  warnings: z.array(SummaryWarning),
  score: Score.optional(),
});
export type Summary = z.infer<typeof Summary>;
