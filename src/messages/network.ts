import { z } from "zod";
import { BoostFamily } from "./boost-family.js";
import { AzimuthDeg, Identifier, LatitudeDeg, LongitudeDeg } from "./primitives.js";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();

/** What a sensor hangs on. Sensors that share one of these fail together and have one vote. */
export const Dependencies = z.strictObject({
  power: z.string().optional(),
  link: z.string().optional(),
  processor: z.string().optional(),
  site: z.string().optional(),
  clock: z.string().optional(),
});
export type Dependencies = z.infer<typeof Dependencies>;

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

export const InfraredPayload = z.strictObject({
  mode: z.enum(["staring", "scanning"]),
  revisitSeconds: positive.describe("one look each so many seconds"),
  fieldOfRegardDeg: z.number().positive().max(90).default(10).describe("half-angle of the view about nadir"),
  view: z
    .enum(["earth", "above-limb"])
    .default("earth")
    .describe("looks down at the Earth, or only sees what stands against cold space beyond the limb"),
  band: z.enum(["swir", "mwir"]).default("swir"),
  noiseEquivalentIrradiance: positive.describe("1σ noise and residual clutter in one look, W/m²"),
  thresholdSignalToNoise: positive.default(6),
  falseDetectionsPerLook: nonnegative.default(0).describe("mean number over the whole field"),
  resolutionMicroradians: positive.default(30).describe("sources nearer than this are seen as one"),
  randomMicroradians: positive.describe("line-of-sight noise, 1σ an axis, at high signal"),
  biasMicroradians: nonnegative.describe(
    "fixed pointing bias of a run, 1σ an axis: the prior of its draw and of its estimate",
  ),
  sunExclusionDeg: nonnegative
    .default(0)
    .describe("blind when the Sun is nearer than this to the line of sight"),
});
export type InfraredPayload = z.infer<typeof InfraredPayload>;

export const InfraredSatellite = z.strictObject({
  id: Identifier,
  kind: z.literal("infrared"),
  orbit: Orbit,
  payload: InfraredPayload,
  dependsOn: Dependencies.default({}),
});
export type InfraredSatellite = z.infer<typeof InfraredSatellite>;

/** A lightning mapper or any other optical transient sensor in orbit. */
export const OpticalSatellite = z.strictObject({
  id: Identifier,
  kind: z.literal("optical"),
  orbit: Orbit,
  dependsOn: Dependencies.default({}),
});
export type OpticalSatellite = z.infer<typeof OpticalSatellite>;

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

export const Radar = z.strictObject({
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
  beamwidthDeg: positive.describe("half-power, at boresight"),
  reference: z
    .strictObject({ rangeKm: positive, crossSectionM2: positive, signalToNoiseDb: z.number() })
    .describe("calibrates the range equation: this object at this range at boresight gives this signal"),
  scanLossExponent: nonnegative.default(3).describe("two-way loss ∝ cosⁿ of the angle off boresight"),
  falseAlarmProbability: z.number().positive().max(0.01).default(1e-6).describe("a resolution cell and look"),
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
    })
    .default({ surfaceRefractivity: 315, relativeSigma: 0.05 }),
  dependsOn: Dependencies.default({}),
});
export type Radar = z.infer<typeof Radar>;

export const Sensor = z.discriminatedUnion("kind", [InfraredSatellite, OpticalSatellite, Radar]);
export type Sensor = z.infer<typeof Sensor>;

export const LogNormal = z
  .strictObject({ median: positive, factor: z.number().gt(1) })
  .describe("log-normal: 68 % lie between median/factor and median·factor");
export type LogNormal = z.infer<typeof LogNormal>;

/** What is believed before anything is seen. The simulator draws from the same. */
export const Priors = z.strictObject({
  cloudTop: z
    .strictObject({ meanM: nonnegative, sigmaM: nonnegative, minM: nonnegative, maxM: positive })
    .default({ meanM: 8500, sigmaM: 1000, minM: 0, maxM: 16000 }),
  ballisticCoefficient: LogNormal.default({ median: 3000, factor: 1.65 }).describe(
    "of a re-entering body, kg/m²",
  ),
  fallingStage: LogNormal.default({ median: 450, factor: 1.6 }).describe("of a tumbling spent stage, kg/m²"),
  boostFamilies: z.array(BoostFamily).min(1),
});
export type Priors = z.infer<typeof Priors>;

export const ProtectedArea = z.strictObject({
  name: z.string(),
  latitudeDeg: LatitudeDeg,
  longitudeDeg: LongitudeDeg,
  radiusKm: positive,
});
export type ProtectedArea = z.infer<typeof ProtectedArea>;

/** Figures on which the watch decides; every one has a default and is logged with the run. */
export const Thresholds = z.strictObject({
  confirmedProbability: z.number().min(0.5).max(1).default(0.9).describe("of ballistic, for level confirmed"),
  noticeLooks: z.number().int().min(3).default(4).describe("looks of one satellite before a notice"),
  plumeGoneSeconds: positive.default(20).describe("least time without plume before level confirmed"),
  plumeGoneLooks: nonnegative.default(2),
  plumeGoneMarginSeconds: nonnegative.default(12),
  confirmedCoastSeconds: positive
    .default(25)
    .describe("unpowered flight that radar must have followed before level confirmed"),
  confirmedCoastPlots: z.number().int().min(3).default(5).describe("and so many plots of it"),
  updateSeconds: positive.default(60).describe("least time between two updates of a warning"),
  staleSeconds: positive.default(30).describe("without sight for so long, an estimate is marked stale"),
  warningLifetimeSeconds: positive.default(1800),
});
export type Thresholds = z.infer<typeof Thresholds>;

/** The network file: what the watch knows of its sensors, of the sky and of what to expect. */
export const Network = z.strictObject({
  name: z.string(),
  note: z.string().optional(),
  sensors: z.array(Sensor).min(1),
  catalogue: z.string().optional().describe("file of known satellites, relative to this file"),
  priors: Priors,
  protectedAreas: z.array(ProtectedArea).default([]),
  thresholds: Thresholds.prefault({}),
});
export type Network = z.infer<typeof Network>;
