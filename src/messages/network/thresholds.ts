import { z } from "zod";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();

/** Figures on which the watch decides; every one has a default and is logged with the run. */
export const Thresholds = z.strictObject({
  confirmedProbability: z.number().min(0.5).max(1).default(0.9).describe("of ballistic, for level confirmed"),
  noticeLooks: z.number().int().min(3).default(4).describe("looks of one satellite before a notice"),
  plumeGoneSeconds: positive.default(20).describe("least time without plume before level confirmed"),
  plumeGoneLooks: nonnegative.default(2),
  plumeGoneMarginSeconds: nonnegative.default(12),
  confirmedCoastSeconds: positive
    .default(25)
    .describe("unpowered flight that radar must have followed before level confirmed"),
  confirmedCoastPlots: z.number().int().min(3).default(5).describe("and so many plots of it"),
  updateSeconds: positive.default(60).describe("least time between two updates of a warning"),
  staleSeconds: positive.default(30).describe("without sight for so long, an estimate is marked stale"),
  warningLifetimeSeconds: positive.default(1800),
});
export type Thresholds = z.infer<typeof Thresholds>;
