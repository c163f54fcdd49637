import { z } from "zod";
import { Identifier } from "../primitives.js";
import { Dependencies } from "./dependencies.js";
import { Orbit } from "./orbit.js";

/** A lightning mapper or any other optical transient sensor in orbit. */
export const OpticalSatellite = z.strictObject({
  id: Identifier,
  kind: z.literal("optical"),
  orbit: Orbit,
  dependsOn: Dependencies.default({}),
});
export type OpticalSatellite = z.infer<typeof OpticalSatellite>;
