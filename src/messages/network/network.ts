import { z } from "zod";
import { LatitudeDeg, LongitudeDeg } from "../primitives.js";
import { InfraredSatellite } from "./infrared.js";
import { OpticalSatellite } from "./optical.js";
import { Priors } from "./priors.js";
import { Radar } from "./radar.js";
import { Thresholds } from "./thresholds.js";

const positive = z.number().positive();

export const Sensor = z.discriminatedUnion("kind", [InfraredSatellite, OpticalSatellite, Radar]);
export type Sensor = z.infer<typeof Sensor>;

export const ProtectedArea = z.strictObject({
  name: z.string(),
  latitudeDeg: LatitudeDeg,
  longitudeDeg: LongitudeDeg,
  radiusKm: positive,
});
export type ProtectedArea = z.infer<typeof ProtectedArea>;

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
