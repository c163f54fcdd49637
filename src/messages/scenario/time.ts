import { z } from "zod";
import { UtcTime } from "../primitives.js";

const nonnegative = z.number().nonnegative();

/** An instant in the scenario: UTC, or seconds after its start. */
export const ScenarioTime = z.union([UtcTime, nonnegative.describe("seconds after the scenario's start")]);
export type ScenarioTime = z.infer<typeof ScenarioTime>;
