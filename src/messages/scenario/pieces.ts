import { z } from "zod";
import { LogNormal } from "../network/index.js";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();

/** A body that turns over: its radar cross-section goes up and down twice a turn about its mean. */
export const Tumble = z.strictObject({
  periodSeconds: LogNormal.prefault({ median: 10, factor: 2 }).describe("of one turn"),
  swingDb: nonnegative.max(40).default(12).describe("from its least to its greatest radar cross-section, dB"),
});
export type Tumble = z.infer<typeof Tumble>;

/** One inert piece that comes off: what it weighs against the air and what a radar sees of it. */
const piece = {
  ballisticCoefficient: LogNormal.describe("kg/m²"),
  crossSectionM2: positive,
  separationSpeed: nonnegative.describe("of the push, m/s"),
  tumble: Tumble.optional(),
};

/** Spent stages: one falls after each burn. */
export const SpentStages = z.strictObject({
  ...piece,
  crossSectionM2: positive.default(5),
  separationSpeed: nonnegative.default(2).describe("backwards, by which a stage is pushed off, m/s"),
});
export type SpentStages = z.infer<typeof SpentStages>;

/** A fairing that opens sideways into equal pieces. */
export const Fairing = z.strictObject({
  ...piece,
  seconds: positive.describe("after ignition"),
  pieces: z.number().int().min(1).max(8).default(2),
  ballisticCoefficient: LogNormal.prefault({ median: 40, factor: 1.4 }).describe("kg/m²"),
  crossSectionM2: positive.default(3),
  separationSpeed: nonnegative.default(6).describe("of the push sideways, m/s"),
});
export type Fairing = z.infer<typeof Fairing>;

/** A carrier that flies on with the payload after burnout and then lets it go. */
export const Bus = z.strictObject({
  ...piece,
  secondsAfterBurnout: positive.default(20),
  ballisticCoefficient: LogNormal.prefault({ median: 600, factor: 1.5 }).describe("kg/m²"),
  crossSectionM2: positive.default(1),
  separationSpeed: nonnegative.default(1).describe("backwards, by which it is pushed off, m/s"),
});
export type Bus = z.infer<typeof Bus>;

/** A cloud of pieces thrown out to all sides. */
export const Fragments = z.strictObject({
  count: z.number().int().min(1).max(500),
  ballisticCoefficient: LogNormal.prefault({ median: 60, factor: 2 }).describe("kg/m²"),
  crossSectionM2: LogNormal.prefault({ median: 0.05, factor: 2.5 }),
  speed: nonnegative.default(5).describe("1σ of the push along each axis, m/s"),
  tumble: Tumble.optional(),
});
export type Fragments = z.infer<typeof Fragments>;
