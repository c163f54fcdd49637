import { expect, it } from "vitest";
import {
  runTwoTargets,
  tallyTwoTargets,
  twoTargetModels,
  twoTargetTruth,
} from "../../src/study/published/two-target/index.js";

it("two targets 50 m apart aren't swapped in 95 of 100 runs", () => {
  const truth = twoTargetTruth();
  const models = twoTargetModels(truth.period);
  const runs = Array.from({ length: 100 }, (_, k) => runTwoTargets("deferred", models, truth, k + 1));
  expect(tallyTwoTargets(runs).swappedAtEnd).toBeLessThanOrEqual(5);
});
