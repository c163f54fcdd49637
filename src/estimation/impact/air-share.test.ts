import { expect, it } from "vitest";
import { predictImpact, randomStream, surfaceDistance, type Vec3 } from "../../astro/index.js";
import type { CoastEstimate } from "../radar/index.js";
import { airShare } from "./air-share.js";

const position: Vec3 = [4_145_316, -4_369_000, 2_434_900];
const velocity: Vec3 = [-1484, -1224, 2736];
const prior = { mean: Math.log(1000), variance: 1 };

const estimate: CoastEstimate = {
  start: 0,
  time: 60,
  plots: 12,
  mean: Float64Array.of(...position, ...velocity),
  covariance: Float64Array.from({ length: 36 }, (_, k) => (k % 7 === 0 ? (k < 18 ? 100 : 0.01) : 0)),
  logBallistic: { ...prior, covarianceWithState: new Float64Array(6), prior },
  ballisticCoefficient: "prior",
};

it("is the way between the impacts with air and without", () => {
  const known = { median: 1000, factor: 1.0001 };
  const share = airShare(estimate, known, randomStream(1, "air"), 20)!;
  const air = predictImpact(position, velocity, 1000)!;
  const bare = predictImpact(position, velocity, null)!;
  expect(Math.abs(share.distance / surfaceDistance(air.geodetic, bare.geodetic) - 1)).toBeLessThan(0.01);
  expect(share.delay).toBeCloseTo(air.time - bare.time, 1);
  expect(share.distanceSigma).toBeLessThan(10);
});

it("spreads with what is not known of the ballistic coefficient, and is larger for light bodies", () => {
  const stream = randomStream(1, "air");
  const heavy = airShare(estimate, { median: 3000, factor: 1.65 }, stream, 60)!;
  const light = airShare(estimate, { median: 450, factor: 1.65 }, stream, 60)!;
  expect(light.distance).toBeGreaterThan(2 * heavy.distance);
  expect(heavy.distanceSigma).toBeGreaterThan(0.2 * heavy.distance);
  expect(light.delay).toBeGreaterThan(heavy.delay);
});
