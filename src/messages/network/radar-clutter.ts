import { z } from "zod";
import { LatitudeDeg, LongitudeDeg } from "../primitives.js";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();

/** Meteors: trails of ionised air that live for a moment. */
export const MeteorClutter = z.strictObject({
  perHour: nonnegative.describe("bright enough to be seen, over the whole cover, mean of the day"),
  diurnalAmplitude: z
    .number()
    .min(0)
    .max(1)
    .default(0.6)
    .describe("of the rate about its mean: most at 6 h local time, least at 18 h"),
  heightKm: z
    .tuple([positive, positive])
    .default([80, 110])
    .refine(([low, high]) => low < high, "must rise"),
  trailSeconds: positive.default(0.5).describe("mean life of a trail, exponential"),
  windSigma: nonnegative.default(50).describe("1σ of a trail's drift, a component, m/s"),
  headShare: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe("of meteors whose head is seen instead: it moves as the meteor does"),
  headSeconds: positive.default(0.2),
  headSpeed: z
    .tuple([positive, positive])
    .default([11_000, 72_000])
    .refine(([low, high]) => low < high, "must rise"),
  crossSectionM2: positive.default(1).describe("median; log-normal by a factor of 3"),
});
export type MeteorClutter = z.infer<typeof MeteorClutter>;

/** Radar aurora: clouds of plots toward the geomagnetic pole, at times. */
export const AuroraClutter = z.strictObject({
  eventsPerDay: nonnegative,
  meanMinutes: positive.default(30),
  plotsPerScan: nonnegative.default(5).describe("mean while an event lasts"),
  halfWidthDeg: positive
    .max(180)
    .default(40)
    .describe("sector of azimuth about the direction of the geomagnetic pole"),
  heightKm: z
    .tuple([positive, positive])
    .default([100, 130])
    .refine(([low, high]) => low < high, "must rise"),
  spreadKm: positive.default(60).describe("1σ of a cloud in range"),
  spreadDeg: positive.default(4).describe("1σ of a cloud in azimuth"),
  rangeRateSigma: positive.default(400).describe("m/s"),
  poleLatitudeDeg: LatitudeDeg.default(80.8).describe(
    "geomagnetic pole of the north (IGRF-14 dipole of 2025)",
  ),
  poleLongitudeDeg: LongitudeDeg.default(-72.7),
});
export type AuroraClutter = z.infer<typeof AuroraClutter>;

/** Other transmitters: spokes of plots in one direction, at times. */
export const InterferenceClutter = z.strictObject({
  eventsPerDay: nonnegative,
  meanSeconds: positive.default(60),
  plotsPerScan: nonnegative.default(8).describe("mean while it lasts"),
});
export type InterferenceClutter = z.infer<typeof InterferenceClutter>;

/** What a radar shows that is neither a body nor noise; generic figures. */
export const RadarClutter = z.strictObject({
  meteors: MeteorClutter.optional(),
  aurora: AuroraClutter.optional(),
  interference: InterferenceClutter.optional(),
});
export type RadarClutter = z.infer<typeof RadarClutter>;
