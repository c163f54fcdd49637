import { z } from "zod";
import { Identifier } from "../primitives.js";
import { ScenarioTime } from "./time.js";

/** Thunderstorms as a lightning mapper sees them, drawn from what real granules show. */
export const LightningModelObject = z.strictObject({
  id: Identifier,
  kind: z.literal("lightning-model"),
  sensor: Identifier.describe("the optical satellite that sees it"),
  from: ScenarioTime.default(0),
  until: ScenarioTime.optional().describe("absent: to the end"),
  flashesPerSecond: z
    .number()
    .positive()
    .optional()
    .describe("in the whole field; absent: drawn from the model"),
  storms: z.number().int().min(1).max(1000).default(40).describe("areas in which the flashes lie"),
  maximumPulsesPerFlash: z
    .number()
    .int()
    .positive()
    .optional()
    .describe("absent: as many as the model draws"),
});
export type LightningModelObject = z.infer<typeof LightningModelObject>;
