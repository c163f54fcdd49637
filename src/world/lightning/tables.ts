import { createRequire } from "node:module";
import { z } from "zod";

// Read with `require`: an ESM import of JSON prints a warning on Node 20. `src` and `dist` lie equally deep.
const readJson = createRequire(import.meta.url);

const positive = z.number().positive();
const figure = z.number().nonnegative().optional();

const Granules = z.strictObject({
  note: z.string(),
  granules: z.array(
    z.strictObject({
      satellite: z.string(),
      start: z.string(),
      seconds: positive,
      flashes: z.number().int().nonnegative(),
      durationMedian: figure,
      durationQ90: figure,
      energyMedian: figure,
      energyQ90: figure,
      pulsesMedian: figure,
      pulsesQ90: figure,
    }),
  ),
});

const spread = z.strictObject({
  factor: z.number().gt(1),
  degreesOfFreedom: z.number().int().min(1).max(20),
});
const Beliefs = z.strictObject({
  note: z.string(),
  spread: z.strictObject({
    rate: spread,
    durationMedian: spread,
    durationTail: spread,
    energyMedian: spread,
    energyTail: spread,
    pulsesMedian: spread,
    pulsesTail: spread,
  }),
});

export type GranuleRow = z.infer<typeof Granules>["granules"][number];
export type SpreadBelief = z.infer<typeof spread>;
export type FigureName = keyof z.infer<typeof Beliefs>["spread"];

/** Figures of real granules: `data/lightning/granules.json`. */
export function granuleRows(): readonly GranuleRow[] {
  return Granules.parse(readJson("../../../data/lightning/granules.json")).granules;
}

/** Beliefs about their spread: `data/lightning/model.json`. */
export function spreadBeliefs(): Readonly<Record<FigureName, SpreadBelief>> {
  return Beliefs.parse(readJson("../../../data/lightning/model.json")).spread;
}
