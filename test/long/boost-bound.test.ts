import { describe, expect, it } from "vitest";
import {
  againstBound,
  BOTH_SATELLITES,
  type BoostSample,
  BoostStudy,
  consistentShare,
  freeRun,
  profileRun,
  type Quantity,
} from "../../src/study/boost/index.js";

/**
 * Boost estimates against their bounds, once settled. The figures, and what the bounds are, stand in
 * docs/benchmarks/boost.md.
 */
const RUNS = Number(process.env.LAUNCH_RUNS ?? 500);
const PROFILE_TIMES = [65, 70, 75, 80, 85];
const FREE_TIMES = [15, 20, 25, 30, 35];

function study(
  times: readonly number[],
  runs: number,
  run: (seed: number) => readonly (BoostSample | null)[],
) {
  const sum = new BoostStudy(times);
  for (let seed = 1; seed <= runs; seed++)
    run(seed).forEach((sample, moment) => {
      if (sample !== null) sum.add(moment, sample);
    });
  return sum.results();
}

function holds(
  moments: ReturnType<typeof study>,
  quantities: readonly Quantity[],
  mean: number,
  largest: number,
): void {
  for (const quantity of quantities) {
    const found = againstBound(moments, quantity);
    expect(found.mean, quantity).toBeLessThanOrEqual(mean);
    expect(found.largest, quantity).toBeLessThanOrEqual(largest);
  }
  expect(consistentShare(moments)).toBeGreaterThanOrEqual(0.95);
}

describe("boost estimates once settled", () => {
  it("two satellites that know the profile's family", () => {
    const moments = study(PROFILE_TIMES, RUNS, (seed) =>
      profileRun(seed, BOTH_SATELLITES, PROFILE_TIMES, false),
    );
    holds(moments, ["launch", "ignition", "course", "position", "velocity"], 1.03, 1.08);
  });

  it("two satellites that know no profile, look by look", () => {
    const moments = study(FREE_TIMES, 2 * RUNS, (seed) => freeRun(seed, FREE_TIMES));
    holds(moments, ["launch", "ignition", "position", "velocity"], 1.03, 1.08);
  });

  it("one satellite that knows the profile's family", () => {
    const moments = study(PROFILE_TIMES, Math.ceil(RUNS / 2), (seed) =>
      profileRun(seed, BOTH_SATELLITES.slice(0, 1), PROFILE_TIMES, false),
    );
    holds(moments, ["launch", "ignition", "course", "position", "velocity"], 1.25, 1.25);
  });
});
