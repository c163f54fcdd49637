import { z } from "zod";
import { LongitudeDeg } from "../primitives.js";

const positive = z.number().positive();

/** Mean elements in the sense of SGP4, as a TLE or OMM carries them. */
export const MeanElements = z.strictObject({
  name: z.string().optional(),
  catalogueNumber: z.number().int().nonnegative(),
  epoch: z.string().describe("UTC, ISO 8601"),
  meanMotionRevPerDay: positive,
  eccentricity: z.number().min(0).lt(1),
  inclinationDeg: z.number().min(0).max(180),
  rightAscensionDeg: z.number(),
  argumentOfPerigeeDeg: z.number(),
  meanAnomalyDeg: z.number(),
  bstar: z.number().default(0),
});
export type MeanElements = z.infer<typeof MeanElements>;

export const Orbit = z.union([
  z
    .strictObject({ line1: z.string().length(69), line2: z.string().length(69) })
    .describe("two-line element set"),
  z.strictObject({ elements: MeanElements }),
  z.strictObject({ catalogueNumber: z.number().int() }).describe("looked up in the network's catalogue"),
  z.strictObject({ geostationaryLongitudeDeg: LongitudeDeg }).describe("an ideal geostationary place"),
]);
export type Orbit = z.infer<typeof Orbit>;
