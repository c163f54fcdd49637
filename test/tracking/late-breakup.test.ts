import { describe, expect, test } from "vitest";
import { createRadarTracker } from "../../src/estimation/index.js";
import { makePlotScene, type PlotScene, scoreAssociations } from "../../src/study/tracking/index.js";
import { advanced, joined, lateBreakup, scoredRun } from "../support/late-breakup.js";

const MOMENT = 100;

/** Runs the tracker; from 40 s after the break-up on, no track may be false and none missed. */
async function expectNoGhost(scene: PlotScene) {
  const run = await scoredRun(scene, createRadarTracker(scene.radars, scene.plots));
  for (const { time, false: wrong, missed } of run.score.series) {
    if (time > 60 && time < MOMENT) expect([time, wrong, missed]).toEqual([time, 0, 0]);
    if (time > MOMENT + 40) expect([time, wrong, missed]).toEqual([time, 0, 0]);
  }
  return run;
}

describe("a tracked body that comes to pieces leaves no ghost", () => {
  test.each([
    ["and is one of them", { seed: 3, scanPeriod: 4 }, true],
    [
      "a scan in ten seconds: its track takes none of their plots",
      { seed: 4, scanPeriod: 10, duration: 240 },
      false,
    ],
    ["two radars", { seed: 3, scanPeriod: 10, radars: ["R1", "R2"] }, false],
  ] as const)("%s", async (_name, options, stays) => {
    const scene = lateBreakup(MOMENT, { duration: 180, ...options }, stays);
    const { used } = await expectNoGhost(scene);
    expect(used.size).toBeGreaterThanOrEqual(7);
    expect(used.size).toBeLessThanOrEqual(8);
  });

  test("among twenty others, whose tracks are not disturbed", async () => {
    const common = { scanPeriod: 5, duration: 180, radars: ["R1", "R2"] };
    const cloud = lateBreakup(MOMENT, { ...common, seed: 1, clutter: 0 });
    const others = makePlotScene({
      ...common,
      seed: 101,
      objects: 20,
      clutter: 20,
      detectionProbability: 0.9,
      kind: "mixed",
      births: false,
    });
    const scene = joined(cloud, others);
    const { used } = await expectNoGhost(scene);
    const own = new Map(
      [...used].filter(([, rows]) =>
        rows.some((row) => scene.truth.sources[row]! >= cloud.truth.births.length),
      ),
    );
    expect(own.size).toBe(20);
    expect(scoreAssociations(own, scene.truth.sources).purity).toBe(1);
  });
});

describe("two clouds 30 km from each other, one behind the other", () => {
  test.each([11, 12, 13])("are followed each for itself, seed %i", async (seed) => {
    const behind = makePlotScene({
      seed,
      radars: ["R1"],
      objects: 6,
      duration: 120,
      scanPeriod: 2,
      clutter: 2,
      detectionProbability: 0.9,
      kind: "break-up",
      births: false,
    });
    const scene = joined(advanced(behind, 8), behind);
    const [a, b] = [0, 6].map((k) => [...scene.truth.instants[0]!.states.subarray(6 * k, 6 * k + 3)]);
    const apart = Math.hypot(...a!.map((x, i) => x - b![i]!));
    expect(apart).toBeGreaterThan(25e3);
    expect(apart).toBeLessThan(65e3);
    const { score, used } = await scoredRun(scene, createRadarTracker(scene.radars, scene.plots));
    expect(score.missedMean2ndHalf + score.falseMean2ndHalf).toBe(0);
    // One or two pieces may have been told apart from the cloud before it took them.
    expect(used.size).toBeGreaterThanOrEqual(12);
    expect(used.size).toBeLessThanOrEqual(14);
  });
});
