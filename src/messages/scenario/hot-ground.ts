import { z } from "zod";
import { Identifier, LatitudeDeg, LongitudeDeg } from "../primitives.js";
import { ScenarioTime } from "./time.js";

const positive = z.number().positive();

const place = { latitudeDeg: LatitudeDeg, longitudeDeg: LongitudeDeg };
const whenLit = {
  time: ScenarioTime.optional().describe("when it begins; absent: it burns from the start"),
  durationSeconds: positive.optional().describe("absent: to the end of the run"),
};

/** A steady hot place on the ground. */
export const FireObject = z.strictObject({
  id: Identifier,
  kind: z.literal("fire"),
  ...place,
  ...whenLit,
  radiantIntensity: positive
    .default(2e5)
    .describe("W/sr in the satellites' band, where no area and temperature are given"),
  areaM2: positive.optional().describe("hot area: with it, the light in both bands is that of a black body"),
  temperatureK: positive.default(1000).describe("of that area"),
});
export type FireObject = z.infer<typeof FireObject>;

/** A gas flare: a small and very hot flame that flickers. */
export const GasFlareObject = z.strictObject({
  id: Identifier,
  kind: z.literal("gas-flare"),
  ...place,
  ...whenLit,
  areaM2: positive.default(15).describe("of a black body as bright as the flame"),
  temperatureK: positive.default(1800),
  flickerDepth: z.number().min(0).max(1).default(0.3).describe("0: steady; 1: down to nothing"),
  flickerSeconds: positive.default(20).describe("between two draws of its brightness"),
});
export type GasFlareObject = z.infer<typeof GasFlareObject>;

/** A volcano that erupts: open lava that pulses slowly. */
export const VolcanoObject = z.strictObject({
  id: Identifier,
  kind: z.literal("volcano"),
  ...place,
  ...whenLit,
  heightM: z.number().min(-500).max(9000).default(1000).describe("of the vent over the ellipsoid"),
  areaM2: positive.default(400),
  temperatureK: positive.default(1250),
  pulseDepth: z.number().min(0).max(1).default(0.6).describe("0: steady; 1: down to nothing"),
  pulseSeconds: positive.default(10_000).describe("from one pulse to the next"),
});
export type VolcanoObject = z.infer<typeof VolcanoObject>;
