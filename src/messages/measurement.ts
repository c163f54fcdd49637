import { z } from "zod";
import { epochFromUtc } from "../astro/index.js";
import { AzimuthDeg, Identifier, LatitudeDeg, LongitudeDeg, Origin, UtcTime, Vector3 } from "./primitives.js";

/** A time that is on the calendar: a measurement's times are reckoned with as soon as it has passed. */
const Instant = UtcTime.refine(isInstant, "no such instant");

function isInstant(utc: string): boolean {
  try {
    epochFromUtc(utc);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const observed = {
  id: Identifier.describe("unique within the log"),
  sensor: Identifier,
  origin: Origin,
  time: Instant.describe("instant at which the sensor looked"),
  relayedBy: z
    .array(Identifier)
    .optional()
    .describe("who passed the message on, in order; a relayed copy is the same witness"),
};

const unitVector = Vector3.refine((v) => Math.abs(Math.hypot(...v) - 1) < 1e-6, "must have length 1");
/** Between the ground and far beyond any Earth orbit: what lies outside is no satellite. */
const satellitePosition = Vector3.refine((v) => {
  const radius = Math.hypot(...v);
  return radius > 6.3e6 && radius < 1e9;
}, "must lie from 6 300 km to 1 000 000 km from the Earth's centre");
const positive = z.number().positive();

/** One bright point seen by an infrared satellite in one look. */
export const InfraredDetection = z.object({
  type: z.literal("infrared-detection"),
  ...observed,
  look: z
    .number()
    .int()
    .nonnegative()
    .describe("number of the look (scan or frame) since the sensor's start"),
  positionEcef: satellitePosition.describe("satellite, Earth-fixed, m"),
  lineOfSightEcef: unitVector.describe("unit vector from the satellite to the source, Earth-fixed"),
  sigma: positive.describe("random error of the line of sight, 1σ an axis, rad"),
  band: z.string().describe("spectral band, by name in the network file"),
  irradiance: z.number().describe("in-band irradiance at the aperture above background, W/m²"),
  signalToNoise: z.number().describe("amplitude signal-to-noise ratio"),
  assessed: z
    .enum(["candidate", "static-source", "undecided"])
    .optional()
    .describe("what a front end that compares bands and looks takes it for; only a candidate begins a track"),
  summedFrames: z
    .number()
    .int()
    .min(2)
    .optional()
    .describe("found by track-before-detect: along a path through so many frames, not in this one alone"),
  frame: z
    .strictObject({
      number: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits"),
    })
    .optional()
    .describe("the image in which it was found: its number and the digest of its samples"),
});
export type InfraredDetection = z.infer<typeof InfraredDetection>;

/** One optical pulse (a lightning mapper's event or group) seen from orbit. */
export const OpticalPulse = z.object({
  type: z.literal("optical-pulse"),
  ...observed,
  positionEcef: satellitePosition.describe("satellite, Earth-fixed, m"),
  lineOfSightEcef: unitVector.describe("unit vector from the satellite to the source, Earth-fixed"),
  sigma: positive.describe("error of the line of sight, 1σ an axis, rad"),
  energy: z.number().nonnegative().describe("radiant energy, J"),
  flash: z.string().optional().describe("the flash that the instrument's own processing put it into"),
  quality: z.enum(["good", "degraded"]).optional(),
});
export type OpticalPulse = z.infer<typeof OpticalPulse>;

/** One radar plot: a detection in one look, refraction not removed. */
export const RadarPlot = z.object({
  type: z.literal("radar-plot"),
  ...observed,
  scan: z.number().int().nonnegative().describe("number of the scan since the radar's start"),
  range: positive.describe("m"),
  azimuth: z.number().describe("from geodetic north clockwise, rad"),
  elevation: z
    .number()
    .min(-Math.PI / 2)
    .max(Math.PI / 2)
    .describe("apparent, above the geodetic horizon, rad"),
  sigmaRange: positive.describe("random error, 1σ, m"),
  sigmaAzimuth: positive.describe(
    "random error, 1σ, rad, of the azimuth itself (not of azimuth·cos elevation)",
  ),
  sigmaElevation: positive.describe("random error, 1σ, rad"),
  rangeRate: z.number().optional().describe("m/s, away positive"),
  sigmaRangeRate: positive.optional().describe("1σ, m/s"),
  signalToNoise: z.number().describe("power ratio, linear"),
});
export type RadarPlot = z.infer<typeof RadarPlot>;

/**
 * "I am there and looking." It has no count field, so that no fault can make a launch of it (1980: a chip wrote
 * twos into a line check that had the form of a real message).
 */
export const Heartbeat = z.object({
  type: z.literal("heartbeat"),
  sensor: Identifier,
  origin: Origin,
  time: Instant,
  sequence: z.number().int().nonnegative(),
  state: z.enum(["operating", "degraded", "out"]),
});
export type Heartbeat = z.infer<typeof Heartbeat>;

/** Somebody said beforehand that something will fly (NOTAM, Hague Code notice, bilateral). */
export const LaunchNotification = z.object({
  type: z.literal("launch-notification"),
  id: Identifier,
  origin: Origin,
  time: Instant.describe("when the notice was received"),
  source: z.string(),
  class: z.enum(["ballistic", "space-launch", "sounding-rocket"]),
  windowStart: Instant,
  windowEnd: Instant,
  latitudeDeg: LatitudeDeg,
  longitudeDeg: LongitudeDeg,
  radiusKm: z.number().positive().default(50),
  azimuthDeg: AzimuthDeg.optional(),
});
export type LaunchNotification = z.infer<typeof LaunchNotification>;

/** Everything that may enter the watch. Truth has no place in it. */
export const Measurement = z.discriminatedUnion("type", [
  InfraredDetection,
  OpticalPulse,
  RadarPlot,
  Heartbeat,
  LaunchNotification,
]);
export type Measurement = z.infer<typeof Measurement>;
