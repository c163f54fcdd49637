import { describe, expect, it } from "vitest";
import { bandNoise, bandWidth, imagerPlanck, imagerTransmission, sunlitRadiance } from "./spectrum.js";

describe("the imager's bands", () => {
  it("have Planck's radiances near those of GOES-17's own coefficients for 3.9 µm and 10.3 µm", () => {
    // fk1 and fk2 as the files of 2019-10-27 give them: L = fk1 / (exp(fk2 / (bc2·T + bc1)) − 1)
    const own = 203_135 / Math.expm1(3703.5 / (0.99938 * 300 + 0.44554));
    expect(imagerPlanck(7, 300) / own).toBeGreaterThan(0.95);
    expect(imagerPlanck(7, 300) / own).toBeLessThan(1.05);
    // 10.35 µm at 300 K: 966 cm⁻¹ gives 104 mW m⁻² sr⁻¹ (cm⁻¹)⁻¹ (Planck, by hand)
    expect(imagerPlanck(13, 300)).toBeGreaterThan(100);
    expect(imagerPlanck(13, 300)).toBeLessThan(108);
  });

  it("have the Sun's irradiance of the fact base: 5.85 W/m² from 3.5 to 4.0 µm", () => {
    const byMicrometre = (sunlitRadiance(7) * Math.PI * bandWidth(7)) / 0.2;
    expect(byMicrometre).toBeGreaterThan(0.75 * 11.7);
    expect(byMicrometre).toBeLessThan(1.25 * 11.7);
    // GOES-17's own solar irradiance at 1.61 µm, 242.6 W m⁻² µm⁻¹: there the Sun is seen deeper and hotter than 5772 K
    expect((sunlitRadiance(5) * Math.PI) / 242.6).toBeGreaterThan(0.8);
    expect((sunlitRadiance(5) * Math.PI) / 242.6).toBeLessThan(1.1);
  });

  it("know their noise: a tenth of a kelvin at 300 K is 0.0035 at 3.9 µm", () => {
    expect(bandNoise(7)).toBeCloseTo(0.0034, 3);
  });

  it("see the ground through windows, and only what is high through water vapour", () => {
    for (const band of [5, 7, 13]) expect(imagerTransmission(band, 0, Math.PI / 2)).toBeGreaterThan(0.7);
    for (const band of [4, 8, 9, 10]) {
      expect(imagerTransmission(band, 0, Math.PI / 2)).toBeLessThan(0.01);
      expect(imagerTransmission(band, 20_000, Math.PI / 4)).toBeGreaterThan(0.8);
    }
  });
});
