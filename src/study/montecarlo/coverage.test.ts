import { describe, expect, test } from "vitest";
import { randomStream, uniformAt } from "../../astro/index.js";
import { tabulateCoverage, wilsonInterval } from "./coverage.js";
import type { EllipseOutcome } from "./one-seed.js";

const ellipse = (distance: number): EllipseOutcome => ({
  distance,
  error: distance * 1000,
  semiMajor: 1000,
  semiMinor: 500,
  after: 60,
});

describe("a table of coverage", () => {
  test("counts what lies inside, and what was missed or false", () => {
    const table = tabulateCoverage([
      {
        seed: 1,
        launches: [{ launchAtNotice: ellipse(0.5), launchTimeAtNotice: 3 }],
        missed: 1,
        falseWarnings: 0,
      },
      {
        seed: 2,
        launches: [{ launchAtNotice: ellipse(1.5), launchTimeAtNotice: -4 }],
        missed: 0,
        falseWarnings: 2,
      },
    ]);
    expect(table).toMatchObject({
      seeds: 2,
      launches: 2,
      missed: 1,
      falseWarnings: 2,
      impactAtConfirmation: null,
    });
    expect(table.launchAtNotice).toMatchObject({ runs: 2, inside: 1, coverage: 0.5, errorMedian: 1000 });
    expect(table.launchTimeRatio).toBeCloseTo(Math.sqrt(12.5), 12);
  });
  test("the interval is that of Wilson: 0.910 to 0.973 for 190 of 200, worked by hand", () => {
    const [low, high] = wilsonInterval(190, 200);
    expect(low).toBeCloseTo(0.9104, 3);
    expect(high).toBeCloseTo(0.9726, 3);
  });
  test("the interval holds the true share about 95 times in 100", () => {
    let held = 0;
    for (let study = 0; study < 1000; study += 1) {
      const draws = randomStream(study, "wilson");
      let hits = 0;
      for (let i = 0; i < 200; i += 1) if (uniformAt(draws, i) < 0.95) hits += 1;
      const [low, high] = wilsonInterval(hits, 200);
      if (low <= 0.95 && 0.95 <= high) held += 1;
    }
    expect(held).toBeGreaterThan(920);
    expect(held).toBeLessThan(980);
  });
});
