import fc from "fast-check";
import { expect, test } from "vitest";
import type { Vec3 } from "../../astro/index.js";
import { InfraredPayload, InputError } from "../../messages/index.js";
import { airTransmission } from "./air.js";
import { plumeIntensity } from "./plume.js";
import { infraredExpectedDetection } from "./sight.js";
import { infraredDetectionProbability, infraredSignal, lineOfSightSigma } from "./signal.js";

const PAYLOAD = InfraredPayload.parse({
  mode: "staring",
  revisitSeconds: 5,
  noiseEquivalentIrradiance: 1e-12,
  thresholdSignalToNoise: 6,
  resolutionMicroradians: 30,
  randomMicroradians: 30,
  biasMicroradians: 20,
});
const GEO: Vec3 = [42_164_172, 0, 0];

test("the plume rises three- to tenfold to 40–60 km, dips at 70–90 km and goes on beyond", () => {
  const ground = plumeIntensity(1, 0);
  const peak = plumeIntensity(1, 50_000);
  const trough = plumeIntensity(1, 80_000);
  expect(peak).toBe(1);
  expect(peak / ground).toBeGreaterThanOrEqual(3);
  expect(peak / ground).toBeLessThanOrEqual(10);
  expect(trough).toBeGreaterThanOrEqual(0.1);
  expect(trough).toBeLessThanOrEqual(0.3);
  expect(plumeIntensity(1, 200_000)).toBeGreaterThan(trough);
  expect(plumeIntensity(3e4, 65_000)).toBeCloseTo(3e4 * Math.sqrt(0.85 * 0.36), 6);
});

test("an unknown plume shape is named", () => {
  expect(() => plumeIntensity(1, 0, "candle")).toThrow(InputError);
});

test("air lets more through from higher up and nearer the zenith", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("swir" as const, "mwir" as const),
      fc.double({ min: 0, max: 90_000, noNaN: true }),
      fc.double({ min: 10, max: 9_000, noNaN: true }),
      fc.double({ min: -0.1, max: Math.PI / 2 - 0.1, noNaN: true }),
      fc.double({ min: 1e-3, max: 0.1, noNaN: true }),
      (band, altitude, higher, elevation, up) => {
        const here = airTransmission(band, altitude, elevation);
        return (
          here >= 0 &&
          here <= 1 &&
          airTransmission(band, altitude + higher, elevation) >= here &&
          airTransmission(band, altitude, elevation + up) >= here
        );
      },
    ),
    { numRuns: 500 },
  );
});

test("water vapour hides the ground at 2.7 µm, not high cloud; at 4.3 µm all below 10 km is hidden", () => {
  const elevation = Math.PI / 4;
  expect(airTransmission("swir", 0, elevation)).toBeLessThan(0.05);
  expect(airTransmission("swir", 9_000, elevation)).toBeGreaterThan(0.5);
  expect(airTransmission("mwir", 10_000, elevation)).toBeLessThan(0.05);
  expect(airTransmission("mwir", 40_000, elevation)).toBeGreaterThan(0.8);
});

test("a level path is continuous with one that first descends", () => {
  const level = airTransmission("swir", 15_000, 0);
  expect(airTransmission("swir", 15_000, -1e-6)).toBeCloseTo(level, 4);
  expect(airTransmission("swir", 15_000, -0.2)).toBe(0);
});

test("100 kW/sr at 38,000 km is 6.9e-11 W/m² without air", () => {
  const high: Vec3 = [6_378_137 + 200_000, 0, 0];
  const { irradiance, signalToNoise } = infraredSignal(PAYLOAD, [high[0] + 38e6, 0, 0], high, 1e5);
  expect(irradiance).toBeCloseTo(6.925e-11, 13);
  expect(signalToNoise).toBeCloseTo(irradiance / 1e-12, 9);
});

test("the line of sight is as good as the payload at high signal, and worse at the threshold", () => {
  expect(lineOfSightSigma(PAYLOAD, 1e6)).toBeCloseTo(30e-6, 10);
  expect(lineOfSightSigma(PAYLOAD, 6)).toBeCloseTo(Math.hypot(30, 18.0168 / 6) * 1e-6, 9);
});

test("half of the sources at the threshold are detected", () => {
  expect(infraredDetectionProbability(PAYLOAD, 6)).toBeCloseTo(0.5, 12);
  expect(infraredDetectionProbability(PAYLOAD, 9)).toBeCloseTo(0.99865, 5);
  expect(infraredDetectionProbability(PAYLOAD, 0)).toBeCloseTo(9.866e-10, 12);
});

test("what geometry hides is not expected to be seen", () => {
  const sun: Vec3 = [0, 0, 1.5e11];
  expect(infraredExpectedDetection(PAYLOAD, GEO, [-6_378_137 - 2e5, 0, 0], sun, 1e7)).toBe(0);
  expect(infraredExpectedDetection(PAYLOAD, GEO, [6_378_137 + 2e5, 0, 0], sun, 1e7)).toBeCloseTo(1, 9);
});
