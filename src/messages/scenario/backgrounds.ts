import { z } from "zod";
import { AzimuthDeg, Identifier, LatitudeDeg, LongitudeDeg } from "../primitives.js";
import { BackgroundRatesObject } from "./background-rates.js";
import { FireObject, GasFlareObject, VolcanoObject } from "./hot-ground.js";
import { RadiationObject, SatelliteGlintsObject, StarsObject } from "./sky-lights.js";
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
  altitudeKm: positive.max(500).default(80).describe("where it lights up"),
  speed: positive.max(100_000).default(17_000).describe("m/s"),
  azimuthDeg: AzimuthDeg.describe("where it flies to"),
  slopeDeg: z.number().min(1).max(90).default(40).describe("below the horizontal"),
  durationSeconds: positive.max(600).default(2.5),
  radiantIntensity: positive.default(1e6).describe("peak, W/sr in the satellites' band"),
  radiatedEnergy: positive
    .optional()
    .describe("J, of all its light as of a black body of 6,000 K; in place of radiantIntensity"),
});
export type BolideObject = z.infer<typeof BolideObject>;

/** An aircraft that flies in afterburner: straight legs with a turn between them. */
export const AfterburnerObject = z.strictObject({
  id: Identifier,
  kind: z.literal("afterburner"),
  time: ScenarioTime.describe("when the afterburner is lit"),
  latitudeDeg: LatitudeDeg,
  longitudeDeg: LongitudeDeg,
  altitudeKm: positive.max(30).default(11),
  azimuthDeg: AzimuthDeg.describe("course at first"),
  speed: positive.max(1200).default(350).describe("over ground, m/s"),
  durationSeconds: positive.max(86_400).default(180),
  radiantIntensity: positive.default(4e3).describe("W/sr in the short-wave band"),
  midWaveRatio: positive.default(2).describe("intensity in the mid-wave band over that"),
  legSeconds: z.number().min(1).default(90).describe("straight flight between turns"),
  turnDeg: z.number().min(-360).max(360).default(0).describe("to the right, after each leg"),
  turnDegPerSecond: positive.max(30).default(3),
});
export type AfterburnerObject = z.infer<typeof AfterburnerObject>;

/** What is no rocket and yet is seen. */
export const backgroundObjects = [
  LightningObject,
  BolideObject,
  FireObject,
  GasFlareObject,
  VolcanoObject,
  AfterburnerObject,
  SatelliteGlintsObject,
  StarsObject,
  RadiationObject,
  BackgroundRatesObject,
] as const;
