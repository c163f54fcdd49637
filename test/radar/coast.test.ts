import { describe, expect, it } from "vitest";
import { average, follow } from "./coverage.js";
import { testRadar } from "./simulated-radar.js";

// Bands are three standard deviations of the number of runs; test/long holds the narrow ones.
describe("a coasting body, 40 seeds with their own biases, air, ballistic coefficient and flight", () => {
  const runs = Array.from({ length: 40 }, (_, seed) => seed);
  for (const { span, semiMajor } of [
    { span: 60, semiMajor: [15e3, 40e3] },
    { span: 200, semiMajor: [3e3, 8e3] },
  ] as const) {
    it(`${span} s of track: honest state, impact ellipse and arrival time`, () => {
      const outcomes = runs.map((seed) => follow(seed, testRadar(27, -57), span, 300));
      const nees = average(outcomes.map((o) => o.nees)) / 6;
      expect(nees).toBeGreaterThan(0.73);
      expect(nees).toBeLessThan(1.27);
      expect(outcomes.filter((o) => o.inside).length).toBeGreaterThanOrEqual(34);
      const nis = average(outcomes.map((o) => o.nis));
      expect(nis).toBeGreaterThan(0.8);
      expect(nis).toBeLessThan(1.15);
      expect(average(outcomes.map((o) => o.timeError))).toBeLessThan(1.7);
      const middle = outcomes.map((o) => o.semiMajor).sort((a, b) => a - b)[20]!;
      expect(middle).toBeGreaterThan(semiMajor[0]);
      expect(middle).toBeLessThan(semiMajor[1]);
    });
  }

  it("stays honest with a bias as large as the noise, because its prior says so", () => {
    const outcomes = runs.map((seed) => follow(seed, testRadar(27, -57, 1e-3), 200, 300));
    expect(outcomes.filter((o) => o.inside).length).toBeGreaterThanOrEqual(34);
    expect(average(outcomes.map((o) => o.nees)) / 6).toBeLessThan(1.27);
  });
});
