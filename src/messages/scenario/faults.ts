import { z } from "zod";
import { AzimuthDeg, Identifier } from "../primitives.js";
import { ScenarioTime } from "./time.js";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();
const share = z.number().min(0).max(1);

const fault = {
  id: Identifier,
  from: ScenarioTime.default(0),
  until: ScenarioTime.optional().describe("absent: to the end"),
};

/** A sensor that sends nothing, or only the word that it is out. */
export const SensorOutage = z.strictObject({
  ...fault,
  kind: z.literal("sensor-outage"),
  sensor: Identifier,
  heartbeat: z
    .enum(["out", "silent", "operating"])
    .default("out")
    .describe("what its heartbeats say meanwhile: that it is out, nothing, or that all is well"),
});

/** A clock that is wrong: the times in a sensor's messages, not when it looks. */
export const ClockDrift = z.strictObject({
  ...fault,
  kind: z.literal("clock-drift"),
  sensor: Identifier,
  offsetSeconds: z.number().default(0).describe("at once, ahead positive"),
  driftSecondsPerHour: z.number().default(0),
});

/** A line of sight, or a radar's axes, that wander off. */
export const PointingDrift = z.strictObject({
  ...fault,
  kind: z.literal("pointing-drift"),
  sensor: Identifier,
  firstAxisMicroradians: z
    .number()
    .default(0)
    .describe("at once: about the sub-satellite point's east axis; of a radar, in azimuth"),
  secondAxisMicroradians: z
    .number()
    .default(0)
    .describe("at once: about its north axis; of a radar, in elevation"),
  firstAxisMicroradiansPerHour: z.number().default(0),
  secondAxisMicroradiansPerHour: z.number().default(0),
});

/** A line that loses, doubles, delays, shuffles or spoils messages. */
export const MessageFault = z.strictObject({
  ...fault,
  kind: z.literal("message-fault"),
  sensors: z.array(Identifier).min(1).optional().describe("absent: all"),
  loss: share.default(0).describe("probability that a message never arrives"),
  duplicate: share.default(0).describe("that it arrives a second time, after a delay of its own"),
  late: share.default(0).describe("that it is delayed"),
  delaySeconds: nonnegative.default(5).describe("mean delay of a late one, exponential"),
  corrupt: share.default(0).describe("that one bit of its text is flipped"),
  relayedBy: Identifier.optional().describe(
    "a relay that passes each message on: a second copy with its name",
  ),
});

/** Recorded measurements that are played into the running line (1979: an exercise tape on the operational display). */
export const TestTape = z.strictObject({
  id: Identifier,
  kind: z.literal("test-tape"),
  time: ScenarioTime.describe("when its first message comes"),
  file: z.string().describe("measurement log (.jsonl), relative to the scenario"),
  marked: z
    .boolean()
    .default(true)
    .describe("its messages keep the origin test; unmarked, they pass for this run's own"),
});

/** A sensor that gives its last answer again and again, with new times. */
export const RepeatedAnswer = z.strictObject({
  ...fault,
  kind: z.literal("repeated-answer"),
  sensor: Identifier,
});

/** Many false detections at once. */
export const NoiseBurst = z.strictObject({
  ...fault,
  kind: z.literal("noise-burst"),
  sensor: Identifier,
  perSecond: positive.max(10_000).describe("mean number of false detections or plots a second"),
});

/** A noise source in one direction of a radar: it hides what is there and makes plots of nothing. */
export const JammingStrobe = z.strictObject({
  ...fault,
  kind: z.literal("jamming-strobe"),
  sensor: Identifier,
  azimuthDeg: AzimuthDeg,
  widthDeg: positive.max(180).default(3).describe("full width within which the noise is as stated"),
  sidelobeDb: z.number().max(0).default(-30).describe("of the noise outside it"),
  jamToNoiseDb: z.number().default(30).describe("its power over the receiver's noise in the main beam"),
  falsePlotsPerSecond: nonnegative.default(2).describe("noise peaks along the strobe that pass for plots"),
});

/** What goes wrong with sensors, clocks and lines. */
export const faultObjects = [
  SensorOutage,
  ClockDrift,
  PointingDrift,
  MessageFault,
  TestTape,
  RepeatedAnswer,
  NoiseBurst,
  JammingStrobe,
] as const;

export const FaultObject = z.discriminatedUnion("kind", faultObjects);
export type FaultObject = z.infer<typeof FaultObject>;
export type SensorOutage = z.infer<typeof SensorOutage>;
export type ClockDrift = z.infer<typeof ClockDrift>;
export type PointingDrift = z.infer<typeof PointingDrift>;
export type MessageFault = z.infer<typeof MessageFault>;
export type TestTape = z.infer<typeof TestTape>;
export type RepeatedAnswer = z.infer<typeof RepeatedAnswer>;
export type NoiseBurst = z.infer<typeof NoiseBurst>;
export type JammingStrobe = z.infer<typeof JammingStrobe>;
