import { z } from "zod";
import { AzimuthDeg, Identifier, LatitudeDeg, LongitudeDeg } from "../primitives.js";
import { Failure } from "./failure.js";
import { ReentryObject } from "./reentry.js";
import { ScenarioTime } from "./time.js";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();

const launchSite = z.strictObject({
  time: ScenarioTime,
  latitudeDeg: LatitudeDeg,
  longitudeDeg: LongitudeDeg,
  azimuthDeg: AzimuthDeg,
  azimuthSigmaDeg: nonnegative.default(0).describe("1σ of the draw about it"),
  positionSigmaKm: nonnegative.default(0).describe("1σ of the draw about the place, north and east"),
});

/**
 * The shape of the trajectory, by a figure of it: the same vehicle is pitched over less or more until its nominal
 * flight has it.
 */
export const Loft = z.union([
  z.strictObject({ burnoutFlightPathAngleDeg: z.number().min(3).max(89.5) }),
  z.strictObject({ apogeeOverRange: z.number().min(0.02).max(100) }),
]);
export type Loft = z.infer<typeof Loft>;

export const VehicleObject = z.strictObject({
  id: Identifier,
  kind: z.literal("vehicle"),
  vehicle: z.string().describe("vehicle file, relative to the scenario"),
  launch: launchSite,
  loft: Loft.optional().describe("lofted or depressed, in place of the vehicle's own pitch-over"),
  failure: Failure.optional(),
});
export type VehicleObject = z.infer<typeof VehicleObject>;

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
export type RecordedAscentObject = z.infer<typeof RecordedAscentObject>;

/** Everything that is launched or comes down. */
export const launchObjects = [VehicleObject, RecordedAscentObject, ReentryObject] as const;
