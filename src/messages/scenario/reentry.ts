import { z } from "zod";
import { LogNormal } from "../network/index.js";
import { AzimuthDeg, Identifier, LatitudeDeg, LongitudeDeg } from "../primitives.js";
import { Fragments, Tumble } from "./pieces.js";
import { ScenarioTime } from "./time.js";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();

/** A state at the entry interface; speed and angles are inertial, as entries are described. */
const entryState = z.strictObject({
  time: ScenarioTime,
  latitudeDeg: LatitudeDeg,
  longitudeDeg: LongitudeDeg,
  altitudeKm: z.number().min(80).max(400).default(120),
  speed: z.number().min(3000).max(12_000).default(7800).describe("inertial, m/s"),
  flightPathAngleDeg: z.number().min(-90).max(0).default(-1.5).describe("inertial, below the horizontal"),
  azimuthDeg: AzimuthDeg.describe("of the inertial velocity"),
});

/** An orbit by its osculating Kepler elements at an instant. */
const entryOrbit = z.strictObject({
  time: ScenarioTime.describe("of the elements; the body is there from then on"),
  perigeeKm: z.number().min(60).max(2000).describe("above the equatorial radius"),
  apogeeKm: z.number().min(100).max(40_000).describe("above the equatorial radius"),
  inclinationDeg: z.number().min(0).max(180),
  ascendingNodeLongitudeDeg: LongitudeDeg.describe("Earth-fixed, at that time"),
  argumentOfPerigeeDeg: z.number().default(0),
  trueAnomalyDeg: z.number().default(0),
  deorbit: z
    .strictObject({ secondsAfter: nonnegative.default(0), speed: positive })
    .optional()
    .describe("a braking impulse against the velocity, m/s: a controlled re-entry"),
});

/** Something that comes down from orbit: a spent upper stage, a satellite, a capsule. */
export const ReentryObject = z
  .strictObject({
    id: Identifier,
    kind: z.literal("reentry"),
    entry: entryState.optional(),
    orbit: entryOrbit.optional(),
    massKg: positive.default(2000),
    ballisticCoefficient: LogNormal.prefault({ median: 150, factor: 1.3 }).describe("kg/m²"),
    liftToDrag: z.number().min(0).max(2).default(0).describe("of a steered body"),
    bankDeg: z.number().min(-180).max(180).default(0).describe("of the lift, from upwards to the right"),
    crossSectionM2: positive.default(10),
    tumble: Tumble.optional(),
    radiantEfficiency: z
      .number()
      .min(0)
      .max(0.2)
      .default(0.003)
      .describe("share of the power lost to the air that leaves as light in the satellites' band"),
    glowTemperatureK: z
      .number()
      .min(800)
      .max(6000)
      .default(2000)
      .describe("of the glow as a black body: its colour, for bands beside that of the short waves"),
    breakUp: z
      .strictObject({
        altitudeKm: z.number().min(20).max(120).default(78),
        dynamicPressure: positive.optional().describe("Pa: breaks up when it is reached, if that is earlier"),
        mainMassShare: z.number().min(0.05).max(1).default(0.4).describe("of the piece that keeps the name"),
        fragments: Fragments.prefault({ count: 15, speed: 15 }),
      })
      .nullable()
      .prefault({})
      .describe("null: it stays whole"),
  })
  .refine((object) => (object.entry === undefined) !== (object.orbit === undefined), {
    message: "needs either `entry` or `orbit`",
  });
export type ReentryObject = z.infer<typeof ReentryObject>;
