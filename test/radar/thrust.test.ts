import { describe, expect, it } from "vitest";
import {
  coastOf,
  followFlight,
  hintPlumeGone,
  sensedAcceleration,
  takeObservation,
  thrustState,
} from "../../src/estimation/index.js";
import { average, normalisedError, PRIOR } from "./coverage.js";
import {
  type Burn,
  burnout,
  draw,
  type FlightPoint,
  flight,
  mediumRange,
  modelOf,
  plots,
  poweredFlight,
  testRadar,
} from "./simulated-radar.js";

const radar = testRadar(31, -125);
const model = modelOf(radar);
const seeds = Array.from({ length: 8 }, (_, seed) => seed);

/** An ascent to the south, as a radar some 500 km away sees it from 55 km of height on. */
function ascent(seed: number, burns: readonly Burn[], until: number): FlightPoint[] {
  return poweredFlight(burnout(34, -120.7, 55_000, 1900, 40, 183 + seed), burns, 5, until);
}

function followed(points: readonly FlightPoint[], seed: number, until = Number.POSITIVE_INFINITY) {
  const observations = plots(radar, draw(seed, radar), points, seed).filter((z) => z.time <= until);
  const follower = followFlight(model, observations[0]!, PRIOR);
  for (const z of observations.slice(1)) takeObservation(follower, z);
  return follower;
}

describe("thrust", () => {
  it("is seen in an upper stage of 9 m/s², with its acceleration", () => {
    for (const seed of seeds) {
      const burn = { from: 10, to: 300, acceleration: 8, tiltDeg: 12 };
      const { hypotheses } = followed(ascent(seed, [burn], 100), seed);
      expect(thrustState(hypotheses).state).toBe("thrusting");
      const truth = 8 / (1 - (8 * 90) / 3200);
      const sensed = sensedAcceleration(hypotheses)!;
      expect(sensed.againstMotion).toBe(false);
      expect(Math.abs(sensed.value - truth)).toBeLessThan(4 * sensed.sigma);
      expect(sensed.sigma).toBeLessThan(1.5);
    }
  });

  it("is seen against the motion in a stage that turns back", () => {
    for (const seed of seeds) {
      const burn = { from: 15, to: 60, acceleration: 20, tiltDeg: 20, sign: -1 as const };
      const { hypotheses } = followed(ascent(seed, [burn], 50), seed);
      expect(thrustState(hypotheses).state).toBe("thrusting");
      expect(sensedAcceleration(hypotheses)!.againstMotion).toBe(true);
    }
  });

  it("is not seen in a body that coasts", () => {
    for (const seed of seeds) {
      const site = testRadar(27, -57);
      const observations = plots(site, draw(seed, site), flight(mediumRange(seed), 3000, 5, 300), seed);
      const follower = followFlight(modelOf(site), observations[0]!, PRIOR);
      let thrusting = 0;
      for (const z of observations.slice(1)) {
        takeObservation(follower, z);
        if (thrustState(follower.hypotheses).state === "thrusting") thrusting += 1;
      }
      expect(thrusting).toBe(0);
      expect(thrustState(follower.hypotheses).state).toBe("coasting");
    }
  });
});

describe("from boost to coast", () => {
  for (const acceleration of [9, 25, 40]) {
    it(`${acceleration} m/s²: the coast estimate holds no powered plot and is honest`, () => {
      const errors: number[] = [];
      for (const seed of seeds) {
        const cutOff = 31 + seed;
        const burn = { from: 0, to: cutOff, acceleration, tiltDeg: acceleration < 10 ? 10 : 1 };
        const points = ascent(seed, [burn], 120);
        for (const until of [65, 90, 120]) {
          const follower = followed(points, seed, until);
          expect(thrustState(follower.hypotheses).state).toBe("coasting");
          const estimate = coastOf(follower)!;
          expect(estimate.start).toBeGreaterThanOrEqual(cutOff);
          expect(estimate.start).toBeLessThan(cutOff + 25);
          errors.push(normalisedError(estimate, points.find((p) => p.time === estimate.time)!));
        }
      }
      // 24 estimates, three of each flight: three standard deviations of 8 independent ones.
      expect(average(errors) / 6).toBeLessThan(1.6);
    });
  }

  it("is dated by infrared when that saw the plume go out", () => {
    const burn = { from: 0, to: 33, acceleration: 40, tiltDeg: 1 };
    const follower = followed(ascent(1, [burn], 60), 1);
    hintPlumeGone(follower, 37);
    expect(coastOf(follower)!.start).toBeGreaterThanOrEqual(37);
    expect(thrustState(follower.hypotheses).state).toBe("coasting");
  });
});
