import { describe, expect, it } from "vitest";
import {
  type Method,
  runTwoTargets,
  TWO_TARGET,
  tallyTwoTargets,
  twoTargetModels,
  twoTargetScans,
  twoTargetTruth,
} from "./index.js";

const truth = twoTargetTruth();
const models = twoTargetModels(truth.period);
const tally = (method: Method, runs: number) =>
  tallyTwoTargets(Array.from({ length: runs }, (_, k) => runTwoTargets(method, models, truth, k + 1)));

describe("two targets 50 m apart", () => {
  it("fly the path that the scenario describes", () => {
    const ranges = truth.looks[0]!.map((look) => look[0]!);
    const heights = truth.states[0]!.map((x) => Math.hypot(x[0]!, x[1]!, x[2]!) - 6.371e6);
    expect(truth.looks[0]!.at(0)![2]).toBeCloseTo(TWO_TARGET.leastElevation, 8);
    expect(truth.looks[0]!.at(-1)![2]).toBeCloseTo(TWO_TARGET.leastElevation, 8);
    expect(Math.min(...ranges)).toBeGreaterThan(1.4e6);
    expect(Math.max(...heights)).toBeGreaterThan(1.1e6);
    const scans = Array.from({ length: 20 }, (_, seed) => twoTargetScans(truth, seed)).flat();
    const clutter = scans.flatMap((s) => s.origin).filter((o) => o < 0).length;
    // 1e-2 per m·rad² in 100 km × 4° × 4°: 4.87 a scan, from the third on
    expect(clutter / (20 * 98)).toBeCloseTo(4.87, 0);
  });

  it("aren't swapped by a tracker that defers its decisions, and the plots of a scan alone can't tell them apart", () => {
    const deferred = tally("deferred", 6);
    expect(deferred.swappedAtEnd).toBe(0);
    expect(deferred.lost).toBe(0);
    expect(deferred.range.at(-1)).toBeLessThan(8);
    const nearest = tally("GNN", 8);
    expect(nearest.swappedAtEnd).toBeGreaterThan(1);
  });
});
