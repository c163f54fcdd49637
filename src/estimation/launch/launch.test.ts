import { describe, expect, it } from "vitest";
import { launchStatistics, twoSatellites } from "../../../test/support/launch-statistics.js";
import {
  mediumRange,
  simulateLaunch,
  soundingRocket,
  spaceLauncher,
} from "../../../test/support/simulated-launch.js";
import type { Vec3 } from "../../astro/index.js";
import { estimateLaunch, type LaunchProblem, LaunchTracker, type SatelliteLook } from "./index.js";

const families = [mediumRange, spaceLauncher, soundingRocket];
const launch = simulateLaunch({ seed: 3, truth: mediumRange, families, satellites: twoSatellites(5) });
const problem: LaunchProblem = { ...launch.problem, looks: launch.looks };
const degree = Math.PI / 180;

function redirected(change: (sight: Vec3, i: number) => Vec3): SatelliteLook[] {
  return launch.looks.map((look, i) => {
    const v = change(look.lineOfSightEcef, i);
    const n = Math.hypot(v[0], v[1], v[2]);
    return { ...look, lineOfSightEcef: [v[0] / n, v[1] / n, v[2] / n] };
  });
}

describe("launch estimate of one launch", () => {
  const solution = estimateLaunch(problem)!;

  it("finds place, time and family", () => {
    expect(Math.abs(solution.latitude - launch.latitude)).toBeLessThan(0.03 * degree);
    expect(Math.abs(solution.longitude - launch.longitude)).toBeLessThan(0.03 * degree);
    expect(Math.abs(solution.time - launch.ignition)).toBeLessThan(4 * solution.timeSigma);
    expect(solution.families[0]!.probability).toBeGreaterThan(0.99);
    expect(solution.inflation).toBe(1);
    const sum = solution.families.reduce((total, family) => total + family.probability, 0);
    expect(sum).toBeCloseTo(1, 12);
  });

  it("gives the same bits again, and nearly the same from a warm start", () => {
    const again = estimateLaunch(problem)!;
    expect(again.lastLook).toEqual(solution.lastLook);
    expect(again.covarianceEastNorth).toEqual(solution.covarianceEastNorth);
    const early = estimateLaunch({ ...problem, looks: launch.looks.slice(0, 15) });
    const warm = estimateLaunch({ ...problem, previous: early })!;
    expect(Math.abs(warm.latitude - solution.latitude) * 6.37e6).toBeLessThan(100);
    expect(Math.abs(warm.time - solution.time)).toBeLessThan(0.2);
  });

  it("comes to the same look by look", () => {
    const tracker = new LaunchTracker({ ...problem, looks: [] });
    launch.looks.forEach((look, i) => {
      tracker.add(look);
      if (i % 8 === 5) expect(tracker.solution()).not.toBeNull();
    });
    const followed = tracker.solution()!;
    expect(Math.abs(followed.latitude - solution.latitude) * 6.37e6).toBeLessThan(100);
    expect(Math.abs(followed.time - solution.time)).toBeLessThan(0.2);
    expect(tracker.solution()).toBe(followed);
  });

  it("tells the cloud's top from the plume's height at first sight", () => {
    const { mean, sigma } = solution.cloudTop!;
    expect(Math.abs(mean - launch.cloudTop)).toBeLessThan(4 * sigma);
    expect(sigma).toBeLessThan(1000);
  });

  it("has no burnout and no impact while the plume burns", () => {
    expect(solution.burnout).toBeNull();
    expect(solution.impactSamples).toHaveLength(0);
  });

  it("knows the burnout and a cloud of impacts once the plume is gone", () => {
    const lastSeen = launch.looks.at(-1)!.time;
    const gone = estimateLaunch({
      ...problem,
      plumeEnded: { lastSeen, firstNotSeen: lastSeen + 4 },
      ballisticCoefficient: { median: 3000, factor: 1.65 },
    })!;
    expect(Math.abs(gone.burnout!.time - launch.burnout)).toBeLessThan(4 * gone.burnout!.timeSigma + 0.3);
    const truth = launch.stateAt(launch.burnout);
    expect(Math.abs(gone.burnout!.speed - Math.hypot(truth[3]!, truth[4]!, truth[5]!))).toBeLessThan(500);
    expect(gone.impactSamples.length).toBeGreaterThan(50);
    for (const { time } of gone.impactSamples) expect(time).toBeGreaterThan(launch.burnout + 200);
    const later = gone.stateAt(launch.burnout + 60);
    const there = launch.stateAt(launch.burnout + 60);
    const error = Math.hypot(...[0, 1, 2].map((k) => later.mean[k]! - there[k]!));
    const sigma = Math.sqrt(later.covariance[0]! + later.covariance[7]! + later.covariance[14]!);
    expect(error).toBeLessThan(3 * sigma);
    expect(sigma).toBeLessThan(60_000);
  });
});

