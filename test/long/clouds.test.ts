import { describe, expect, it } from "vitest";
import { createRadarTracker } from "../../src/estimation/index.js";
import { type PlotSceneOptions, percentileOf } from "../../src/study/tracking/index.js";
import { cloudScene, type RatedCloud, rateCloud } from "../support/cloud-scene.js";

const SEEDS = Array.from({ length: 20 }, (_, k) => k + 1);

async function rated(options: Partial<PlotSceneOptions>): Promise<RatedCloud[]> {
  const results: RatedCloud[] = [];
  for (const seed of SEEDS) {
    const scene = cloudScene({ ...options, seed });
    results.push(await rateCloud(scene, createRadarTracker(scene.radars, scene.plots)));
  }
  return results;
}

const median = (results: readonly RatedCloud[], of: (r: RatedCloud) => number) =>
  percentileOf(results.map(of), 0.5);

function expectNoneFalseNoneMissed(results: readonly RatedCloud[]): void {
  for (const { score } of results) {
    expect(score.falseMean2ndHalf).toBe(0);
    expect(score.missedMean2ndHalf).toBe(0);
  }
}

describe("twenty break-ups, medians beside perfect association", () => {
  it("eight pieces, one radar", async () => {
    const results = await rated({});
    expect(median(results, (r) => r.rating.ospa2ndHalf)).toBeLessThan(0.95);
    expect(median(results, (r) => r.rating.ospa)).toBeLessThan(1);
    expect(median(results, (r) => r.rating.purityGap!)).toBeLessThan(0.005);
    expect(median(results, (r) => r.score.nees6Median)).toBeGreaterThan(3);
    expect(median(results, (r) => r.score.nees6Median)).toBeLessThan(8);
    expectNoneFalseNoneMissed(results);
  });

  it("twelve pieces, two radars", async () => {
    const results = await rated({ radars: ["R1", "R2"], objects: 12, clutter: 4 });
    expect(median(results, (r) => r.rating.ospa2ndHalf)).toBeLessThan(1);
    expect(median(results, (r) => r.rating.ospa)).toBeLessThan(1);
    expect(median(results, (r) => r.rating.purityGap!)).toBeLessThan(0.01);
    expect(median(results, (r) => r.score.nees6Median)).toBeGreaterThan(3);
    expect(median(results, (r) => r.score.nees6Median)).toBeLessThan(9);
    expectNoneFalseNoneMissed(results);
  });

  it.each([
    { radars: ["R1"], objects: 4, clutter: 10 },
    { radars: ["R1"], objects: 16, scanPeriod: 1, duration: 120 },
    { radars: ["R1", "R2", "R3"], objects: 10 },
    { radars: ["R1", "R2"], objects: 10, scanPeriod: 5, detectionProbability: 0.7, clutter: 10 },
  ])("%o", async (options) => {
    const results = await rated(options);
    expect(median(results, (r) => r.rating.ospa2ndHalf)).toBeLessThan(1.15);
    expectNoneFalseNoneMissed(results);
  });
});
