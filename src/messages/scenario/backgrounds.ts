import { z } from "zod";
import { AzimuthDeg, Identifier, LatitudeDeg, LongitudeDeg } from "../primitives.js";
import { ScenarioTime } from "./time.js";

const positive = z.number().positive();

export const LightningObject = z.strictObject({
  id: Identifier,
  kind: z.literal("lightning"),
  file: z.string().describe("a GLM granule or our own table of pulses, relative to the scenario"),
  sensor: Identifier.describe("the optical satellite that sees it"),
  time: ScenarioTime.optional().describe("when its first pulse comes; absent: the recording's own time"),
});
export type LightningObject = z.infer<typeof LightningObject>;

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
export type BolideObject = z.infer<typeof BolideObject>;

/** A steady hot place on the ground. */
export const FireObject = z.strictObject({
  id: Identifier,
  kind: z.literal("fire"),
  latitudeDeg: LatitudeDeg,
  longitudeDeg: LongitudeDeg,
  radiantIntensity: positive.default(2e5).describe("W/sr in the satellites' band"),
});
export type FireObject = z.infer<typeof FireObject>;

/** What is no rocket and yet is seen. */
export const backgroundObjects = [LightningObject, BolideObject, FireObject] as const;