describe("launch estimate of what no launch gives", () => {
  it.each<[string, Partial<LaunchProblem>]>([
    ["a single look", { looks: launch.looks.slice(0, 1) }],
    ["no family", { families: [] }],
    ["a look that is not a number", { looks: redirected((v, i) => (i === 4 ? [Number.NaN, 0, 0] : v)) }],
    [
      "a look of a satellite that is none",
      { looks: [...launch.looks, { ...launch.looks[0]!, satellite: 7 }] },
    ],
    [
      "a look in no direction",
      { looks: [...launch.looks, { ...launch.looks[0]!, lineOfSightEcef: [0, 0, 0] }] },
    ],
    ["looks away from the Earth", { looks: redirected((v) => [-v[0], -v[1], -v[2]]) }],
    ["looks along the axis of the Earth", { looks: redirected(() => [0, 0, 1]) }],
    [
      "looks all over the place",
      { looks: redirected((v, i) => [v[0], v[1], v[2] + 0.05 * Math.sin(7 * i * i)]) },
    ],
  ])("%s: none", (_, part) => {
    expect(estimateLaunch({ ...problem, ...part })).toBeNull();
  });

  it("says so of a source that stands still", () => {
    const first = launch.looks[0]!;
    const looks = Array.from({ length: 60 }, (_, i) => ({ ...first, time: first.time + 5 * i }));
    const solution = estimateLaunch({ ...problem, looks });
    expect(solution === null || solution.inflation > 3).toBe(true);
  });

  it("widens when no family explains the looks", () => {
    const soundingOnly = estimateLaunch({ ...problem, families: [soundingRocket] });
    expect(soundingOnly === null || soundingOnly.inflation > 3).toBe(true);
  });
});

describe("launch estimate of a two-stage launcher", () => {
  const launcher = simulateLaunch({
    seed: 5,
    truth: spaceLauncher,
    families,
    satellites: twoSatellites(5),
    until: 300,
  });

  it("carries on through the gap between its stages", () => {
    const solution = estimateLaunch({ ...launcher.problem, looks: launcher.looks })!;
    expect(solution.families[1]!.probability).toBeGreaterThan(0.99);
    expect(solution.families[1]!.chiSquare / solution.families[1]!.degreesOfFreedom).toBeLessThan(1.5);
  });

  it("reads a plume that ends with the first stage as such", () => {
    const looks = launcher.looks.filter((look) => look.time < launcher.ignition + 155);
    const lastSeen = looks.at(-1)!.time;
    const solution = estimateLaunch({
      ...launcher.problem,
      looks,
      plumeEnded: { lastSeen, firstNotSeen: lastSeen + 5 },
    })!;
    expect(solution.families[1]!.probability).toBeGreaterThan(0.9);
    expect(Math.abs(solution.burnout!.time - lastSeen - 2.5)).toBeLessThan(3);
  });
});

describe("honesty of the launch ellipse, in small (the long test has the figures)", () => {
  it("holds the launch point at the notice", { timeout: 120_000 }, () => {
    const seeds = Array.from({ length: 25 }, (_, i) => i + 1);
    const result = launchStatistics({
      seeds,
      truth: mediumRange,
      families: [mediumRange],
      satellites: twoSatellites(5),
      moment: "notice",
    });
    expect(result.failures).toBe(0);
    expect(result.coverage).toBeGreaterThanOrEqual(0.8);
    expect(result.meanSquare).toBeGreaterThan(1);
    expect(result.meanSquare).toBeLessThan(3.2);
    expect(result.semiMajor).toBeLessThan(6000);
  });
});
