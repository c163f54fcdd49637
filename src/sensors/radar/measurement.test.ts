import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeRadar } from "../../../test/support/test-radar.js";
import { geodeticToEcef, lookAt, type Vec3 } from "../../astro/index.js";
import { measureRadar, measureRadarInto } from "./measurement.js";
import { refract } from "./refraction.js";
import { radarSite } from "./site.js";

const RADIANS = Math.PI / 180;

/** Largest departure of the analytic slopes from central differences, relative to each row's size. */
function worstSlope(latitudeDeg: number, longitudeDeg: number, position: Vec3): number {
  const radar = makeRadar({ site: { latitudeDeg, longitudeDeg, heightM: 120 } });
  const look = new Float64Array(3);
  const jacobian = new Float64Array(9);
  const at = Float64Array.from(position);
  measureRadarInto(radar, at, 315, look, jacobian);
  const step = 10;
  let worst = 0;
  for (let column = 0; column < 3; column++) {
    const before = new Float64Array(3);
    const after = new Float64Array(3);
    at[column] = position[column]! - step;
    measureRadarInto(radar, at, 315, before, null);
    at[column] = position[column]! + step;
    measureRadarInto(radar, at, 315, after, null);
    at[column] = position[column]!;
    for (let row = 0; row < 3; row++) {
      let difference = after[row]! - before[row]!;
      if (row === 1) difference -= 2 * Math.PI * Math.round(difference / (2 * Math.PI));
      const slope = jacobian[3 * row + column]!;
      const size = Math.hypot(jacobian[3 * row]!, jacobian[3 * row + 1]!, jacobian[3 * row + 2]!);
      worst = Math.max(worst, Math.abs(difference / (2 * step) - slope) / size);
    }
  }
  return worst;
}

describe("the Jacobian agrees with differences", () => {
  // negative and zero components, sites on the equator, the prime meridian, at the pole and below the horizon
  test.each<[string, number, number, Vec3]>([
    ["all components positive", 30, 40, [4.9e6, 4.3e6, 3.9e6]],
    ["negative components", -35, -120, [-3.2e6, -5.4e6, -4.4e6]],
    ["y is zero", 0, 0, [7.1e6, 0, 6e5]],
    ["x is zero", 10, 90, [0, 7.2e6, 2e5]],
    ["z is zero", 0, 180, [-7e6, 9e5, 0]],
    ["two components are zero", 0, 20, [7.5e6, 0, 0]],
    ["site at the pole", 90, 0, [9e5, -7e5, 6.9e6]],
    ["due north", 45, 0, [3.8e6, 0, 6.0e6]],
  ])("%s", (_, latitudeDeg, longitudeDeg, position) => {
    expect(worstSlope(latitudeDeg, longitudeDeg, position)).toBeLessThan(2e-5);
  });

  test("anywhere in the cover", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -89, max: 89, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: 0.5, max: 12, noNaN: true }),
        fc.double({ min: -12, max: 12, noNaN: true }),
        fc.double({ min: 2e5, max: 2e6, noNaN: true }),
        (latitudeDeg, longitudeDeg, north, east, height) => {
          const position = geodeticToEcef({
            latitude: Math.max(-1.55, Math.min(1.55, (latitudeDeg + north) * RADIANS)),
            longitude: (longitudeDeg + east) * RADIANS,
            height,
          });
          return worstSlope(latitudeDeg, longitudeDeg, position) < 5e-5;
        },
      ),
      { numRuns: 200 },
    );
  });
});

test("h(x) is the geometric look, refracted", () => {
  const radar = makeRadar();
  const target: Vec3 = geodeticToEcef({ latitude: 0.6, longitude: -0.9, height: 3e5 });
  const geometric = lookAt(radarSite(radar).geodetic, target);
  const expected = refract(315, geometric);
  const measured = measureRadar(radar, target);
  expect(measured.azimuth).toBeCloseTo(expected.azimuth, 12);
  expect(measured.elevation).toBeCloseTo(expected.elevation, 11);
  expect(measured.range).toBeCloseTo(expected.range, 6);
  expect(measured.elevation).toBeGreaterThan(geometric.elevation);
  expect(measured.range).toBeGreaterThan(geometric.range);
});

test("straight above the site azimuth has no slope and nothing is NaN", () => {
  const radar = makeRadar();
  const { geodetic } = radarSite(radar);
  const above = Float64Array.from(geodeticToEcef({ ...geodetic, height: 4e5 }));
  const look = new Float64Array(3);
  const jacobian = new Float64Array(9);
  measureRadarInto(radar, above, 315, look, jacobian);
  expect([...look, ...jacobian].every(Number.isFinite)).toBe(true);
  expect(look[2]).toBeCloseTo(Math.PI / 2, 6);
});
