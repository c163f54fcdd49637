import { z } from "zod";
import { BoostFamily } from "./boost-family.js";
import { LogNormal } from "./network.js";
import { AzimuthDeg, Identifier, LatitudeDeg, LongitudeDeg, UtcTime } from "./primitives.js";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();

/** An instant in the scenario: UTC, or seconds after its start. */
export const ScenarioTime = z.union([UtcTime, nonnegative.describe("seconds after the scenario's start")]);
export type ScenarioTime = z.infer<typeof ScenarioTime>;

const launchSite = z.strictObject({
  time: ScenarioTime,
  latitudeDeg: LatitudeDeg,
  longitudeDeg: LongitudeDeg,
  azimuthDeg: AzimuthDeg,
  azimuthSigmaDeg: nonnegative.default(0).describe("1σ of the draw about it"),
  positionSigmaKm: nonnegative.default(0).describe("1σ of the draw about the place, north and east"),
});

/** A generic vehicle: a boost family, what is left of its stages, and what it carries. */
export const Vehicle = z.strictObject({
  name: z.string(),
  source: z.string().optional().describe("where its figures come from"),
  class: z.enum(["ballistic", "space-launch", "sounding-rocket"]),
  boost: BoostFamily,
  pitchProgramDeg: z
    .array(z.tuple([nonnegative, z.number()]))
    .optional()
    .describe(
      "open-loop thrust elevation above the local horizontal [s after ignition, deg], in place of the gravity turn from its first time on",
    ),
  payload: z.strictObject({
    ballisticCoefficient: LogNormal.describe("kg/m²"),
    crossSectionM2: positive.default(0.1),
    separates: z.boolean().default(true),
  }),
  spentStages: z
    .strictObject({
      ballisticCoefficient: LogNormal,
      crossSectionM2: positive.default(5),
      separationSpeed: nonnegative.default(2).describe("backwards, by which a stage is pushed off, m/s"),
    })
    .optional()
    .describe("present: each spent stage falls as an object of its own"),
  boostCrossSectionM2: positive.default(5).describe("of the whole vehicle during boost"),
  plumeShape: z.string().default("generic").describe("name of the altitude shape of its plume"),
  swerling: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).default(1),
});
export type Vehicle = z.infer<typeof Vehicle>;

export const VehicleObject = z.strictObject({
  id: Identifier,
  kind: z.literal("vehicle"),
  vehicle: z.string().describe("vehicle file, relative to the scenario"),
  launch: launchSite,
});

/** An ascent that was recorded. What the recording does not hold is simulated and marked so. */
export const RecordedAscentObject = z.strictObject({
  id: Identifier,
  kind: z.literal("recorded-ascent"),
  file: z.string().describe("telemetry (JSON as published, or our own CSV table), relative to the scenario"),
  events: z
    .string()
    .optional()
    .describe("file of events beside it, where its name does not follow from the first"),
  launch: launchSite,
  continue: z.enum(["orbit", "none"]).default("orbit"),
  follows: z.enum(["first-stage", "second-stage", "detect"]).default("detect"),
  radiantIntensity: positive.default(9e5).describe("of the first stage, W/sr"),
  upperStageRadiantIntensity: positive.default(1e5).describe("W/sr"),
  restartRadiantIntensity: positive
    .default(3e5)
    .describe("of a first stage that burns again on its way back, W/sr"),
  crossSectionM2: positive.default(8).describe("of the stack and of each of its parts"),
  separationSpeed: nonnegative.default(2).describe("backwards, by which a spent stage is pushed off, m/s"),
  upperStage: z
    .strictObject({
      initialAcceleration: positive.default(7.8).describe("m/s²"),
      exhaustVelocity: positive.default(3400).describe("m/s"),
      ignitionDelaySeconds: nonnegative.default(11).describe("after the first stage went out"),
      orbitHeightKm: positive.default(200),
    })
    .prefault({})
    .describe("the generic stage that flies on where the recording follows the first stage"),
});

export const CatalogueObjects = z.strictObject({
  id: Identifier,
  kind: z.literal("satellites"),
  file: z.string().describe("TLE, OMM or our own table of elements, relative to the scenario"),
  maximum: z.number().int().positive().optional(),
  crossSectionM2: positive.default(1),
});

export const LightningObject = z.strictObject({
  id: Identifier,
  kind: z.literal("lightning"),
  file: z.string().describe("a GLM granule or our own table of pulses, relative to the scenario"),
  sensor: Identifier.describe("the optical satellite that sees it"),
  time: ScenarioTime.optional().describe("when its first pulse comes; absent: the recording's own time"),
});

export const BolideObject = z.strictObject({
  id: Identifier,
  kind: z.literal("bolide"),
  time: ScenarioTime,
  latitudeDeg: LatitudeDeg,
  longitudeDeg: LongitudeDeg,
  altitudeKm: positive.default(80).describe("where it lights up"),
  speed: positive.default(17_000).describe("m/s"),
  azimuthDeg: AzimuthDeg.describe("where it flies to"),
  slopeDeg: z.number().min(1).max(90).default(40).describe("below the horizontal"),
  durationSeconds: positive.default(2.5),
  radiantIntensity: positive.default(1e6).describe("peak, W/sr in the satellites' band"),
});

/** A steady hot place on the ground. */
export const FireObject = z.strictObject({
  id: Identifier,
  kind: z.literal("fire"),
  latitudeDeg: LatitudeDeg,
  longitudeDeg: LongitudeDeg,
  radiantIntensity: positive.default(2e5).describe("W/sr in the satellites' band"),
});

export const NotificationObject = z.strictObject({
  id: Identifier,
  kind: z.literal("notification"),
  time: ScenarioTime,
  source: z.string(),
  class: z.enum(["ballistic", "space-launch", "sounding-rocket"]),
  windowStart: ScenarioTime,
  windowEnd: ScenarioTime,
  latitudeDeg: LatitudeDeg,
  longitudeDeg: LongitudeDeg,
  radiusKm: positive.default(50),
  azimuthDeg: AzimuthDeg.optional(),
});

export const ScenarioObject = z.discriminatedUnion("kind", [
  VehicleObject,
  RecordedAscentObject,
  CatalogueObjects,
  LightningObject,
  BolideObject,
  FireObject,
  NotificationObject,
]);
export type ScenarioObject = z.infer<typeof ScenarioObject>;
export type VehicleObject = z.infer<typeof VehicleObject>;
export type RecordedAscentObject = z.infer<typeof RecordedAscentObject>;
export type CatalogueObjects = z.infer<typeof CatalogueObjects>;
export type LightningObject = z.infer<typeof LightningObject>;
export type BolideObject = z.infer<typeof BolideObject>;
export type FireObject = z.infer<typeof FireObject>;
export type NotificationObject = z.infer<typeof NotificationObject>;

/** The scenario file. */
export const Scenario = z.strictObject({
  name: z.string().min(1),
  description: z.string().optional(),
  origin: z.enum(["exercise", "test"]).default("exercise"),
  start: UtcTime,
  durationSeconds: positive.max(31 * 86_400),
  network: z.string().describe("network file, relative to this file"),
  objects: z.array(ScenarioObject).min(1),
});
export type Scenario = z.infer<typeof Scenario>;
