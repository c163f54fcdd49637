import { z } from "zod";
import { AzimuthDeg, Identifier, LatitudeDeg, LongitudeDeg } from "../primitives.js";
import { Dependencies } from "./dependencies.js";
import { RadarClutter } from "./radar-clutter.js";
import { radarProblems } from "./radar-problems.js";
import { RadarSchedule } from "./radar-schedule.js";
import { RadarIonosphere, RadarTransmitter, RadarWaveform } from "./radar-waveform.js";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();

export const RadarFace = z.strictObject({
  boresightAzimuthDeg: AzimuthDeg,
  tiltDeg: z.number().min(0).max(90).default(20).describe("elevation of the boresight"),
  halfWidthDeg: z
    .number()
    .positive()
    .max(180)
    .default(60)
    .describe("azimuth cover each side of the boresight"),
});
export type RadarFace = z.infer<typeof RadarFace>;

const radarFields = z.strictObject({
  id: Identifier,
  kind: z.literal("radar"),
  site: z.strictObject({
    latitudeDeg: LatitudeDeg,
    longitudeDeg: LongitudeDeg,
    heightM: z.number().default(0),
  }),
  faces: z.array(RadarFace).min(1),
  elevationMinDeg: z.number().min(0).max(90).default(3),
  elevationMaxDeg: z.number().min(0).max(90).default(85),
  maximumRangeKm: positive.default(5000),
  frequencyMHz: positive,
  bandwidthMHz: positive,
  beamwidthDeg: positive.max(180).describe("half-power, at boresight"),
  reference: z
    .strictObject({ rangeKm: positive, crossSectionM2: positive, signalToNoiseDb: z.number() })
    .describe("calibrates the range equation: this object at this range at boresight gives this signal"),
  transmitter: RadarTransmitter.optional().describe("takes the place of the reference's signal"),
  scanLossExponent: nonnegative.default(3).describe("two-way loss ∝ cosⁿ of the angle off boresight"),
  falseAlarmProbability: z.number().positive().max(0.01).default(1e-6).describe("a resolution cell and look"),
  pulses: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe("summed after the detector in one look, 1 if absent; the reference is of one of them"),
  falsePlotsPerScan: nonnegative.default(0).describe("mean number over the whole cover"),
  revisitSeconds: positive.describe("each place in the cover is looked at once in so many seconds"),
  errorFloor: z
    .strictObject({ rangeM: nonnegative, angleMilliradians: nonnegative })
    .describe("random error that no signal removes, 1σ"),
  bias: z
    .strictObject({
      rangeM: nonnegative,
      azimuthMilliradians: nonnegative,
      elevationMilliradians: nonnegative,
    })
    .describe("fixed over a run, 1σ: the prior of its draw and of its estimate"),
  refraction: z
    .strictObject({
      surfaceRefractivity: positive.default(315),
      relativeSigma: nonnegative.default(0.05).describe("1σ of how far the air of a run departs from it"),
      residual: z
        .boolean()
        .optional()
        .describe(
          "elevation keeps the error that no surface value corrects (data/sensors/troposphere-residual.json)",
        ),
    })
    .default({ surfaceRefractivity: 315, relativeSigma: 0.05 }),
  ionosphere: RadarIonosphere.optional(),
  waveform: RadarWaveform.optional(),
  horizonMask: z
    .array(
      z.strictObject({ azimuthDeg: z.number().min(0).lt(360), elevationDeg: z.number().min(-5).max(90) }),
    )
    .min(1)
    .optional()
    .describe(
      "least elevation by azimuth over the terrain, rising azimuths, straight between them and round",
    ),
  clutter: RadarClutter.optional(),
  schedule: RadarSchedule.optional().describe("absent: each place in the cover is looked at once a scan"),
  dependsOn: Dependencies.default({}),
});

/** How a radar's fields must fit together. */
export const Radar = radarFields.superRefine((radar, context) => {
  for (const [path, message] of radarProblems(radar)) context.addIssue({ code: "custom", path, message });
});
export type Radar = z.infer<typeof Radar>;
