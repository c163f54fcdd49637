import { z } from "zod";
import { AzimuthDeg, Identifier, LatitudeDeg, LongitudeDeg } from "../primitives.js";
import { ScenarioTime } from "./time.js";

const positive = z.number().positive();

/** A plume that is put into a recorded scan. */
export const RecordedPlume = z.strictObject({
  time: ScenarioTime.describe("when it is at its place; before and after, it has moved as it moves"),
  latitudeDeg: LatitudeDeg,
  longitudeDeg: LongitudeDeg,
  altitudeKm: z.number().min(0).max(1000).default(20),
  azimuthDeg: AzimuthDeg.default(0).describe("where it flies to"),
  speed: z.number().nonnegative().default(0).describe("over ground, m/s"),
  climb: z.number().default(0).describe("m/s"),
  durationSeconds: positive.optional().describe("burns for so long from its time on; absent: in every look"),
  radiantIntensity: positive.describe("in the imager's band at 3.9 µm, before the air, W/sr"),
  temperature: z
    .number()
    .min(500)
    .max(4000)
    .default(1800)
    .describe("of a grey body whose colour gives its light in the other bands, K"),
});
export type RecordedPlume = z.infer<typeof RecordedPlume>;

/** A real scan of a geostationary imager as the background of the scene, with whatever burns put into its pixels. */
export const RecordedScanObject = z.strictObject({
  id: Identifier,
  kind: z.literal("recorded-scan"),
  files: z
    .array(z.string())
    .min(1)
    .describe("ABI L1b radiances: bands of one scan, relative to the scenario"),
  sensor: Identifier.describe("the infrared satellite of the network whose looks these are"),
  time: ScenarioTime.default(0).describe("when the first look begins"),
  everySeconds: positive.default(60).describe("the same background is looked at again each so many seconds"),
  looks: z.number().int().min(1).max(10_000).default(1),
  plumes: z.array(RecordedPlume).default([]),
  bodies: z
    .boolean()
    .default(true)
    .describe(
      "whether the scenario's own burning bodies are put in as well, by their intensity in the satellites' band",
    ),
});
export type RecordedScanObject = z.infer<typeof RecordedScanObject>;
