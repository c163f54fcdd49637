import { describe, expect, it } from "vitest";
import { referenceCases } from "../../../test/support/reference.js";
import { airDensity, airPressure } from "./air-table.js";
import { densityExponentialAbove84, standardAtmosphere } from "./atmosphere.js";

interface Case {
  altitude: number;
  temperature: number;
  pressure: number;
  density: number;
}

const relative = (a: number, b: number): number => Math.abs(a / b - 1);

describe("the US Standard Atmosphere 1976", () => {
  it("holds to 1e-6 up to 85 km", () => {
    for (const c of referenceCases<Case>("ussa1976")) {
      const air = standardAtmosphere(c.altitude);
      expect(relative(air.temperature, c.temperature)).toBeLessThan(1e-9);
      expect(relative(air.pressure, c.pressure)).toBeLessThan(1e-6);
      expect(relative(air.density, c.density)).toBeLessThan(1e-6);
    }
  });

  it("goes on above 86 km without a jump of density or pressure beyond a thousandth", () => {
    const below = standardAtmosphere(86000);
    const above = standardAtmosphere(86000.001);
    expect(relative(above.density, below.density)).toBeLessThan(1e-3);
    expect(relative(above.pressure, below.pressure)).toBeLessThan(1e-3);
  });

  it("gives the printed values above, table I", () => {
    const air = standardAtmosphere(150e3);
    expect(air.temperature).toBeCloseTo(634.39, 2);
    expect(air.pressure).toBeCloseTo(4.5422e-4, 8);
    expect(air.density).toBeCloseTo(2.076e-9, 13);
    // between the rows that are kept here: 112, 170 and 360 km
    expect(relative(standardAtmosphere(112e3).density, 6.838e-8)).toBeLessThan(0.02);
    expect(relative(standardAtmosphere(170e3).density, 7.815e-10)).toBeLessThan(0.01);
    expect(relative(standardAtmosphere(360e3).density, 5.805e-12)).toBeLessThan(0.01);
    expect(standardAtmosphere(1.1e6).density).toBe(0);
  });

  it("thins out with height everywhere", () => {
    let last = Number.POSITIVE_INFINITY;
    for (let h = -2000; h < 1e6; h += 250) {
      const { density } = standardAtmosphere(h);
      expect(density).toBeLessThan(last);
      last = density;
    }
  });
});

describe("the table for hot code", () => {
  it("holds to 1e-8 up to 84 km", () => {
    for (let h = -1900; h < 84e3; h += 77.7) {
      const air = standardAtmosphere(h);
      expect(relative(airDensity(h), air.density)).toBeLessThan(1e-8);
      expect(relative(airPressure(h), air.pressure)).toBeLessThan(1e-8);
    }
  });

  it("holds to a thousandth up to 400 km, and ends there", () => {
    for (let h = 84e3; h < 400e3; h += 777)
      expect(relative(airDensity(h), standardAtmosphere(h).density)).toBeLessThan(1e-3);
    expect(airDensity(410e3)).toBe(0);
    expect(airPressure(Number.NaN)).toBe(0);
  });
});

it("the air of the reference arcs is the standard's up to 84 km and none above 150 km", () => {
  expect(densityExponentialAbove84(83e3)).toBe(standardAtmosphere(83e3).density);
  expect(relative(densityExponentialAbove84(90e3), standardAtmosphere(84e3).density / Math.E)).toBeLessThan(
    1e-12,
  );
  expect(densityExponentialAbove84(150.1e3)).toBe(0);
});
