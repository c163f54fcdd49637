import { describe, expect, it } from "vitest";
import { normalAt, randomStream } from "../../astro/index.js";
import { chiSquareUpperTail } from "./chi-square.js";
import { consistencyInterval } from "./consistency.js";
import {
  sharedTruthInterval,
  weightedChiSquareQuantile,
  weightedChiSquareUpperTail,
} from "./weighted-chi-square.js";

describe("a sum of weighted chi-squares", () => {
  it.each([3, 6, 40, 300])("with equal weights is a chi-square: %d degrees of freedom", (freedom) => {
    for (const share of [0.3, 0.7, 1, 1.3, 2]) {
      const value = share * freedom;
      const tail = weightedChiSquareUpperTail(2 * value, [{ weight: 2, freedom }]);
      expect(Math.abs(tail - chiSquareUpperTail(value, freedom))).toBeLessThan(2e-5);
    }
  });

  it("agrees with Imhof's table 1 (1961)", () => {
    const three = [0.6, 0.3, 0.1];
    const q = (freedom: number) => three.map((weight) => ({ weight, freedom }));
    expect(weightedChiSquareUpperTail(0.1, q(1))).toBeCloseTo(0.9458, 4);
    expect(weightedChiSquareUpperTail(0.7, q(1))).toBeCloseTo(0.5064, 4);
    expect(weightedChiSquareUpperTail(2, q(1))).toBeCloseTo(0.124, 4);
    expect(weightedChiSquareUpperTail(2, q(2))).toBeCloseTo(0.3998, 4);
  });

  it("has the quantile of its tail", () => {
    const terms = [
      { weight: 0.7, freedom: 1 },
      { weight: 0.1, freedom: 30 },
    ];
    for (const p of [0.005, 0.5, 0.995])
      expect(weightedChiSquareUpperTail(weightedChiSquareQuantile(p, terms), terms)).toBeCloseTo(1 - p, 4);
  });
});

describe("the interval of NEES against a truth that errs too", () => {
  it("is the usual one where the truth is exact, and that of one run where only the truth errs", () => {
    const exact = sharedTruthInterval([1, 1, 1], 100, 0.99);
    const usual = consistencyInterval(3, 100, 0.99);
    const shared = sharedTruthInterval([0, 0, 0], 100, 0.99);
    const single = consistencyInterval(3, 1, 0.99);
    for (const i of [0, 1]) {
      expect(Math.abs(exact[i]! - usual[i]!)).toBeLessThan(1e-3);
      expect(Math.abs(shared[i]! / single[i]! - 1)).toBeLessThan(5e-3);
    }
  });

  it("holds as often as it says", () => {
    const shares = [0.9, 0.5, 0.1];
    const [low, high] = sharedTruthInterval(shares, 10, 0.9);
    const stream = randomStream(7, "shared-truth");
    let inside = 0;
    for (let trial = 0; trial < 4000; trial++) {
      let sum = 0;
      shares.forEach((share, i) => {
        const at = (trial * 3 + i) * 11;
        const common = Math.sqrt(1 - share) * normalAt(stream, at);
        for (let run = 1; run <= 10; run++)
          sum += (common + Math.sqrt(share) * normalAt(stream, at + run)) ** 2 / 10;
      });
      if (sum >= low && sum <= high) inside += 1;
    }
    expect(Math.abs(inside / 4000 - 0.9)).toBeLessThan(0.02);
  });
});
