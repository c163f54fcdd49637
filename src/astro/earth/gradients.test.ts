import { expect, it } from "vitest";
import type { Vec3 } from "../vector.js";
import { airDensity, logAirDensitySlope } from "./air-table.js";
import { heightOf, quickHeight, quickHeightGradient } from "./ellipsoid.js";

it("height has the gradient that its differences tell, and nearly the normal of the ellipsoid", () => {
  const out = new Float64Array(4);
  const places: readonly Vec3[] = [
    [4e6, 3e6, 4.1e6],
    [-4e6, 0, -5.1e6],
    [0, 0, 6.4e6],
    [0, -6.5e6, 0],
  ];
  for (const place of places) {
    quickHeightGradient(...place, out);
    expect(out[0]!).toBe(quickHeight(...place));
    expect(Math.hypot(out[1]!, out[2]!, out[3]!)).toBeCloseTo(1, 6);
    for (let j = 0; j < 3; j++) {
      const at = (by: number) => place.map((p, k) => (k === j ? p + by : p)) as unknown as Vec3;
      const difference = (quickHeight(...at(20)) - quickHeight(...at(-20))) / 40;
      expect(Math.abs(out[1 + j]! - difference)).toBeLessThan(1e-9);
      expect(Math.abs(out[1 + j]! - (heightOf(...at(20)) - heightOf(...at(-20))) / 40)).toBeLessThan(1e-6);
    }
  }
});

it("air has the slope that its differences tell, from below the sea to the table's end", () => {
  for (const altitude of [-500, 0, 7_300, 10_900, 31_900, 60_000, 85_500, 90_000, 180_000, 390_000]) {
    const difference = Math.log(airDensity(altitude + 1) / airDensity(altitude - 1)) / 2;
    expect(Math.abs(logAirDensitySlope(altitude) / difference - 1)).toBeLessThan(1e-5);
  }
  expect(logAirDensitySlope(500_000)).toBe(0);
  expect(logAirDensitySlope(-3_000)).toBe(0);
});
