import { z } from "zod";
import { Identifier } from "../primitives.js";

const positive = z.number().positive();

export const CatalogueObjects = z.strictObject({
  id: Identifier,
  kind: z.literal("satellites"),
  file: z.string().describe("TLE, OMM or our own table of elements, relative to the scenario"),
  maximum: z
    .number()
    .int()
    .positive()
    .optional()
    .describe("no more of the table than so many, from its head"),
  total: z
    .number()
    .int()
    .positive()
    .max(200_000)
    .optional()
    .describe("so many in all: where the table holds fewer, its orbits again with shifted mean anomaly"),
  crossSectionM2: positive.default(1),
});
export type CatalogueObjects = z.infer<typeof CatalogueObjects>;
