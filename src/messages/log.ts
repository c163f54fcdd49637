import { z } from "zod";
import { EventUpdate } from "./event.js";
import { Heartbeat, InfraredDetection, LaunchNotification, OpticalPulse, RadarPlot } from "./measurement.js";
import { MeanElements, Network } from "./network/index.js";
import { Origin, UtcTime } from "./primitives.js";
import { LineOfSightTrack, RadarTrack, Rejection } from "./track.js";
import { Warning } from "./warning.js";

const count = z.number().int().nonnegative();
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits");

/** What a run was fed with, by name and digest: the path on somebody's machine is nobody else's business. */
export const LogInput = z.object({
  name: z.string(),
  purpose: z.enum(["measurements", "configuration"]),
  sha256: Sha256.optional().describe(
    "absent for a log that was read as a stream: its records stand in this one",
  ),
  madeAfterSeconds: z
    .number()
    .optional()
    .describe(
      "from the end of what a recording shows to when its file was made, s, by its own times: a replay does not wait for it, and delivery comes on top",
    ),
});
export type LogInput = z.infer<typeof LogInput>;

/** First record of a log: all that a replay needs besides the measurements. */
export const LogHeader = z.strictObject({
  type: z.literal("header"),
  format: z.literal("firstlight-log-1"),
  version: z.string().describe("of the program that wrote it"),
  seed: z.number().int(),
  origin: Origin,
  scenario: z.string().optional(),
  inputs: z.array(LogInput),
  network: Network,
  catalogueObjects: count.describe("number of catalogue records that follow"),
});
export type LogHeader = z.infer<typeof LogHeader>;

/** One known satellite that the watch was told of before it began. */
export const LogCatalogueObject = z.strictObject({
  type: z.literal("catalogue-object"),
  name: z.string(),
  elements: MeanElements,
});
export type LogCatalogueObject = z.infer<typeof LogCatalogueObject>;

/** A record of an input that could not be read as a measurement and so never reached the watch. */
export const IntakeRejection = Rejection.extend({
  type: z.literal("intake-rejection"),
  sha256: Sha256.optional().describe("of the raw line, where it was short enough to be held"),
});
export type IntakeRejection = z.infer<typeof IntakeRejection>;

/** Marks that no more measurements come: what follows is how the watch closed. */
export const LogInputEnd = z.strictObject({ type: z.literal("input-end"), measurements: count });
export type LogInputEnd = z.infer<typeof LogInputEnd>;

/** Last record of a finished log. */
export const LogEnd = z.strictObject({
  type: z.literal("end"),
  records: count.describe("number of records before this one"),
  infrared: count,
  radar: count,
  rejected: count,
  rejectedReasons: z.record(z.string(), count),
  satellitesRecognised: count,
  firstTime: UtcTime.optional().describe("earliest measurement that was believed"),
  lastTime: UtcTime.optional().describe("latest measurement that was believed"),
});
export type LogEnd = z.infer<typeof LogEnd>;

/** What a record of the log may carry. */
export const LogBody = z.discriminatedUnion("type", [
  LogHeader,
  LogCatalogueObject,
  InfraredDetection,
  OpticalPulse,
  RadarPlot,
  Heartbeat,
  LaunchNotification,
  IntakeRejection,
  Rejection,
  LineOfSightTrack,
  RadarTrack,
  EventUpdate,
  Warning,
  LogInputEnd,
  LogEnd,
]);
export type LogBody = z.infer<typeof LogBody>;

/**
 * One line of `log.jsonl`. `hash` is the SHA-256 of every byte of the line that follows `{"hash":"…",`, line feed
 * left out; `previous` is the hash of the line before (64 zeros on the first).
 */
export const LogRecord = z.object({
  hash: Sha256,
  sequence: count,
  previous: Sha256,
  body: LogBody,
});
export type LogRecord = z.infer<typeof LogRecord>;
