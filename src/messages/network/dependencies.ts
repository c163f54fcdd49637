import { z } from "zod";

/** What a sensor hangs on. Sensors that share one of these fail together and have one vote. */
export const Dependencies = z.strictObject({
  power: z.string().optional(),
  link: z.string().optional(),
  processor: z.string().optional(),
  site: z.string().optional(),
  clock: z.string().optional(),
});
export type Dependencies = z.infer<typeof Dependencies>;
