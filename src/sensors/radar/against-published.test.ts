import { describe, expect, test } from "vitest";
import { geodeticToEcef, surfaceDestination } from "../../astro/index.js";
import { Radar } from "../../messages/index.js";
import { radarCover } from "./cover.js";
import { detectionThreshold, requiredSignalToNoise, type SwerlingCase } from "./detection.js";
import { measureRadar } from "./measurement.js";
import { traceRay } from "./ray.js";

const RADIANS = Math.PI / 180;

describe("signal needed, dB, against exact numerical integration (Swerling; Shnidman 2002 within 0.4 dB)", () => {
  test.each([
    [1e-6, 0.5, 1, [11.24, 12.77, 12.77, 11.95, 11.95]],
    [1e-6, 0.9, 1, [13.18, 21.14, 21.14, 17.3, 17.3]],
    [1e-6, 0.5, 10, [3.65, 5.19, 3.77, 4.36, 3.71]],
    [1e-6, 0.9, 10, [5.27, 13.5, 6.29, 9.6, 5.81]],
    [1e-8, 0.5, 1, [12.53, 14.08, 14.08, 13.26, 13.26]],
    [1e-8, 0.9, 1, [14.23, 22.4, 22.4, 18.51, 18.51]],
    [1e-8, 0.9, 10, [6.1, 14.5, 7.19, 10.57, 6.68]],
  ] as const)("Pfa %d, Pd %d, %d pulses", (falseAlarms, detection, pulses, decibels) => {
    decibels.forEach((expected, swerling) => {
      const needed = requiredSignalToNoise(swerling as SwerlingCase, detection, falseAlarms, pulses);
      expect(Math.abs(10 * Math.log10(needed) - expected)).toBeLessThan(0.0051);
    });
  });
});

test("the threshold for ten pulses passes noise with the probability asked for", () => {
  const threshold = detectionThreshold(1e-6, 10);
  let term = Math.exp(-threshold);
  let tail = term;
  for (let k = 1; k < 10; k++) {
    term *= threshold / k;
    tail += term;
  }
  expect(tail / 1e-6).toBeCloseTo(1, 10);
});

describe("refraction, N = 315·exp(−h/7.35 km), to 1,000 km height, against an independent ray", () => {
  test.each([
    [1, 0.475, 67],
    [3, 0.269, 36],
    [5, 0.182, 24],
    [10, 0.098, 13],
    [20, 0.049, 6.7],
    [45, 0.018, 3.3],
  ])("apparent elevation %d°", (elevationDeg, biasDeg, biasM) => {
    const [end] = traceRay(315, elevationDeg * RADIANS, [1e6]);
    expect(Math.abs(end!.elevationBias / RADIANS / biasDeg - 1)).toBeLessThan(0.01);
    expect(Math.abs(end!.rangeBias / biasM - 1)).toBeLessThan(0.011);
  });
});

describe("lowest height in sight without air, km, at 0° and 3°", () => {
  test.each([
    [500, 20, 46],
    [1000, 79, 133],
    [1500, 181, 264],
    [2000, 327, 443],
    [3000, 778, 974],
    [4000, 1501, 1813],
  ])("%d km away", (distanceKm, level, threeDegrees) => {
    for (const [elevationMinDeg, heightKm] of [
      [0, level],
      [3, threeDegrees],
    ] as const) {
      const radar = Radar.parse({
        id: "r",
        kind: "radar",
        site: { latitudeDeg: 45, longitudeDeg: 10 },
        faces: [{ boresightAzimuthDeg: 0, halfWidthDeg: 180 }],
        elevationMinDeg,
        maximumRangeKm: 10_000,
        frequencyMHz: 435,
        bandwidthMHz: 2,
        beamwidthDeg: 2.2,
        reference: { rangeKm: 3000, crossSectionM2: 1, signalToNoiseDb: 20 },
        revisitSeconds: 5,
        errorFloor: { rangeM: 30, angleMilliradians: 1 },
        bias: { rangeM: 10, azimuthMilliradians: 0.3, elevationMilliradians: 0.3 },
        refraction: { surfaceRefractivity: 1e-6 },
      });
      const site = { latitude: 45 * RADIANS, longitude: 10 * RADIANS, height: 0 };
      const below = surfaceDestination(site, 0.4, distanceKm * 1000);
      const sees = (factor: number) => {
        const place = geodeticToEcef({ ...below, height: heightKm * 1000 * factor });
        return radarCover(radar, measureRadar(radar, place)) !== null;
      };
      expect(sees(1.03)).toBe(true);
      expect(sees(0.97)).toBe(false);
    }
  });
});
