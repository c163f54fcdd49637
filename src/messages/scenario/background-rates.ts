import { z } from "zod";
import { Identifier, LatitudeDeg, LongitudeDeg } from "../primitives.js";

const nonnegative = z.number().nonnegative();

/** Backgrounds by their rates, drawn anew for each seed: for long runs. */
export const BackgroundRatesObject = z.strictObject({
  id: Identifier,
  kind: z.literal("background-rates"),
  region: z
    .strictObject({
      southDeg: LatitudeDeg,
      northDeg: LatitudeDeg,
      westDeg: LongitudeDeg,
      eastDeg: LongitudeDeg,
    })
    .refine(({ southDeg, northDeg }) => southDeg < northDeg, "southDeg must be less than northDeg")
    .optional()
    .describe("from west eastwards; absent: the whole Earth. Numbers are those in the region"),
  bolides: z
    .union([nonnegative.describe("a day"), z.literal("listed")])
    .default(0)
    .describe(
      "radiating more than smallestBolide; listed: the rate of the public list for the region's area",
    ),
  smallestBolide: z.number().positive().default(1e7).describe("radiated energy, J"),
  fires: nonnegative.default(0).describe("that begin in a day"),
  eruptions: nonnegative.default(0).describe("of volcanoes, that begin in a day"),
  gasFlares: z.number().int().nonnegative().default(0).describe("that burn all the time"),
  afterburners: nonnegative.default(0).describe("stretches of flight in afterburner a day"),
  glints: nonnegative.default(0).describe("flashes of unknown satellites a day, for each infrared satellite"),
});
export type BackgroundRatesObject = z.infer<typeof BackgroundRatesObject>;
