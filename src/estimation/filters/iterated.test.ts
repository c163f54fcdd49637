import { expect, test } from "vitest";
import { constantVelocity } from "../models/index.js";
import { extendedFilter, iteratedFilter } from "./extended.js";
import { gaussian } from "./gaussian.js";
import type { MeasurementModel } from "./model.js";

/** z = arctan x₀, on which Gauss–Newton's full steps run away from |x| > 1.39. */
const bent: MeasurementModel = {
  states: 2,
  dimension: 1,
  noise: Float64Array.of(1e-4),
  measure(x, out) {
    out[0] = Math.atan(x[0]!);
  },
  jacobian(x, out) {
    out[0] = 1 / (1 + x[0]! ** 2);
    out[1] = 0;
  },
  innovate(measured, predicted, out) {
    out[0] = measured[0]! - predicted[0]!;
  },
};

test("steps that make the posterior less likely are halved: the peak is found from where full steps run away", () => {
  const begin = () => gaussian(0, [3, 0], [100, 1]);
  const motion = constantVelocity(1, 0);
  const [plain, iterated] = [begin(), begin()];
  extendedFilter(motion).update(plain, bent, Float64Array.of(0.2));
  expect(plain.mean[0]).toBeLessThan(-5);
  const outcome = iteratedFilter(motion, { most: 20 }).update(iterated, bent, Float64Array.of(0.2));
  expect(outcome.refused).toBe(null);
  const peak = Math.tan(0.2);
  expect(Math.abs(iterated.mean[0]! - peak)).toBeLessThan(1e-3);
  // variance of the noise, brought back through the slope at the peak
  expect(Math.sqrt(iterated.covariance[0]!) / (0.01 * (1 + peak ** 2))).toBeCloseTo(1, 2);
  expect(iterated.covariance[3]).toBeCloseTo(1, 12);
});
