import { describe, expect, it } from "vitest";
import { mixtureMoments, mixtureSpread } from "./mixture.js";

describe("mixtureMoments", () => {
  it("has the mean and covariance of the mixture", () => {
    const mean = new Float64Array(2);
    const covariance = new Float64Array(4);
    const means = Float64Array.of(0, 0, 4, 2);
    const covariances = Float64Array.of(1, 0.5, 0.5, 2, 3, 0, 0, 1);
    mixtureMoments(2, 2, Float64Array.of(3, 1), means, covariances, mean, covariance);
    expect([...mean]).toEqual([1, 0.5]);
    // ¾·(P₁ + (1, ½)(1, ½)ᵀ) + ¼·(P₂ + (3, 1½)(3, 1½)ᵀ)
    expect(covariance[0]).toBeCloseTo(0.75 * 2 + 0.25 * 12, 14);
    expect(covariance[1]).toBeCloseTo(0.75 * 1 + 0.25 * 4.5, 14);
    expect(covariance[3]).toBeCloseTo(0.75 * 2.25 + 0.25 * 3.25, 14);
    expect(covariance[2]).toBe(covariance[1]);
  });

  it("PDA: is the textbook's update with one plot that may be another's", () => {
    // a scalar track 0 ± 2, plot at 3 ± 1, β₁ = 0.7: P = β₀P + β₁(1 − W)P + β₀β₁(Wν)²
    const w = 4 / 5;
    const mean = new Float64Array(1);
    const covariance = new Float64Array(1);
    const components = [Float64Array.of(0, w * 3), Float64Array.of(4, (1 - w) * 4)] as const;
    mixtureMoments(1, 2, Float64Array.of(0.3, 0.7), ...components, mean, covariance);
    expect(mean[0]).toBeCloseTo(0.7 * w * 3, 14);
    expect(covariance[0]).toBeCloseTo(0.3 * 4 + 0.7 * (1 - w) * 4 + 0.21 * (w * 3) ** 2, 14);
  });

  it("spreads about any point by the parallel axis theorem", () => {
    const means = Float64Array.of(1, 5);
    const variances = Float64Array.of(2, 3);
    const weights = Float64Array.of(0.5, 0.5);
    const mean = new Float64Array(1);
    const own = new Float64Array(1);
    const about = new Float64Array(1);
    mixtureMoments(1, 2, weights, means, variances, mean, own);
    mixtureSpread(1, 2, weights, means, variances, Float64Array.of(1), about);
    expect(about[0]).toBeCloseTo(own[0]! + (mean[0]! - 1) ** 2, 13);
  });

  it("refuses weights that add to nothing", () => {
    const one = new Float64Array(1);
    expect(() => mixtureMoments(1, 1, one, one, one, one, one)).toThrow(RangeError);
  });
});
