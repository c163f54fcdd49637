import { z } from "zod";
import { AzimuthDeg, Identifier, LatitudeDeg, LongitudeDeg } from "../primitives.js";
import { ScenarioTime } from "./time.js";

const positive = z.number().positive();

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
export type NotificationObject = z.infer<typeof NotificationObject>;
