import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  EARTH,
  epochFromUtc,
  geodeticToEcef,
  geostationaryEcef,
  lookAt,
  sunPositionEcef,
  type Vec3,
} from "../../astro/index.js";
import { glintAngles, mirrorPoint } from "./glint.js";
import { fresnelReflectance, roughMirror, seaSlopeVariance } from "./glint-optics.js";

const DEGREE = Math.PI / 180;
const far = (latitudeDeg: number, longitudeDeg: number, radius: number): Vec3 => {
  const [b, l] = [latitudeDeg * DEGREE, longitudeDeg * DEGREE];
  return [radius * Math.cos(b) * Math.cos(l), radius * Math.cos(b) * Math.sin(l), radius * Math.sin(b)];
};

describe("the mirror point", () => {
  it("lies under the satellite when the Sun stands behind it", () => {
    const point = mirrorPoint(geostationaryEcef(-75 * DEGREE), far(0, -75, 1.496e11))!;
    expect(point.latitude).toBeCloseTo(0, 9);
    expect(point.longitude / DEGREE).toBeCloseTo(-75, 6);
    expect(point.elevation / DEGREE).toBeCloseTo(90, 3);
  });

  it("halves the angle between Sun and satellite at equal distances along the equator", () => {
    const point = mirrorPoint(geostationaryEcef(0), far(0, 60, 42164172))!;
    expect(point.longitude / DEGREE).toBeCloseTo(30, 5);
  });

  it("shows Sun and satellite at one height, opposite to each other, wherever they stand", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -70, max: 70, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: -23, max: 23, noNaN: true }),
        fc.double({ min: 8e6, max: 5e7, noNaN: true }),
        (latitude, longitude, declination, radius) => {
          const satellite = far(latitude, longitude, radius);
          const sun = far(declination, 0, 1.496e11);
          const point = mirrorPoint(satellite, sun);
          if (point === null) return;
          const angles = glintAngles(satellite, point.positionEcef, sun);
          expect(angles.tilt).toBeLessThan(1e-5);
          expect(Math.abs(angles.sunElevation - angles.viewElevation)).toBeLessThan(2e-5);
          const azimuths = [sun, satellite].map((p) => lookAt(point, p).azimuth);
          if (point.elevation < 80 * DEGREE)
            expect(Math.cos(azimuths[0]! - azimuths[1]!)).toBeLessThan(-1 + 1e-6);
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });

  it("is nowhere where the Sun is behind the Earth", () => {
    expect(mirrorPoint(geostationaryEcef(0), far(0, 179, 1.496e11))).toBeNull();
  });
});

describe("25 September 1983, 20:15 UTC (FACTS 9.4)", () => {
  const sun = sunPositionEcef(epochFromUtc("1983-09-25T20:15:00Z"));
  const site = { latitude: 47.5 * DEGREE, longitude: -111 * DEGREE, height: 0 };

  it("has the Sun 39.9° high in azimuth 199.4° at 47.5° N 111° W", () => {
    const look = lookAt(site, sun);
    expect(look.elevation / DEGREE).toBeCloseTo(39.9, 1);
    // given to a tenth; 199.49° here
    expect(Math.abs(look.azimuth / DEGREE - 199.4)).toBeLessThan(0.1);
  });

  it("allows no scattering angle under the Sun's elevation plus the satellite's", () => {
    for (let azimuth = 0; azimuth < 360; azimuth += 10) {
      const satellite = far(50, azimuth, 4.2e7);
      const angles = glintAngles(satellite, geodeticToEcef(site), sun);
      if (angles.viewElevation < 0) continue;
      const least = angles.sunElevation + angles.viewElevation;
      expect(angles.scattering).toBeGreaterThan(Math.min(least, Math.PI - least) - 1e-9);
    }
  });

  it("is seen at 125° of scattering from 75° W", () => {
    const angles = glintAngles(geostationaryEcef(-75 * DEGREE), geodeticToEcef(site), sun);
    expect(angles.scattering / DEGREE).toBeGreaterThan(122);
    expect(angles.scattering / DEGREE).toBeLessThan(128);
  });
});

describe("Fresnel's reflectance", () => {
  it("is ((n − 1)² + k²)/((n + 1)² + k²) straight on and one at grazing", () => {
    expect(fresnelReflectance(1.33, 0.02, 0)).toBeCloseTo((0.33 ** 2 + 4e-4) / (2.33 ** 2 + 4e-4), 12);
    expect(fresnelReflectance(1.1, 0.3, Math.PI / 2)).toBeCloseTo(1, 6);
  });

  it("has half of the light of polarisation across left at Brewster's angle", () => {
    const n = 1.33;
    const across = ((n * n - 1) / (n * n + 1)) ** 2;
    expect(fresnelReflectance(n, 0, Math.atan(n))).toBeCloseTo(across / 2, 12);
  });
});

it("a rough sea sends on as much light as falls on it: slopes sum to one", () => {
  const s2 = seaSlopeVariance(7);
  expect(s2).toBeCloseTo(0.0388, 4);
  // ∫ p dslopes, slopes = tan β in polar axes, from the radiance looking straight down with a reflectance of one
  let sum = 0;
  const step = 1e-4;
  for (let t = step / 2; t < 1.2; t += step) {
    const beta = Math.atan(t);
    const density = roughMirror(1, s2, beta, Math.PI / 2) * 4 * Math.cos(beta) ** 4;
    sum += density * 2 * Math.PI * t * step;
  }
  expect(sum).toBeCloseTo(1, 4);
});

it("the mirror point of height moves by no more than the height's parallax", () => {
  const satellite = far(50, 40, 4.4e7);
  const sun = far(-1, -125, 1.496e11);
  const [low, high] = [mirrorPoint(satellite, sun)!, mirrorPoint(satellite, sun, 12_000)!];
  expect(Math.abs(low.latitude - high.latitude) * EARTH.radius).toBeLessThan(40_000);
});
