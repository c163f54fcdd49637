import { describe, expect, it } from "vitest";
import { ellipse95, mahalanobisSquared } from "./ellipse.js";

describe("95 % ellipse", () => {
  it("has semi-axes of 2.4477 sigma along the axes", () => {
    const { semiMajor, semiMinor, azimuth } = ellipse95([4e6, 0, 1e6]);
    expect(semiMajor).toBeCloseTo(2.4477468 * 2000, 3);
    expect(semiMinor).toBeCloseTo(2.4477468 * 1000, 3);
    expect(azimuth).toBeCloseTo(Math.PI / 2, 12);
  });

  it("points clockwise from north", () => {
    expect(ellipse95([1, 0.5, 1]).azimuth).toBeCloseTo(Math.PI / 4, 12);
    expect(ellipse95([1, -0.5, 1]).azimuth).toBeCloseTo((3 * Math.PI) / 4, 12);
    expect(ellipse95([1, 0, 4]).azimuth).toBeCloseTo(0, 12);
  });

  it("has its ends at the 95 % quantile of the distance", () => {
    const covariance = [3, 1.2, 2] as const;
    const { semiMajor, semiMinor, azimuth } = ellipse95(covariance);
    const at = (length: number, a: number) =>
      mahalanobisSquared(length * Math.sin(a), length * Math.cos(a), covariance);
    expect(at(semiMajor, azimuth)).toBeCloseTo(5.991465, 5);
    expect(at(semiMinor, azimuth + Math.PI / 2)).toBeCloseTo(5.991465, 5);
  });
});
