import { z } from "zod";
import { BoostFamily } from "../boost-family.js";
import { LogNormal } from "../network/index.js";
import { Bus, Fairing, Fragments, SpentStages, Tumble } from "./pieces.js";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();

/** A generic vehicle: a boost family, what is left of its stages, and what it carries. */
export const Vehicle = z.strictObject({
  name: z.string(),
  source: z.string().optional().describe("where its figures come from"),
  class: z.enum(["ballistic", "space-launch", "sounding-rocket"]),
  boost: BoostFamily,
  pitchProgramDeg: z
    .array(z.tuple([nonnegative, z.number()]))
    .optional()
    .describe(
      "open-loop thrust elevation above the local horizontal [s after ignition, deg], in place of the gravity turn from its first time on",
    ),
  orbit: z
    .strictObject({
      heightKm: positive.default(200).describe("above the equatorial radius"),
    })
    .optional()
    .describe("the last stage steers into a low orbit and goes out there"),
  payload: z.strictObject({
    ballisticCoefficient: LogNormal.describe("kg/m²"),
    crossSectionM2: positive.default(0.1),
    separates: z.boolean().default(true),
    tumble: Tumble.optional(),
  }),
  spentStages: SpentStages.optional().describe("present: each spent stage falls as an object of its own"),
  fairing: Fairing.optional(),
  separationDebris: Fragments.optional().describe("small pieces, so many at each separation of a stage"),
  bus: Bus.optional(),
  boostCrossSectionM2: positive.default(5).describe("of the whole vehicle during boost"),
  plumeShape: z.string().default("generic").describe("name of the altitude shape of its plume"),
  swerling: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).default(1),
});
export type Vehicle = z.infer<typeof Vehicle>;
