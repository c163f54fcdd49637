import { z } from "zod";
import { Identifier, LatitudeDeg, LongitudeDeg } from "../primitives.js";
import { ScenarioTime } from "./time.js";

const positive = z.number().positive();

/** What lies behind the scene: cloud, sea and land in sunlight and by night. Absent: nothing is simulated of it. */
export const SceneryBlock = z.strictObject({
  clouds: z.boolean().default(true).describe("a field of cloud in two layers, drawn from the seed"),
  highCloudFactor: z
    .number()
    .min(0)
    .max(3)
    .default(1)
    .describe("on the climate's share of the sky under high cloud"),
  lowCloudFactor: z.number().min(0).max(3).default(1),
  launchCloudTops: z
    .enum(["field", "prior"])
    .default("field")
    .describe("tops over launches: of the field, or drawn from the network's prior as without scenery"),
  seaWindSpeed: z.number().min(0).max(40).default(7).describe("roughens the sea, m/s"),
  glint: z
    .boolean()
    .default(true)
    .describe("bright sunlit patches are seen as points by payloads that give no images"),
  leastGlintIntensity: positive
    .default(2e4)
    .describe("contrast of a resolution cell from which a patch counts, W/sr; fainter ones are in the noise"),
  mostGlints: z
    .number()
    .int()
    .min(0)
    .max(1000)
    .default(30)
    .describe("that a satellite is shown at one time, drawn from those that count"),
});
export type SceneryBlock = z.infer<typeof SceneryBlock>;

/** A place that mirrors the Sun: calm water, a field of level ice plates, a roof of glass. */
export const SunGlintObject = z.strictObject({
  id: Identifier,
  kind: z.literal("sun-glint"),
  time: ScenarioTime.default(0),
  durationSeconds: positive.optional().describe("absent: to the end of the run"),
  latitudeDeg: LatitudeDeg,
  longitudeDeg: LongitudeDeg,
  altitudeKm: z.number().min(0).max(30).default(0),
  areaM2: positive
    .default(1000)
    .describe("of mirror that shows the Sun's image to a satellite in the best place"),
  reflectance: positive.max(1).default(0.02),
  tiltDeg: positive
    .max(60)
    .default(5)
    .describe(
      "1σ of the mirrors' tilt: seen so far from the mirror direction, and no farther than three times",
    ),
});
export type SunGlintObject = z.infer<typeof SunGlintObject>;
