import { describe, expect, it } from "vitest";
import { binomialTail } from "./existence.js";

describe("the chance of at most so many detections", () => {
  // scipy.stats.binom.cdf, SciPy 1.17.1
  it.each([
    [0, 10, 0.9, 9.999999999999978e-11],
    [3, 10, 0.5, 0.171875],
    [85, 100, 0.9, 0.07257296526488066],
    [380, 400, 0.95, 0.5320300507088136],
    [320, 400, 0.9, 1.7018993371087306e-9],
    [1500, 2000, 0.8, 3.103884810359551e-8],
    [1000, 1100, 0.99, 6.824866922823888e-61],
    [2650, 3000, 0.9, 0.0015811043307442853],
  ])("%d in %d looks at %d", (hits, looks, pd, chance) => {
    expect(binomialTail(hits, looks, pd) / chance).toBeCloseTo(1, 9);
  });

  it("is 1 when all looks may be hits", () => {
    expect(binomialTail(7, 7, 0.9)).toBe(1);
  });
});
