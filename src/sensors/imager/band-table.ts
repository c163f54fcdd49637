import { z } from "zod";
import { BandAir, table } from "../data-table.js";

const positive = z.number().positive();

const ImagerBand = z.strictObject({
  micrometres: z.tuple([positive, positive]).refine(([short, long]) => short < long, "must rise"),
  noiseTemperature: positive.optional(),
  signalToNoise: positive.optional(),
  air: z.string(),
});

const ImagerBands = z
  .strictObject({
    note: z.string(),
    pixelMicroradians: positive,
    pointSpreadPixels: positive,
    navigationMicroradians: positive,
    coolestPlume: positive,
    highestVapour: positive,
    brightestPlume: positive,
    surelyBurning: z.strictObject({ day: positive, night: positive }),
    bands: z.record(z.string(), ImagerBand),
    airs: z.record(z.string(), BandAir),
  })
  .refine(
    ({ bands, airs }) => Object.values(bands).every((b) => b.air in airs),
    "a band's air must be there",
  );

/** One band of the imager. */
export type ImagerBand = z.infer<typeof ImagerBand>;

/** The editable table `data/sensors/imager-bands.json`; grades and sources stand in its note. */
export const imagerTable = table("imager-bands.json", ImagerBands);
