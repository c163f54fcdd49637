import { z } from "zod";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();

/** One powered stage in the ratios that its motion depends on. */
export const BoostStage = z.strictObject({
  initialAcceleration: positive.describe("vacuum thrust over mass at ignition, m/s²"),
  exhaustVelocity: positive.describe("effective, vacuum, m/s: acceleration is a₀ / (1 − a₀·t / c)"),
  burnSeconds: positive,
  gapSeconds: nonnegative.default(0).describe("pause without thrust after this stage"),
  dragAreaOverMass: nonnegative
    .default(0)
    .describe("reference area over mass at ignition, m²/kg (drag coefficient apart)"),
  seaLevelThrustLoss: z
    .number()
    .min(0)
    .max(0.5)
    .default(0)
    .describe("share of vacuum thrust lost at sea level"),
  radiantIntensity: positive.optional().describe("of this stage's plume, in place of the family's, W/sr"),
  plumeShape: z.string().optional().describe("of this stage's plume, in place of the vehicle's"),
});
export type BoostStage = z.infer<typeof BoostStage>;

/** How far members of a family differ from its nominal figures, 1σ. */
export const BoostSpread = z.strictObject({
  thrust: nonnegative
    .default(0.04)
    .describe("relative, of every stage's thrust (burn time shortens as it grows)"),
  verticalRiseSeconds: nonnegative.default(2),
  kickDeg: nonnegative.default(2),
  angleOfAttackDeg: nonnegative.default(2).describe("constant, in the plane of flight, after the kick"),
  yawDeg: nonnegative.default(0.5).describe("constant, out of the plane of flight, after the kick"),
  drag: nonnegative.default(0.3).describe("relative"),
});
export type BoostSpread = z.infer<typeof BoostSpread>;

/**
 * A generic family of boost profiles: vertical rise, a turn at constant rate to the kick angle, then a gravity
 * turn with a constant small angle of attack and yaw. Textbook figures; no real vehicle.
 */
export const BoostFamily = z.strictObject({
  name: z.string(),
  class: z.enum(["ballistic", "space-launch", "sounding-rocket"]),
  weight: positive.default(1).describe("prior weight among the families"),
  stages: z.array(BoostStage).min(1).max(4),
  verticalRiseSeconds: positive.default(8),
  kickSeconds: positive.default(8).describe("duration of the turn from vertical to the kick angle"),
  kickDeg: z.number().min(0).max(85).describe("tilt from vertical at the end of the turn"),
  dragCoefficient: positive.default(0.3),
  radiantIntensity: positive.describe("W/sr at high altitude, in the satellites' band"),
  spread: BoostSpread.prefault({}),
});
export type BoostFamily = z.infer<typeof BoostFamily>;
