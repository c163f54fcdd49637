import { z } from "zod";
import { Identifier, LatitudeDeg, LongitudeDeg } from "../primitives.js";

/** A day: far beyond what the Earth shows, and less than a million bodies in the longest run. */
const daily = z.number().nonnegative().max(20_000);

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
    .union([daily.describe("a day"), z.literal("listed")])
    .default(0)
    .describe(
      "radiating more than smallestBolide; listed: the rate of the public list for the region's area",
    ),
  smallestBolide: z.number().min(1e5).default(1e7).describe("radiated energy, J"),
  fires: daily.default(0).describe("that begin in a day"),
  eruptions: daily.default(0).describe("of volcanoes, that begin in a day"),
  gasFlares: z.number().int().nonnegative().max(100_000).default(0).describe("that burn all the time"),
  afterburners: daily.default(0).describe("stretches of flight in afterburner a day"),
  glints: daily.default(0).describe("flashes of unknown satellites a day, for each infrared satellite"),
});
export type BackgroundRatesObject = z.infer<typeof BackgroundRatesObject>;
