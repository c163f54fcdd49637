import { z } from "zod";
import { BoostFamily } from "../boost-family.js";

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();

export const LogNormal = z
  .strictObject({ median: positive, factor: z.number().gt(1) })
  .describe("log-normal: 68 % lie between median/factor and median·factor");
export type LogNormal = z.infer<typeof LogNormal>;

/** What is believed before anything is seen. The simulator draws from the same. */
export const Priors = z.strictObject({
  cloudTop: z
    .strictObject({ meanM: nonnegative, sigmaM: nonnegative, minM: nonnegative, maxM: positive })
    .default({ meanM: 8500, sigmaM: 1000, minM: 0, maxM: 16000 }),
  ballisticCoefficient: LogNormal.default({ median: 3000, factor: 1.65 }).describe(
    "of a re-entering body, kg/m²",
  ),
  fallingStage: LogNormal.default({ median: 450, factor: 1.6 }).describe("of a tumbling spent stage, kg/m²"),
  boostFamilies: z.array(BoostFamily).min(1),
});
export type Priors = z.infer<typeof Priors>;
