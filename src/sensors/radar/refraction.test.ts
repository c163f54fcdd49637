import fc from "fast-check";
import { expect, test } from "vitest";
import { EARTH_RADIUS, traceRay } from "./ray.js";
import { refract, unrefract } from "./refraction.js";

const RADIANS = Math.PI / 180;
const air = fc.constantFrom(200, 315, 400);

test("the table agrees with the ray itself at every height above 100 m", () => {
  fc.assert(
    fc.property(
      air,
      fc.double({ min: 0, max: 90, noNaN: true }),
      fc.double({ min: 2, max: 6.7, noNaN: true }),
      (refractivity, elevationDeg, power) => {
        const height = 10 ** power;
        const apparent = elevationDeg * RADIANS;
        const end = traceRay(refractivity, apparent, [height])[0]!;
        const elevation = apparent - end.elevationBias;
        const sine = EARTH_RADIUS * Math.sin(elevation);
        const range = -sine + Math.sqrt(sine * sine + height * (height + 2 * EARTH_RADIUS));
        const look = refract(refractivity, { azimuth: 1, elevation, range });
        return (
          look.azimuth === 1 &&
          Math.abs(look.elevation - apparent) < 1e-6 &&
          Math.abs(look.range - range - end.rangeBias) < 0.01
        );
      },
    ),
    { numRuns: 400 },
  );
});

test("what was bent is unbent", () => {
  fc.assert(
    fc.property(
      air,
      fc.double({ min: -5, max: 90, noNaN: true }),
      fc.double({ min: 10, max: 6e6, noNaN: true }),
      (refractivity, elevationDeg, range) => {
        const trueLook = { azimuth: 2, elevation: elevationDeg * RADIANS, range };
        const back = unrefract(refractivity, refract(refractivity, trueLook));
        return Math.abs(back.elevation - trueLook.elevation) < 1e-9 && Math.abs(back.range - range) < 1e-3;
      },
    ),
    { numRuns: 400 },
  );
});

test("a near target is bent less than a far one in the same direction", () => {
  const biasAt = (range: number) =>
    refract(315, { azimuth: 0, elevation: 3 * RADIANS, range }).elevation - 3 * RADIANS;
  const ranges = [1e4, 5e4, 2e5, 1e6, 4e6];
  const biases = ranges.map(biasAt);
  expect([...biases].sort((a, b) => a - b)).toEqual(biases);
  expect(biases[0]! / biases[4]!).toBeLessThan(0.1);
});

test("no air, no bending", () => {
  const look = { azimuth: 0.3, elevation: 0.02, range: 8e5 };
  const seen = refract(0, look);
  expect(seen.elevation).toBeCloseTo(0.02, 12);
  expect(seen.range).toBeCloseTo(8e5, 6);
});
