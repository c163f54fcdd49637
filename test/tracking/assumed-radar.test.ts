import { expect, test } from "vitest";
import { createRadarTracker } from "../../src/estimation/index.js";
import { makePlotScene } from "../../src/study/tracking/index.js";
import { scoredRun } from "../support/late-breakup.js";

test.each([
  [0.9, 0],
  [0.9, 60],
  [0.6, 5],
])("what a radar does not tell is learnt: it sees %f, %i plots a scan are false", async (pd, clutter) => {
  const scene = makePlotScene({
    seed: 8,
    radars: ["R1", "R2"],
    objects: 40,
    duration: 240,
    scanPeriod: 5,
    clutter,
    detectionProbability: pd,
    kind: "mixed",
    births: true,
  });
  const guess = { detectionProbability: 0.9, clutterDensity: 2.6e-7 };
  const radars = scene.radars.map((radar) => ({
    ...radar,
    ...guess,
    assumed: { detectionProbability: true, clutterDensity: true },
  }));
  const told = await scoredRun(scene, createRadarTracker(scene.radars, scene.plots));
  const learnt = await scoredRun(scene, createRadarTracker(radars, scene.plots));
  expect(learnt.score.falseMean2ndHalf).toBe(0);
  expect(learnt.score.missedMean2ndHalf).toBe(0);
  expect(learnt.score.idSwitches).toBe(0);
  expect(learnt.score.ospa2ndHalf).toBeLessThan(1.02 * told.score.ospa2ndHalf);
});
