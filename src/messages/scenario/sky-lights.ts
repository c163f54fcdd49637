import { z } from "zod";
import { Identifier } from "../primitives.js";
import { ScenarioTime } from "./time.js";

const positive = z.number().positive();

/** Satellites of a catalogue, each with one flat facet that mirrors the Sun: it flashes when it happens to face right. */
export const SatelliteGlintsObject = z.strictObject({
  id: Identifier,
  kind: z.literal("satellite-glints"),
  file: z.string().describe("TLE, OMM or our own table of elements, relative to the scenario"),
  maximum: z.number().int().positive().optional().describe("of the file's first satellites"),
  facetM2: positive.default(1.5),
  reflectance: positive.max(1).default(0.5),
  unevennessDeg: positive.default(0.5).describe("1σ spread of the facet's normal: it widens the lobe"),
});
export type SatelliteGlintsObject = z.infer<typeof SatelliteGlintsObject>;

/** The stars: they stand still in inertial axes and cross the field of whoever looks at the Earth. */
export const StarsObject = z.strictObject({
  id: Identifier,
  kind: z.literal("stars"),
  faintestMagnitude: z
    .number()
    .max(4)
    .default(0)
    .describe("K; those that the table of bright stars does not name are drawn"),
});
export type StarsObject = z.infer<typeof StarsObject>;

/** Particles that hit the infrared satellites' detectors: flashes of one look in one pixel. */
export const RadiationObject = z.strictObject({
  id: Identifier,
  kind: z.literal("radiation"),
  time: ScenarioTime.default(0),
  durationSeconds: positive.optional().describe("absent: to the end of the run"),
  hitsPerSecond: positive
    .optional()
    .describe("over the threshold, in a satellite's whole detector, quiet; absent: as in backgrounds.json"),
  stormFactor: z
    .number()
    .min(1)
    .max(1e6)
    .default(1)
    .describe("solar-proton storm: hits over the quiet rate, for satellites in high orbit"),
});
export type RadiationObject = z.infer<typeof RadiationObject>;
