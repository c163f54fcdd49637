import { z } from "zod";
import { LogNormal } from "../network/index.js";
import { Fragments, Tumble } from "./pieces.js";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();

const common = {
  probability: z.number().min(0).max(1).default(1).describe("that it happens at all, drawn for each seed"),
  ballisticCoefficient: LogNormal.prefault({ median: 1000, factor: 1.6 }).describe(
    "of what flies on without thrust, tumbling, kg/m²",
  ),
  tumble: Tumble.prefault({}).describe("of what flies on"),
};

const time = z
  .union([
    positive,
    z
      .tuple([nonnegative, positive])
      .refine(([from, to]) => from <= to, "the second time lies before the first"),
  ])
  .describe("s after ignition; two numbers: drawn evenly between them");

/** How a flight goes wrong. What it was launched as stays its class. */
export const Failure = z.discriminatedUnion("kind", [
  z
    .strictObject({ kind: z.literal("thrust-ends"), time, ...common })
    .describe("all thrust ends; the stack falls in one piece"),
  z
    .strictObject({
      kind: z.literal("explosion"),
      time,
      ...common,
      fragments: Fragments.prefault({ count: 20, speed: 60 }).describe(
        "beside the greatest piece, which keeps the object's name",
      ),
      flashRadiantIntensity: positive.default(1e6).describe("peak, W/sr in the satellites' band"),
      flashSeconds: positive.default(2),
    })
    .describe("thrust ends in a flash and a cloud of fragments"),
  z
    .strictObject({
      kind: z.literal("loss-of-control"),
      time,
      ...common,
      turnSeconds: positive.default(8).describe("for one turn of the vehicle, whose thrust turns with it"),
      thrustSeconds: nonnegative.default(10).describe("until all thrust ends"),
      fragments: Fragments.optional().describe("present: it breaks up when thrust ends"),
    })
    .describe("the vehicle turns over under thrust"),
  z
    .strictObject({
      kind: z.literal("staging"),
      stage: z.number().int().min(1).max(3).describe("the stage that is spent and does not come off"),
      ...common,
    })
    .describe("the next stage never lights; the stack falls in one piece"),
]);
export type Failure = z.infer<typeof Failure>;
