import { z } from "zod";
import { Identifier } from "../primitives.js";

const positive = z.number().positive();

export const CatalogueObjects = z.strictObject({
  id: Identifier,
  kind: z.literal("satellites"),
  file: z.string().describe("TLE, OMM or our own table of elements, relative to the scenario"),
  maximum: z.number().int().positive().optional(),
  crossSectionM2: positive.default(1),
});
export type CatalogueObjects = z.infer<typeof CatalogueObjects>;
