import { expect, it } from "vitest";
import { fresnelReflectance } from "../../sensors/index.js";
import { bandReflectance, iceScattering, refractiveIndex } from "./ice-phase.js";
import { solarIrradiance } from "./sunlight.js";

const over = (table: Float64Array): number =>
  table.reduce((sum, v, i) => {
    const angle = ((i + 0.5) * Math.PI) / table.length;
    return sum + v * 2 * Math.PI * Math.sin(angle) * (Math.PI / table.length);
  }, 0);

it("the Sun's irradiance in the two bands is that of FACTS 2.3", () => {
  expect(solarIrradiance("swir", 1.496e11)).toBeCloseTo(8.35, 2);
  expect(solarIrradiance("mwir", 1.496e11)).toBeCloseTo(2.18, 2);
});

it("reflection from the outside is the same in all directions but for Fresnel's factor (van de Hulst 1957)", () => {
  const table = iceScattering("swir", 0);
  // a quarter of R over the sphere is the mean reflectance of a sphere: ∫ R(i) sin 2i di
  let mean = 0;
  const steps = 2000;
  for (let k = 0; k < steps; k++) {
    const incidence = ((k + 0.5) / steps) * (Math.PI / 2);
    mean += bandReflectance("ice", "swir", incidence) * Math.sin(2 * incidence) * (Math.PI / 2 / steps);
  }
  expect(over(table) / mean).toBeCloseTo(1, 3);
});

it("what is scattered is less than falls in, the more so the greater the crystal", () => {
  const [large, small, none] = [1e-4, 3e-5, 0].map((d) => over(iceScattering("swir", d)));
  expect(small!).toBeLessThan(1);
  expect(small!).toBeGreaterThan(large!);
  expect(large!).toBeGreaterThan(none!);
});

it("forward of 50° ice shines many times as bright as at 110° and more", () => {
  for (const diameter of [0, 60e-6]) {
    const table = iceScattering("swir", diameter);
    const at = (degrees: number) => table[Math.floor(2 * degrees)]!;
    expect(at(43) / at(110)).toBeGreaterThan(5);
    expect(at(43) / at(125)).toBeGreaterThan(8);
  }
});

it("the optical constants are read off at their own wavelengths", () => {
  expect(refractiveIndex("ice", "swir", 2.817)).toEqual({ n: 1.0657, k: expect.closeTo(0.03245, 10) });
  expect(fresnelReflectance(1.0657, 0.03245, 0)).toBeCloseTo(0.00126, 4);
});
