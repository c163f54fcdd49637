import { describe, expect, it } from "vitest";
import {
  againstBound,
  BOTH_SATELLITES,
  type BoostMoment,
  consistentShare,
  freeRun,
  profileRun,
  type Quantity,
  studyFreshRuns,
} from "../../src/study/boost/index.js";

/**
 * Boost estimates against their bounds, once settled. The figures, and what the bounds are, stand in
 * docs/benchmarks/boost.md.
 * The seeds are the bench's: none that the estimators were worked out on.
 */
const RUNS = Number(process.env.LAUNCH_RUNS ?? 500);
const PROFILE_TIMES = [65, 70, 75, 80, 85];
const FREE_TIMES = [15, 20, 25, 30, 35];

function holds(
  moments: readonly BoostMoment[],
  runs: number,
  quantities: readonly Quantity[],
  mean: number,
  largest: number,
): void {
  // a run without an answer is no good run
  for (const moment of moments) expect(moment.runs).toBe(runs);
  for (const quantity of quantities) {
    const found = againstBound(moments, quantity);
    expect(found.mean, quantity).toBeLessThanOrEqual(mean);
    // far below its bound no estimator is: then the bound is wrong
    expect(found.mean, quantity).toBeGreaterThanOrEqual(0.92);
    expect(found.largest, quantity).toBeLessThanOrEqual(largest);
  }
  expect(consistentShare(moments)).toBeGreaterThanOrEqual(0.95);
}

describe("boost estimates once settled", () => {
  it("two satellites that know the profile's family", async () => {
    const moments = await studyFreshRuns(PROFILE_TIMES, RUNS, (seed) =>
      profileRun(seed, BOTH_SATELLITES, PROFILE_TIMES, false),
    );
    holds(moments, RUNS, ["launch", "ignition", "course", "position", "velocity"], 1.03, 1.08);
  });

  it("two satellites that know no profile, look by look", async () => {
    const moments = await studyFreshRuns(FREE_TIMES, 2 * RUNS, (seed) => freeRun(seed, FREE_TIMES));
    holds(moments, 2 * RUNS, ["launch", "ignition", "position", "velocity"], 1.03, 1.08);
  });

  it("one satellite that knows the profile's family", async () => {
    const moments = await studyFreshRuns(PROFILE_TIMES, Math.ceil(RUNS / 2), (seed) =>
      profileRun(seed, BOTH_SATELLITES.slice(0, 1), PROFILE_TIMES, false),
    );
    holds(moments, Math.ceil(RUNS / 2), ["launch", "ignition", "course", "position", "velocity"], 1.25, 1.25);
  });
});
