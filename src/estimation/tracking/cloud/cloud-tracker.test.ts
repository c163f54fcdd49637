import { describe, expect, it } from "vitest";
import { cloudScene, rateCloud } from "../../../../test/support/cloud-scene.js";
import { createCloudTracker } from "./cloud-tracker.js";

function counter(): () => number {
  let last = 0;
  return () => ++last;
}

describe("pieces of a break-up", () => {
  it("eight pieces and one radar: nearer than perfect association that knows of no common origin", async () => {
    const scene = cloudScene({ seed: 41, duration: 120 });
    const tracker = createCloudTracker(scene.radars, scene.plots, counter());
    const { score, rating, used, reported } = await rateCloud(scene, tracker);
    expect(rating.ospa2ndHalf).toBeLessThan(1.05);
    expect(rating.ospa).toBeLessThan(1.05);
    expect(rating.purityGap).toBeLessThan(0.015);
    expect(score.falseMean2ndHalf + score.missedMean2ndHalf).toBe(0);
    expect(used.size).toBe(8);
    expect(reported.length).toBeGreaterThan(10_000);
    const again = createCloudTracker(scene.radars, scene.plots, counter());
    const second = await rateCloud(scene, again);
    expect(second.reported === reported).toBe(true);
    expect(second.used).toEqual(used);
    // Each plot is of one piece at most.
    const rows = [...used.values()].flat();
    expect(new Set(rows).size).toBe(rows.length);
  });

  it("six pieces and two radars that scan in turn: the radars' strands are paired", async () => {
    const scene = cloudScene({ seed: 42, radars: ["R1", "R2"], objects: 6, duration: 80 });
    const tracker = createCloudTracker(scene.radars, scene.plots, counter());
    const { score, rating } = await rateCloud(scene, tracker);
    expect(rating.ospa2ndHalf).toBeLessThan(1.2);
    expect(rating.purityGap).toBeLessThan(0.035);
    expect(score.falseMean2ndHalf + score.missedMean2ndHalf).toBe(0);
  });

  it("half the plots missing, and many false ones", async () => {
    const scene = cloudScene({ seed: 43, objects: 5, duration: 120, detectionProbability: 0.5, clutter: 20 });
    const tracker = createCloudTracker(scene.radars, scene.plots, counter());
    const { score, rating } = await rateCloud(scene, tracker);
    expect(rating.ospa2ndHalf).toBeLessThan(1.15);
    expect(score.falseMean2ndHalf + score.missedMean2ndHalf).toBe(0);
  });

  it.each([
    ["told as certain where it is 0.9", 0.9, { detectionProbability: 1 }],
    [
      "not told, and 0.5",
      0.5,
      { detectionProbability: 0.9, assumed: { detectionProbability: true, clutterDensity: false } },
    ],
  ])("a detection probability %s costs no piece", async (_name, detectionProbability, told) => {
    const scene = cloudScene({ seed: 44, duration: 160, detectionProbability });
    const radars = scene.radars.map((radar) => ({ ...radar, ...told }));
    const { score, rating, used } = await rateCloud(
      scene,
      createCloudTracker(radars, scene.plots, counter()),
    );
    expect(rating.ospa2ndHalf).toBeLessThan(1.15);
    expect(score.falseMean2ndHalf + score.missedMean2ndHalf).toBe(0);
    expect(used.size).toBe(8);
  });

  it("is followed through more looks than chances can be multiplied over", async () => {
    const scene = cloudScene({ seed: 45, objects: 4, duration: 180, scanPeriod: 0.5 });
    const { score, rating, used } = await rateCloud(
      scene,
      createCloudTracker(scene.radars, scene.plots, counter()),
    );
    expect(rating.evalTimes).toBe(1);
    // Four pieces share one error, of their path: single clouds reach 0.6 to 1.3.
    expect(rating.ospa2ndHalf).toBeLessThan(1.5);
    expect(score.missedMean2ndHalf).toBe(0);
    expect(used.size).toBe(4);
  });

  it("tells which pieces a look leaves one, and how many they are", async () => {
    const scene = cloudScene({ seed: 41, duration: 10 });
    const tracker = createCloudTracker(scene.radars, scene.plots, counter());
    for (const scan of scene.scans) tracker.takeScan(scan);
    tracker.report(10, () => undefined);
    const groups = tracker.unresolved();
    expect(groups.length).toBeGreaterThan(0);
    for (const { tracks, count } of groups) expect(new Set(tracks).size).toBe(count);
  });
});
