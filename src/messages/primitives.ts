import { z } from "zod";

/** An instant as written at every border: ISO 8601, UTC, with `Z` and up to nanoseconds. */
export const UtcTime = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/,
    "must be a UTC time such as 2026-08-22T06:00:00Z",
  )
  .describe("UTC instant, ISO 8601 with Z");
export type UtcTime = z.infer<typeof UtcTime>;

/** Three Cartesian components; the frame stands in the field's name. */
export const Vector3 = z.tuple([z.number(), z.number(), z.number()]).describe("Cartesian components, SI");
export type Vector3 = z.infer<typeof Vector3>;

export const LatitudeDeg = z.number().min(-90).max(90).describe("geodetic latitude, WGS-84, degrees");
export const LongitudeDeg = z.number().min(-180).max(360).describe("longitude, degrees east");
export const AzimuthDeg = z.number().min(-360).max(360).describe("azimuth from north, clockwise, degrees");
export const Identifier = z.string().min(1).max(200);

/** The 95 % ellipse of a position on the ground: half-axes in metres, azimuth of the longer one. */
export const Ellipse95 = z.object({
  semiMajor: z.number().nonnegative().describe("metres"),
  semiMinor: z.number().nonnegative().describe("metres"),
  azimuthDeg: AzimuthDeg.describe("direction of the longer half-axis, degrees from north"),
});
export type Ellipse95 = z.infer<typeof Ellipse95>;

/**
 * Where a fact comes from in the world of wars and drills. The four never mix (1979: a training tape in the
 * live line; 2018: an exercise text on a live button).
 */
export const Origin = z.enum(["live", "exercise", "replay", "test"]);
export type Origin = z.infer<typeof Origin>;

/** The physical kind of a sensor. Confirmation counts kinds, never sensors. */
export const SensorKind = z.enum(["infrared", "radar", "optical"]);
export type SensorKind = z.infer<typeof SensorKind>;
