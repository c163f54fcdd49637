import { describe, expect, it } from "vitest";
import { predictImpact, randomStream, surfaceDistance, type Vec3 } from "../../astro/index.js";
import { CHI_SQUARE_2_95, ellipse95 } from "../ellipse.js";
import { impactDistribution } from "./impact-distribution.js";

const position: Vec3 = [4_145_316, -4_369_000, 2_434_900];
const velocity: Vec3 = [-1484, -1224, 2736];
const state = Float64Array.of(...position, ...velocity);

function diagonal(place: number, speed: number): Float64Array {
  const covariance = new Float64Array(36);
  for (let i = 0; i < 3; i += 1) {
    covariance[i * 7] = place * place;
    covariance[(3 + i) * 7] = speed * speed;
  }
  return covariance;
}

describe("impactDistribution", () => {
  it("collapses to the predicted impact when all is known", () => {
    const known = { median: 3000, factor: 1.0001 };
    const d = impactDistribution(state, diagonal(1, 0.001), known, randomStream(1, "impact"), 100)!;
    const truth = predictImpact(position, velocity, 3000)!;
    expect(surfaceDistance({ ...d, height: 0 }, truth.geodetic)).toBeLessThan(20);
    expect(d.time).toBeCloseTo(truth.time, 1);
    expect(ellipse95(d.covarianceEastNorth).semiMajor).toBeLessThan(30);
    expect(d.fractionReachingGround).toBe(1);
  });

  it("gives the same for the same stream, another for another", () => {
    const prior = { median: 3000, factor: 1.65 };
    const run = (seed: number) =>
      impactDistribution(state, diagonal(500, 5), prior, randomStream(seed, "impact"), 50)!;
    expect(run(1)).toEqual(run(1));
    expect(run(1).latitude).not.toBe(run(2).latitude);
  });

  it("draws an ellipse that holds 95 % of other draws, skewed as they are", () => {
    const prior = { median: 1000, factor: 1.8 };
    const d = impactDistribution(state, diagonal(100, 1), prior, randomStream(1, "impact"), 2000)!;
    const other = impactDistribution(state, diagonal(100, 1), prior, randomStream(2, "impact"), 2000)!;
    const [ee, en, nn] = d.covarianceEastNorth;
    const inside = other.samples.filter((s) => {
      const north = (s.latitude - d.latitude) * 6.36e6;
      const east = (s.longitude - d.longitude) * 6.38e6 * Math.cos(d.latitude);
      const d2 = (nn * east * east - 2 * en * east * north + ee * north * north) / (ee * nn - en * en);
      return d2 < CHI_SQUARE_2_95;
    });
    expect(inside.length / 2000).toBeGreaterThan(0.93);
    expect(inside.length / 2000).toBeLessThan(0.97);
  });

  it("says nothing of what stays up", () => {
    const orbit = Float64Array.of(7_000_000, 0, 0, 0, 5000, 5600);
    const prior = { median: 3000, factor: 1.65 };
    expect(impactDistribution(orbit, diagonal(100, 1), prior, randomStream(1, "impact"), 25)).toBeNull();
  });
});
