import { describe, expect, it } from "vitest";
import { blackBodyRadiance, blackBodyShare, planckSpectralRadiance } from "./black-body.js";

describe("a black body's radiance in the two bands", () => {
  it("agrees with the fact base's figures for fire, ground, cloud and the Sun (section 2.3)", () => {
    const sunSolidAngle = Math.PI * (6.957e8 / 1.495978707e11) ** 2;
    expect(blackBodyRadiance("swir", 1000) * 1e4).toBeCloseTo(1.1e7, -6);
    expect(blackBodyRadiance("mwir", 1000) * 1e4).toBeCloseTo(9.3e6, -5);
    expect(blackBodyRadiance("swir", 290) * 1e6).toBeCloseTo(4.2e3, -2);
    expect(blackBodyRadiance("mwir", 220) * 1e6).toBeCloseTo(7.2e3, -2);
    expect(blackBodyRadiance("swir", 5772) * sunSolidAngle).toBeCloseTo(8.35, 1);
    expect(blackBodyRadiance("mwir", 5772) * sunSolidAngle).toBeCloseTo(2.18, 1);
  });

  it("peaks where Wien's law says, at 2897.77 µm K", () => {
    const peak = 2897.77e-6 / 1200;
    const at = planckSpectralRadiance(peak, 1200);
    expect(at).toBeGreaterThan(planckSpectralRadiance(peak * 1.002, 1200));
    expect(at).toBeGreaterThan(planckSpectralRadiance(peak * 0.998, 1200));
  });

  it("has some share of the whole in each band, most where the band is near the peak", () => {
    expect(blackBodyShare("swir", 6000)).toBeLessThan(0.01);
    expect(blackBodyShare("swir", 1000)).toBeGreaterThan(0.05);
    expect(blackBodyShare("swir", 1000) + blackBodyShare("mwir", 1000)).toBeLessThan(0.2);
  });
});
