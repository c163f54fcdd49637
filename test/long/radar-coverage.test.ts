import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/astro/index.js";
import {
  CHI_SQUARE_2_95,
  type CoastEstimate,
  coastDistance,
  coastOf,
  followFlight,
  fuseTracks,
  hintPlumeGone,
  impactOfCoast,
  mahalanobisSquared,
  predictCoast,
  takeObservation,
} from "../../src/estimation/index.js";
import { average, follow, normalisedError, PRIOR } from "../radar/coverage.js";
import {
  BODY,
  draw,
  type FlightPoint,
  flight,
  mediumRange,
  modelOf,
  plots,
  type TestRadar,
  testRadar,
  trueImpact,
} from "../radar/simulated-radar.js";

describe("400 seeds of a medium-range flight", () => {
  for (const span of [30, 60, 200, 400]) {
    it(`${span} s of track: the impact ellipse of 95 % holds 92.5–97.5 %`, () => {
      const outcomes = Array.from({ length: 400 }, (_, seed) => follow(seed, testRadar(27, -57), span, 600));
      const share = outcomes.filter((o) => o.inside).length / 400;
      const nees = average(outcomes.map((o) => o.nees)) / 6;
      console.log(span, "s: coverage", share, "NEES/6", nees.toFixed(3));
      expect(share).toBeGreaterThanOrEqual(0.925);
      expect(share).toBeLessThanOrEqual(0.975);
      expect(nees).toBeGreaterThan(0.9);
      expect(nees).toBeLessThan(1.1);
    });
  }
});

describe("200 seeds of one flight seen by two radars", () => {
  const radars = [testRadar(27, -57), testRadar(33, -45)];

  function estimateBy(
    radar: TestRadar,
    k: number,
    seed: number,
    points: readonly FlightPoint[],
  ): CoastEstimate {
    const draws = draw(1000 * k + seed, radar);
    const list = plots(radar, draws, points, 1000 * k + seed).slice(0, 25);
    const follower = followFlight(modelOf(radar), list[0]!, PRIOR);
    hintPlumeGone(follower, list[0]!.time);
    for (const z of list.slice(1)) takeObservation(follower, z);
    return coastOf(follower)!;
  }

  it("fused: honest state and impact, and the two agree as χ² of six says", () => {
    const errors: number[] = [];
    const distances: number[] = [];
    let inside = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const start = mediumRange(seed);
      const beta = draw(seed, radars[0]!).ballisticCoefficient;
      const points = flight(start, beta, 5, 700);
      const [a, b] = radars.map((radar, k) => estimateBy(radar, k, seed, points)) as [
        CoastEstimate,
        CoastEstimate,
      ];
      const time = Math.max(a.time, b.time);
      const both = [predictCoast(a, time), predictCoast(b, time)] as const;
      distances.push(coastDistance(...both));
      const fused = fuseTracks(both);
      errors.push(normalisedError(fused, points.find((p) => p.time === time)!));
      const impact = impactOfCoast(fused, BODY, randomStream(seed, "impact"), 600)!;
      const real = trueImpact(start, beta);
      const north = (real.geodetic.latitude - impact.latitude) * 6.36e6;
      const east = (real.geodetic.longitude - impact.longitude) * 6.38e6 * Math.cos(impact.latitude);
      if (mahalanobisSquared(east, north, impact.covarianceEastNorth) < CHI_SQUARE_2_95) inside += 1;
    }
    console.log(
      "two radars: coverage",
      inside / 200,
      "NEES/6",
      average(errors) / 6,
      "distance",
      average(distances),
    );
    expect(average(errors) / 6).toBeGreaterThan(0.85);
    expect(average(errors) / 6).toBeLessThan(1.15);
    expect(average(distances)).toBeGreaterThan(5.1);
    expect(average(distances)).toBeLessThan(6.9);
    expect(inside / 200).toBeGreaterThanOrEqual(0.91);
    expect(inside / 200).toBeLessThanOrEqual(0.985);
  });
});
